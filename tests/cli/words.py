"""The words of these tests: a program run in this process, with a linter that knows three words."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from smslint.__main__ import main
from smslint.errors import MessageTooLargeError
from smslint.model import Context, Finding, Report, Verdict
from tests.report.words import RULESET, spot


class FakeLinter:
    """BAD is an error, MEH a warning, WAIT an error that asks for the brand, HUGE cannot be read."""

    ruleset = RULESET

    def __init__(self) -> None:
        self.seen: list[tuple[str, Context]] = []

    def lint(self, text: str, context: Context) -> Report:
        self.seen.append((text, context))
        if "HUGE" in text:
            raise MessageTooLargeError(2_000_000, 1_000_000)
        findings = []
        if "BAD" in text:
            findings.append(spot(text, "BAD"))
        if "WAIT" in text:
            findings.append(spot(text, "WAIT", depends_on=("brand",)))
        if "MEH" in text:
            findings.append(spot(text, "MEH", severity="warning", tier=None))
        return Report(text, _verdict(findings), tuple(findings), 10 * len(findings), None, 0, (), RULESET)


def _verdict(findings: list[Finding]) -> Verdict:
    if any(finding.severity.value == "error" and not finding.depends_on for finding in findings):
        return Verdict.BLOCK
    if any(finding.severity.value == "error" for finding in findings):
        return Verdict.NEEDS_CONTEXT
    return Verdict.WARN if findings else Verdict.PASS


class Program:
    """smslint in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.linter = FakeLinter()
        self.params: list[Any] = []
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        for place in ("smslint.cli.lint.make_linter", "smslint.cli.check.make_linter"):
            monkeypatch.setattr(place, self._make)

    def _make(self, params: Any) -> FakeLinter:
        self.params.append(params)
        return self.linter

    def run(self, *words: str, stdin: bytes = b"", quick: bool = True) -> tuple[int, str, str]:
        """Exit code, standard output and standard error; `quick=False` goes through click."""
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            if not quick:
                patch.setattr("smslint.cli.quick.parse", lambda words: None)
            code = main(list(words))
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err

    @property
    def texts(self) -> list[str]:
        """The messages judged so far."""
        return [text for text, _ in self.linter.seen]

    @property
    def context(self) -> dict[str, Any]:
        """What was known about the message judged last."""
        return self.linter.seen[-1][1].to_dict()

"""`smslint check [PATH...]`: the messages in files."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.cli.contradictions import refuse_contradictions
from smslint.cli.problems import Problems
from smslint.cli.repository import Repository
from smslint.cli.setup import fails, make_linter
from smslint.errors import MissingExtraError
from smslint.report import Item, Location, Run, Summary, writer
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from smslint.project.check import CheckedFile
    from smslint.project.judge import Judged


def check(params: Mapping[str, Any]) -> int:
    """Judge every message of the paths and write what was found; returns the exit code."""
    refuse_contradictions(params)
    if params.get("watch"):
        from smslint.cli.watch import watch

        return watch({**params, "watch": False})
    return Checking(params).run()


class Checking:
    """One run of `check`."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        self.params = params
        self.problems = Problems(bool(params.get("quiet")))
        self.repository = Repository(params, self.problems, make_linter)
        self.summary = Summary()
        self.failing = False
        self.changed: list[str] = []
        self.mended = 0
        self._form = params.get("format") or _usual_format()
        self.output = self._output()
        self._lists_all = self._form in ("json", "jsonl", "junit")

    def run(self) -> int:
        """Check, mend, write and count."""
        output = self.output
        style = console.style(self.params, totals=True)
        quiet = self.params.get("diff") or self.params.get("statistics")
        out = writer(self._form, style) if not quiet else None
        linter = self.repository.linter
        heard = output.write(out.begin(Run(linter.ruleset, __version__)) if out else "")
        for item in self._items():
            heard = heard and output.write(out.item(item) if out else "")
            if not heard:
                return console.UNREAD
        for note in self.repository.idle():
            self.problems.note(note)
        self.repository.close()
        self.problems.close()
        self.summary.unreadable = self.problems.count
        output.write(self._end() if out is None else out.end(self.summary))
        output.close()
        self._say_mended()
        self._say_nothing_found()
        return self._code()

    def _output(self) -> console.Output:
        """Where findings go. Raises UsageError for one of the files that are named to be read."""
        path = self.params.get("output_file")
        if path is not None:
            from smslint.cli.outputs import check_outputs

            read = [self.params[name] for name in ("config", "baseline", "context") if self.params.get(name)]
            check_outputs({"--output-file": path}, [*self.params.get("paths", ()), *read])
        return console.Output(path)

    def _items(self) -> Iterator[Item]:
        """Everything that is said, file by file."""
        for path, data, kind, before in self.repository.files():
            try:
                yield from self._file(path, data, kind, before)
            except MissingExtraError as error:
                self.problems.lacks(str(error))
        for judged in self.repository.remarks():
            yield self._item(judged)

    def _file(self, path: str, data: bytes, kind: str | None, before: int) -> Iterator[Item]:
        clean = self.repository.clean_messages(path, data, kind) if not self._lists_all else None
        if clean is not None:
            self.summary.messages += clean
            self.summary.verdicts["pass"] += clean
            return
        checked = self.repository.check(path, data, kind, before)
        if self.params.get("fix") or self.params.get("diff"):
            checked = self._mended(checked, path, data, kind)
        for note in checked.notes:
            self.problems.note(note)
        for judged in checked.judged:
            yield self._item(self.repository.against_baseline(judged))

    def _mended(self, checked: CheckedFile, path: str, data: bytes, kind: str | None) -> CheckedFile:
        """The file after its fixes; with --diff the fixes are shown instead."""
        from smslint.cli.mending import mend

        after, changed, count = mend(self.repository, checked, path, kind, self.params, self.output)
        if changed:
            self.changed.append(path)
            self.mended += count
        return after

    def _item(self, judged: Judged) -> Item:
        report = judged.report
        if judged.message.format != "smslint":
            self.summary.add(report)
        else:
            self.summary.add_findings(report)
        self.summary.suppressed += len(judged.accepted)
        self.failing = self.failing or fails(report, self.repository.levels(judged.message.path))
        expansion = judged.expansion.to_dict() if judged.expansion is not None else None
        return Item(report, Location(**judged.message.location()), judged.accepted, expansion)

    def _end(self) -> str:
        if self.params.get("statistics"):
            from smslint.cli.mending import statistics_text

            return statistics_text(self.summary, self.repository.linter, self._form)
        return ""

    def _say_nothing_found(self) -> None:
        if self.summary.messages or self.problems.count or self.params.get("quiet"):
            return
        if self.repository.walked:
            console.say("no message found; `smslint init` writes a configuration that tells where they are")
        elif any(path != "-" for path in self.params.get("paths", ())):
            console.say("no message found in what was named; [[files]] in smslint.toml says which files and keys hold them")

    def _say_mended(self) -> None:
        if self.params.get("fix") and self.changed and not self.params.get("quiet"):
            files = f"{len(self.changed)} file" + ("s" if len(self.changed) > 1 else "")
            console.say(f"mended {self.mended} finding{'s' if self.mended != 1 else ''} in {files}")

    def _code(self) -> int:
        if self.problems.missing is not None:
            return console.USAGE
        if self.problems.count:
            return console.UNREAD
        if self.params.get("exit_zero"):
            return console.CLEAN
        if self.params.get("diff"):
            return console.FOUND if self.changed else console.CLEAN
        if self.params.get("write_baseline"):
            return console.CLEAN
        return console.FOUND if self.failing else console.CLEAN


def _usual_format() -> str:
    """Notes beside the lines in GitHub Actions, frames elsewhere."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"

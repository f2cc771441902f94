"""The same text gets the same report in every process, whatever order its sets come in."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.words import ROOT

PROGRAM = """
import sys
from smslint import Context, lint
for text in sys.stdin.read().splitlines():
    for context in (None, Context(brand_domains=["larch.example"], first_message=True)):
        report = lint(text, context)
        print([(f.rule, f.start, f.end, f.severity.value, f.depends_on, f.folds, f.message) for f in report.findings])
        print(report.score, report.verdict.value, report.open_questions)
"""
TEXTS = (
    "Call +1 202-555-0142 \u200b Ünpäid tôll Reply STOP to opt out within 24 hours gift card your parcel is held maple-oak.test",
    "Check https://\u043eakbank.example/v now https://vvells.example",
    "Get fr33 c@sh n0w, Theo: https://tfatqm.example",
    "Congratulations Noor, you have w0n a $500 gift card! Claim: https://arnazon-pay.example or https://uspshelp.example",
    "f r e e lo-ans for Ünpäid bills, call 202-555-0142, Larch Cafe; Maple & Oak: pay now https://larch.example.login.test",
)


def told(seed: int) -> str:
    """What a process with a seed of its own says of the texts."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(
        command, input="\n".join(TEXTS), env=environment, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_findings_do_not_depend_on_the_hash_seed() -> None:
    first = told(0)
    assert "EVA011" in first
    assert all(told(seed) == first for seed in (1, 2, 3))

"""`smslint diff OLD NEW CORPUS...`: what a change of rules changes, before it is adopted."""

from __future__ import annotations

from tempfile import TemporaryDirectory

from smslint.cli import console
from smslint.cli.problems import Problems
from smslint.cli.termination import terminable
from smslint.corpus.compare import Comparison
from smslint.corpus.read import corpus_files, read_rows
from smslint.corpus.revision import linter_of
from smslint.report.comparison import comparison_text
from smslint.report.encode import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

EXAMPLES = 3


def diff(params: Mapping[str, Any]) -> int:
    """Judge the rows by both and print the differences; returns the exit code."""
    preview = bool(params.get("preview"))
    with terminable(), TemporaryDirectory(prefix="smslint-") as scratch:
        comparison = Comparison(*(linter_of(params[side], scratch, preview) for side in ("old", "new")))
    problems = Problems()
    comparison.add_all(read_rows(corpus_files(params["corpora"], False, problems), problems, labelled=False))
    problems.close()
    show = bool(params.get("show_text"))
    if params.get("format") == "json":
        console.write(dumps(comparison.to_dict(show)) + "\n")
    else:
        console.write(comparison_text(comparison, params.get("examples", EXAMPLES), show))
    if problems.count:
        return console.UNREAD
    return console.FOUND if params.get("fail_on_change") and not comparison.is_empty else console.CLEAN

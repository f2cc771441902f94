"""A configuration as it stands in the editor: its faults, each at its key. What it extends is looked at when it is saved."""

from __future__ import annotations

import os

from smslint.serve.lsp.page import Mark, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.project.source import Source

_PROJECT = "pyproject.toml"


def is_configuration(path: str) -> bool:
    """Whether a document is read for settings."""
    from smslint.project.config_file import NAMES

    return os.path.basename(path) in NAMES


def settings_page(path: str, source: Source) -> Page:
    """The faults of a configuration; none of a pyproject.toml without a table of ours."""
    from smslint.project.piece import Unreadable
    from smslint.project.toml import parse_toml
    from smslint.project.validate import ConfigurationError, Validator

    page = Page(source)
    table = ("tool", "smslint") if os.path.basename(path) == _PROJECT else ()
    try:
        Validator(source, table).check_file(parse_toml(source.text))
    except Unreadable as error:
        if not table:
            page.marks.append(_mark(source, source.at(error.offset or 0), str(error)))
    except ConfigurationError as error:
        page.marks += [_mark(source, (issue.line, issue.column), issue.message) for issue in error.issues]
    return page


def _mark(source: Source, place: tuple[int, int], say: str) -> Mark:
    line, column = place
    return Mark(place, (line, max(column + 1, len(source.line(line)) + 1)), "error", "configuration", say)

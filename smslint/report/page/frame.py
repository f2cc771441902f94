"""From blocks to one HTML file, by templates that escape every value."""

from __future__ import annotations

from functools import lru_cache

from smslint.errors import MissingExtraError
from smslint.report.page import values
from smslint.report.page.blocks import Content, Section

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

EXTRA = "report"


def render(title: str, lead: str, sections: Sequence[Section], facts: Sequence[tuple[str, Any]] = ()) -> str:
    """One HTML page, the same for the same content.

    title and lead: what it is and what it says in a sentence; sections: in reading order; facts: (name, value) of what
    it was made from. Raises MissingExtraError without the extra `report`.
    """
    page: str = _template().render(page=Content(title, lead, sections, facts), style=_style())
    return page


@lru_cache(maxsize=1)
def _template() -> Any:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise MissingExtraError("an HTML report", EXTRA) from None
    environment = Environment(
        loader=PackageLoader("smslint.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(values.FILTERS)
    return environment.get_template("page.html")


def _style() -> str:
    from importlib.resources import files

    return (files("smslint.report.page") / "templates" / "style.css").read_text("utf-8")

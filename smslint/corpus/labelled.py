"""One row of a labelled corpus: a message, what its sender knew, and what a careful reader says of it."""

from __future__ import annotations

from smslint.corpus.decode import InputError
from smslint.corpus.rows import row_context, row_id, row_text
from smslint.model import CATEGORIES, Context, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KEYS = ("id", "text", "lang", "family", "context", "labels", "either")
LABEL_KEYS = ("category", "span", "nth")


class Label:
    """One fault: its category, and where it stands (None where something is absent)."""

    __slots__ = ("category", "end", "start")

    def __init__(self, category: str, start: int | None = None, end: int | None = None) -> None:
        self.category = category
        self.start = start
        self.end = end


class Row:
    """A message with its context and labels; `labels` is None where nobody has labelled it."""

    __slots__ = ("context", "either", "family", "id", "labels", "lang", "line", "path", "text", "values")

    def __init__(self, values: dict[str, Any], path: str = "", line: int = 0) -> None:
        """The row of a JSON object. Raises InputError or ContextError with what to do about it."""
        self.values = values
        self.path = path
        self.line = line
        self.text = row_text(values)
        self.id = row_id(values) or f"{path}:{line}"
        self.lang = _word(values, "lang")
        self.family = _word(values, "family")
        self.context = Context(**row_context({"context": values.get("context")}))
        self.labels = _labels(values.get("labels"), self.text) if values.get("labels") is not None else None
        self.either = frozenset(_category(name) for name in _list(values, "either"))

    @property
    def categories(self) -> frozenset[str]:
        """The categories of its labels."""
        return frozenset(label.category for label in self.labels or ())

    @property
    def is_clean(self) -> bool:
        """Whether it was labelled, and nothing was found wrong."""
        return self.labels is not None and not self.labels

    @property
    def is_odd(self) -> bool:
        """To which half it belongs: that of its last number, so that a new row moves no other."""
        digits = "".join(character for character in self.id.rsplit("-", 1)[-1] if character.isdecimal())
        return bool(int(digits or "0") % 2)


def _word(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f'"{key}" is not a text; write it in quotes')
    return value


def _list(values: dict[str, Any], key: str) -> list[Any]:
    value = values.get(key) or []
    if not isinstance(value, list):
        raise InputError(f'"{key}" is not a list; write it in square brackets')
    return value


def _category(name: Any) -> str:
    if not isinstance(name, str) or name not in CATEGORIES:
        hint = did_you_mean(name, CATEGORIES) if isinstance(name, str) else ""
        raise InputError(f"no category {name!r}{hint or '; corpora/README.md lists them'}")
    return name


def _labels(value: Any, text: str) -> tuple[Label, ...]:
    if not isinstance(value, list):
        raise InputError('"labels" is not a list; write [] for a clean message')
    return tuple(_label(item, text) for item in value)


def _label(item: Any, text: str) -> Label:
    if not isinstance(item, dict) or "category" not in item:
        raise InputError('a label is {"category": ..., "span": ...}')
    category, span, nth = _category(item["category"]), item.get("span"), item.get("nth", 1)
    if span is None:
        return Label(category)
    if not isinstance(span, str) or not span:
        raise InputError(f'the span of {category} is no text; write words of the message, or null for an absence')
    if not isinstance(nth, int) or isinstance(nth, bool) or nth < 1:
        raise InputError(f"nth of {category} is no whole number from 1 on")
    start = -1
    for _ in range(nth):
        start = text.find(span, start + 1)
        if start < 0:
            raise InputError(f"the span of {category} is not in the text (nth {nth}); copy it letter by letter")
    return Label(category, start, start + len(span))

"""What people may give to a Linter, in the forms that it works with; anything else is told in a sentence."""

from __future__ import annotations

import os

from smslint.errors import ArgumentError, SmslintError
from smslint.layers import laid_over
from smslint.model import Context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from typing import Any

NOTHING_KNOWN = Context()


def rule_names(rules: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    """Names of profiles and paths. Raises ArgumentError for what is neither, SmslintError when there is none."""
    names = tuple(map(_rule_name, _several("rules", rules, "the name of a profile, a path or a list of these")))
    if not names:
        raise SmslintError("rules is an empty list, by which every message is clean; leave it out for the default profile")
    return names


def _rule_name(name: object) -> str:
    if isinstance(name, os.PathLike):
        path = os.fsdecode(name)
        # Of one word it is a path still, and no name of a profile.
        return path if os.path.dirname(path) else os.path.join(os.curdir, path)
    if not isinstance(name, str):
        raise ArgumentError(f"rules holds the name of a profile or a path, not {_kind(name)}")
    return name


def selectors(field: str, given: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Rule ids, prefixes, names, categories or tags. Raises ArgumentError for what is none."""
    if given is None:
        return None
    chosen = _several(field, given, 'a list of rule ids, prefixes, names, categories or tags, as ["OPT", "shouting"]')
    for one in chosen:
        if not isinstance(one, str):
            raise ArgumentError(f"{field} holds rule ids, prefixes, names, categories or tags, not {_kind(one)}")
    return chosen


def some_selectors(field: str, given: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """As `selectors`, where to choose nothing would leave nothing. Raises SmslintError for an empty list."""
    chosen = selectors(field, given)
    if chosen == ():
        raise SmslintError(f"{field} is an empty list; leave it out to judge by every rule")
    return chosen


def _several(field: str, given: Any, words: str) -> tuple[Any, ...]:
    if isinstance(given, (str, os.PathLike)):
        return (given,)
    try:
        if isinstance(given, bytes) or hasattr(given, "keys"):
            raise TypeError
        return tuple(sorted(given) if isinstance(given, (set, frozenset)) else given)
    except TypeError:
        raise ArgumentError(f"{field} is {words}, not {_kind(given)}") from None


def calendar_day(moment: date | None) -> date | None:
    """A datetime is a date too, and comes after the day that it lies on: rules know days. Raises ArgumentError."""
    if moment is None:
        return None
    from datetime import date, datetime

    if not isinstance(moment, date):
        raise ArgumentError(f"as_of is a day, as datetime.date(2026, 3, 1), not {_kind(moment)}")
    return moment.date() if isinstance(moment, datetime) else moment


def one_context(context: Context | None, fields: Mapping[str, Any]) -> Context:
    """A context refined by fields. Raises ArgumentError when it is none, ContextError for a wrong field."""
    if context is None:
        return Context(**fields) if fields else NOTHING_KNOWN
    if not isinstance(context, Context):
        raise ArgumentError(f'context is a Context, not {_kind(context)}; name the fields, as brand="Larch"')
    return Context(**laid_over(context.to_dict(), fields)) if fields else context


def context_of_each(contexts: Iterable[Context] | str, texts: Sequence[str], fields: Mapping[str, Any]) -> list[Context]:
    """A context for each text. Raises ArgumentError for what is none, ValueError when they are not as many."""
    words = "one Context for all texts, or a list of one for each"
    if isinstance(contexts, str):
        raise ArgumentError(f"context is {words}, not {_kind(contexts)}")
    given = _several("context", contexts, words)
    if len(texts) != len(given):
        raise ValueError(f"{len(texts)} texts and {len(given)} contexts; give one context for all or one for each")
    if None in given:
        raise ArgumentError("context holds None; give Context() where nothing is known of a text")
    return [one_context(context, fields) for context in given]


def many_texts(texts: Iterable[str]) -> list[str]:
    """The messages. Raises ArgumentError for a single one, whose letters would be judged one by one."""
    if isinstance(texts, str):
        raise ArgumentError("texts is a list of messages, not str; one message is for lint")
    return list(texts)


def _kind(value: object) -> str:
    return type(value).__name__

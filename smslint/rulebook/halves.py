"""What can be read of a rule or list that breaks its form: its other mistakes are told in the same run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from smslint.rulebook.checks import Check, PhraseOptions
from smslint.rulebook.listspec import ListSpec
from smslint.rulebook.rulespec import Citation, RuleSpec

_PHRASES = ("terms", "patterns", "exempt", "exempt_patterns")


def half_rule(value: Mapping[str, Any], name: str) -> RuleSpec:
    """The sources and the check of a faulty rule, as far as these are in order; all else is left out."""
    sources = value.get("sources")
    cited = [_citation(one) for one in sources] if isinstance(sources, list) else []
    return RuleSpec.model_construct(id=name, sources=tuple(cited), check=_check(value.get("check")))


def half_list(value: Mapping[str, Any], name: str) -> ListSpec:
    """The phrases of a faulty list and the lists that it includes."""
    anchor = "digits" if value.get("anchor") == "digits" else None
    return ListSpec.model_construct(name=name, includes=_texts(value, "includes"), anchor=anchor, **_phrases(value))


def _citation(value: Any) -> Citation | None:
    try:
        return Citation.model_validate(value)
    except ValidationError:
        named = isinstance(value, Mapping) and isinstance(value.get("source"), str)
        return Citation.model_construct(source=value["source"]) if named else None


def _check(value: Any) -> Check:
    try:
        return Check.model_validate(value)
    except (ValidationError, RecursionError):
        written = value if isinstance(value, dict) else {}
        kinds: dict[str, Any] = {kind: _options(written[kind]) for kind in ("terms", "pattern") if kind in written}
        return Check.model_construct(**dict(list(kinds.items())[:1]))


def _options(value: Any) -> PhraseOptions:
    written = value if isinstance(value, Mapping) else {}
    engine = written.get("engine", "re2")
    found = _phrases(written)
    if engine not in ("re2", "backtracking"):
        # What may stand in a pattern hangs on the engine.
        found.update(patterns=(), exempt_patterns=())
    return PhraseOptions.model_construct(lists=_texts(written, "lists"), cause=(), engine=engine, **found)


def _phrases(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _texts(value, name) for name in _PHRASES}


def _texts(value: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts; nothing where anything else stands, since the places of the rest would not be told."""
    written = value.get(key)
    return tuple(written) if isinstance(written, list) and all(isinstance(one, str) for one in written) else ()

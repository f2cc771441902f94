"""What the schema found wrong, as issues with a place and a sentence; values that the file holds are not repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from smslint.errors import Issue
from smslint.model import did_you_mean
from smslint.rulebook.document import MAX_ISSUES, Document, shown

_SENTENCES = {
    "bool_type": "true or false is expected here, without quotes",
    "int_type": "a whole number is expected here, without quotes",
    "model_type": "a mapping is expected here",
    "model_attributes_type": "a mapping is expected here",
    "dict_type": "a mapping is expected here",
    "tuple_type": "a list is expected here",
    "list_type": "a list is expected here",
    "string_type": "a text is expected here",
    "recursion_loop": "nested too deeply",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "the number must be {} or more"),
    "less_than_equal": ("le", "the number must be {} or less"),
    "too_short": ("min_length", "at least {} expected here"),
    "too_long": ("max_length", "more than {} items; split the list"),
    "literal_error": ("expected", "only {} is allowed here"),
}

Model = TypeVar("Model", bound=BaseModel)
Location = tuple["str | int", ...]


def validate(model: type[Model], document: Document, base: Location, label: str) -> tuple[Model | None, list[Issue]]:
    """The part of a document at `base` as a model, or the issues that forbid it."""
    value = document.value
    for step in base:
        value = value[step]
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, list(_issues(error, model, document, base, label))
    except RecursionError:
        return None, [document.issue(base, "nested too deeply")]


def _issues(
    error: ValidationError, model: type[BaseModel], document: Document, base: Location, label: str
) -> Iterator[Issue]:
    total = error.error_count()
    details = error.errors(include_url=False, include_input=False)
    guessed = {_guess(detail, model) for detail in details[:MAX_ISSUES] if detail["type"] == "extra_forbidden"}
    for detail in details[:MAX_ISSUES]:
        if detail["type"] == "missing" and detail["loc"] in guessed:
            continue  # the misspelt key is reported, with this one as its correction
        if detail["type"] == "too_short" and any(_lies_in(other["loc"], detail["loc"]) for other in details):
            continue  # the list is long enough, but for items that are reported themselves
        yield _issue(detail, model, document, base, label)
    if total > MAX_ISSUES:
        yield document.issue(base, f"{total - MAX_ISSUES:,} more mistakes in {label}")


def _lies_in(location: Location, outer: Location) -> bool:
    return len(location) > len(outer) and location[: len(outer)] == outer


def _issue(detail: ErrorDetails, model: type[BaseModel], document: Document, base: Location, label: str) -> Issue:
    location, kind = detail["loc"], detail["type"]
    whole = (*base, *location)
    if kind == "extra_forbidden":
        return document.issue(whole, _unknown_key(location, model, label), key=True)
    if kind == "missing":
        inner = document.resolve(whole)[len(base) :]
        where = f"{_dotted(inner)} of {label}" if inner else label
        return document.issue(whole, f"the key {str(location[-1])!r} is missing in {where}", key=not inner)
    return document.issue(whole, _sentence(detail, kind), key=location[-1:] == ("[key]",))


def _guess(detail: ErrorDetails, model: type[BaseModel]) -> Location:
    location = detail["loc"]
    keys = sorted(_keys(_models_at(model, location[:-1])))
    return (*location[:-1], *get_close_matches(str(location[-1])[:60], keys, n=1, cutoff=0.6))


def _sentence(detail: ErrorDetails, kind: str) -> str:
    context: dict[str, Any] = detail.get("ctx") or {}
    if kind == "smslint":
        return str(context["message"])
    if kind in _BOUNDS:
        name, sentence = _BOUNDS[kind]
        return sentence.format(context.get(name, "more"))
    return _SENTENCES.get(kind, "this value is not what is expected here")


def _unknown_key(location: Location, model: type[BaseModel], label: str) -> str:
    key = str(location[-1])
    allowed = sorted(_keys(_models_at(model, location[:-1])))
    outer = _dotted(location[:-1])
    where = f"{outer} of {label}" if outer else label
    hint = did_you_mean(key[:60], allowed)
    if not hint and len(allowed) <= 12:
        hint = f"; known here: {', '.join(allowed)}"
    return f"unknown key {shown(key)} in {where}{hint}"


def _dotted(location: Sequence[str | int]) -> str:
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step not in ("range", "exact", "signal", "group", "[key]"):
            text += f".{shown(step)[1:-1]}"
    return text.lstrip(".")


def _keys(models: set[type[BaseModel]]) -> set[str]:
    return {info.alias or name for model in models for name, info in model.model_fields.items()}


def _models_at(model: type[BaseModel], location: Location) -> set[type[BaseModel]]:
    models = {model}
    for step in location:
        found: set[type[BaseModel]] = set()
        for candidate in models:
            for name, info in candidate.model_fields.items():
                if step == (info.alias or name):
                    found |= _models_in(info.annotation)
        models = found or models
    return models


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        arguments = arguments[:1]
    return set().union(*(_models_in(argument) for argument in arguments)) if arguments else set()

"""Registrations out of files: YAML of our own, or the JSON (or YAML) that Plivo and Twilio take."""

from __future__ import annotations

import json
import re

from smslint.campaign.figures import figures
from smslint.campaign.registration.form import CAMPAIGN, FLAGS, GROUPS, LISTS, MANY, TOLL_FREE, Field, Registration
from smslint.errors import Issue, SmslintError
from smslint.rulebook.document import Document, read_document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WHOLE_NUMBER = re.compile(r"([0-9]{1,9})(?:\.0{1,9})?\Z", re.ASCII)
_MOST_DIGITS = 100
"""Digits of a number in JSON; Python reads no more than some thousands."""
Place = tuple["str | int", ...]


class RegistrationError(SmslintError):
    """A file that is no registration; the text names file, line and what to do."""


def read_registration(data: bytes, path: str) -> Registration:
    """The registration in a file. Raises RuleFileError for broken YAML, RegistrationError for anything else wrong."""
    document = _document(data, path)
    if document.issues:
        raise RegistrationError("\n".join(map(str, document.issues)))
    if not isinstance(document.value, dict) or not document.value:
        raise _refuse(document, (), "a registration is a mapping of fields; `smslint campaign init` writes one")
    return _Reader(document).registration()


def _document(data: bytes, path: str) -> Document:
    """The file as values; JSON by the JSON reader, since YAML has no surrogate pairs."""
    if not data.lstrip().startswith(b"{"):
        return read_document(data, path)
    document = Document(path, data)
    try:
        document.value = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_int=_number, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        raise RegistrationError(f"{path}:{error.lineno}:{error.colno}: not valid JSON: {error.msg}") from None
    except UnicodeDecodeError:
        raise RegistrationError(f"{path}:1:1: not valid JSON: it is not UTF-8; save it as UTF-8") from None
    except RecursionError:
        raise RegistrationError(f"{path}:1:1: not valid JSON: it is nested too deeply") from None
    except _RefusedError as error:
        raise RegistrationError(f"{path}:1:1: not valid JSON: {error}") from None
    return document


class _RefusedError(ValueError):
    pass


def _number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _RefusedError(f"a number of {len(digits):,} digits; put it in quotes if it is a text")
    return int(digits)


def _constant(word: str) -> Any:
    raise _RefusedError(f"{word} is no JSON; leave the field out")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RefusedError(f"the key {key[:40]!r} stands twice in one object; keep one")
        found[key] = value
    return found


def _refuse(document: Document, location: Place, message: str) -> RegistrationError:
    line, column = _place(document, location)
    return RegistrationError(str(Issue(document.path, line or 1, column or 1, message)))


def _place(document: Document, location: Place) -> tuple[int, int]:
    """Line and column, (0, 0) in JSON, whose reader keeps no places."""
    return (0, 0) if document._data.lstrip()[:1] == b"{" else document.place(location)


def snake(name: str) -> str:
    """OptInMessage as opt_in_message."""
    return _CAPITAL.sub("_", name).replace("-", "_").lower()


class _Reader:
    """Turns one document into a registration."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._table = figures("registration")

    def registration(self) -> Registration:
        """The registration, with the fields that nobody knows beside it."""
        content, base, kind = self._content()
        form = self._format({snake(key) for key in content}) if not base else "own"
        names: Mapping[str, str] = self._table["formats"][form]
        spelt = {here: there for there, here in reversed(list(names.items()))}
        spelt.update(self._spelt(content, names))
        made = Registration(
            self._document.path, kind, form, {name: ".".join((*map(str, base), key)) for name, key in spelt.items()}
        )
        for key, value in content.items():
            meant = names.get(key if form == "own" else snake(key))
            if meant is not None:
                self._add(made, meant, value, (*base, key))
            elif form == "own" or snake(key) not in self._table["passed_over"]:
                made.unknown.append(self._field(key, (*base, key)))
        return made

    def _content(self) -> tuple[dict[str, Any], Place, str]:
        """The mapping that holds the fields, where it stands, and which kind of registration it is."""
        value = self._document.value
        for kind in (CAMPAIGN, TOLL_FREE):
            if isinstance(value.get(kind), dict):
                if len(value) > 1:
                    other = next(key for key in value if key != kind)
                    raise _refuse(self._document, (other,), f"one registration a file: beside {kind} nothing may stand")
                return value[kind], (kind,), kind
            if kind in value:
                raise _refuse(
                    self._document, (kind,), f"below {kind} its fields are expected; `smslint campaign init` writes them"
                )
        keys = {snake(str(key)) for key in value}
        return value, (), TOLL_FREE if keys & set(self._table["toll_free_marks"]) else CAMPAIGN

    def _format(self, keys: set[str]) -> str:
        for form, marks in self._table["marks"].items():
            if keys & set(marks):
                return str(form)
        raise _refuse(self._document, (), "no registration that is known: begin with `campaign:` or `toll_free:`")

    def _spelt(self, content: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
        return {names[snake(key)]: key for key in reversed(list(content)) if snake(key) in names}

    def _field(self, value: Any, location: Place) -> Field:
        return Field(value, _spell(location), *_place(self._document, location))

    def _add(self, made: Registration, name: str, value: Any, location: Place) -> None:
        """A value under its name: groups and lists are taken apart, `STOP, END` too."""
        if name in GROUPS and isinstance(value, dict):
            for key, inner in value.items():
                self._add(made, f"{name}.{snake(str(key))}", inner, (*location, key))
            return
        if isinstance(value, list) and (name in MANY or not value):
            for index, item in enumerate(value):
                made.add(name, self._field(item, (*location, index)))
            return
        if name in LISTS and isinstance(value, str) and name.endswith("keywords"):
            value = [word.strip() for word in value.split(",") if word.strip()]
            for word in value:
                made.add(name, self._field(word, location))
            return
        made.add(name, self._field(_typed(name, value), location))


def _typed(name: str, value: Any) -> Any:
    """Flags and counts also as the texts that forms of old send."""
    if name in FLAGS and isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    if name == "numbers" and isinstance(value, str | float):
        whole = _WHOLE_NUMBER.match(str(value).strip())
        return int(whole[1]) if whole else value
    return value


def _spell(location: Place) -> str:
    spelt = ""
    for step in location:
        spelt += f"[{step}]" if isinstance(step, int) else f".{step}" if spelt else str(step)
    return spelt

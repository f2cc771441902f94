"""The small types that rule files are made of: texts, names, choices, dates, each with its sentence for a mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from smslint.model import CATEGORIES, CONFIDENCES, CONTEXT_FIELDS, FAMILIES, Severity, did_you_mean
from smslint.rulebook.document import shown
from smslint.rulebook.escapes import control_fault


class Spec(BaseModel):
    """A mapping of a rule file: unknown keys refused, values never repeated in errors, frozen once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def fault(message: str) -> PydanticCustomError:
    """A mistake in the author's words; braces in the message are kept as they are."""
    return PydanticCustomError("smslint", "{message}", {"message": message})


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, bool):
        raise fault("a text is expected here; put the word in quotes if it is one")
    raise fault("a text is expected here")


def _prose(value: Any) -> str:
    # `- One-time codes: vendors publish them` is a mapping to YAML and a sentence to its author.
    if isinstance(value, Mapping) and len(value) == 1:
        key, rest = next(iter(value.items()))
        if isinstance(rest, str) and " " in rest.strip():
            value = f"{key}: {rest}"
    text = " ".join(_text(value).split())
    if (said := control_fault(text)) is not None:
        raise fault(said)
    if not text:
        raise fault("a text is expected here; it is empty")
    return text


class Form:
    """Annotates a text of one form: checked as rules are read, and told to editors by the schema.

    pattern: of the whole text, alternatives in a group; sentence: what to say of a text that does not fit, behind it.
    """

    def __init__(self, pattern: str, sentence: str) -> None:
        self._pattern = pattern
        self._compiled = re.compile(pattern)
        self._sentence = sentence

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^{self._pattern}$"}

    def _checked(self, value: Any) -> str:
        text = _text(value)
        if not self._compiled.fullmatch(text):
            raise fault(f"{shown(text)} {self._sentence}")
        return text


def one_of(allowed: tuple[Any, ...]) -> Callable[[Any], Any]:
    """A validator for a closed list of values, with a suggestion for a near miss."""
    words = [str(item) for item in allowed]
    listed = ", ".join(words) if len(words) <= 20 else ", ".join(words[:20]) + ", ..."

    def check(value: Any) -> Any:
        if isinstance(value, (str, int)) and not isinstance(value, bool) and value in allowed:
            return value
        said = shown(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else "this"
        hint = did_you_mean(str(value)[:60], words) if isinstance(value, str) else ""
        raise fault(f"{said} is not allowed here{hint or '; one of ' + listed}")

    return check


def _date(value: Any) -> date:
    try:
        if isinstance(value, date):
            return value
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise fault("a date is expected here, written as 2026-11-22")


def _number(value: Any) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", value):
        return float(value)
    raise fault("a number is expected here")


def listed(value: Any) -> Any:
    """One value stands for a list of one."""
    return value if isinstance(value, (list, tuple)) or value is None else [value]


def at_most(limit: int) -> BeforeValidator:
    """A limit of items that is tested before the items are: a hostile file must not raise a fault for each."""

    def check(value: Any) -> Any:
        if isinstance(value, (list, tuple)) and len(value) > limit:
            raise fault(f"{len(value):,} items; the limit is {limit:,}, split the list")
        return value

    return BeforeValidator(check)


Item = TypeVar("Item")
Some = Annotated[tuple[Item, ...], at_most(1_000)]
Many = Annotated[tuple[Item, ...], at_most(20_000)]

KEBAB = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LIST_NAME = rf"{KEBAB}(?:/{KEBAB})*"
RULE_ID = rf"(?:{'|'.join(FAMILIES)})[0-9]{{3}}"

Text = Annotated[str, BeforeValidator(_text)]
Prose = Annotated[str, BeforeValidator(_prose)]
Flag = StrictBool
Count = Annotated[StrictInt, Field(ge=0, le=1_000_000)]
Number = Annotated[float, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_date)]
RuleId = Annotated[str, Form(RULE_ID, f"is no rule id; three capitals of a family ({', '.join(FAMILIES)}) and three digits")]
Kebab = Annotated[str, Form(KEBAB, "is no name; lower-case words joined by hyphens")]
ListName = Annotated[str, Form(LIST_NAME, "is no list name; the path below lists/ without .yaml, as promo/discount")]
SIGNAL = rf"(?:@[a-z]+(?:\.[a-z]+)?|rule:{RULE_ID}|{LIST_NAME})[!?]?"
Signal = Annotated[
    str, Form(f"(?:{SIGNAL})", "is no signal; a list (promo/discount), a rule (rule:URL001) or a built-in (@link)")
]
Ref = Annotated[str, Form(r"[a-z0-9-]+:[A-Za-z0-9.]+", "is no reference; provider, colon, code, as twilio:30007")]
Language = Annotated[str, Form(r"[a-z]{2}", "is no language; two lower-case letters, as en")]
Country = Annotated[str, Form(r"[A-Z]{2}", "is no country; two capitals, as US")]
Host = Annotated[str, Form(r"[^\s/:@A-Z]{1,253}", "is no host; lower case, without scheme and path, as bit.ly")]
Scheme = Annotated[str, Form(r"[a-z][a-z0-9+.-]*", "is no scheme; lower case, without ://, as http")]
Extension = Annotated[str, Form(r"[^\s./A-Z]{1,20}", "is no ending of a file; lower case, without the dot, as apk")]


_SEVERITIES = tuple(severity.value for severity in Severity)
_BINDINGS = ("law", "carrier", "provider", "guidance", "heuristic")
_STATUSES = ("preview", "stable", "deprecated")

SeverityName = Annotated[Literal["error", "warning", "info"], BeforeValidator(one_of(_SEVERITIES))]
ConfidenceName = Annotated[Literal["high", "medium", "low"], BeforeValidator(one_of(CONFIDENCES))]
StatusName = Annotated[Literal["preview", "stable", "deprecated"], BeforeValidator(one_of(_STATUSES))]
BindingName = Annotated[
    Literal["law", "carrier", "provider", "guidance", "heuristic"], BeforeValidator(one_of(_BINDINGS))
]
TierNumber = Annotated[Literal[1, 2, 3], BeforeValidator(one_of((1, 2, 3)))]
CategoryName = Annotated[
    str,
    BeforeValidator(one_of(tuple(sorted(CATEGORIES)))),
    Field(json_schema_extra={"enum": sorted(CATEGORIES)}),
]
ContextField = Annotated[
    str, BeforeValidator(one_of(CONTEXT_FIELDS)), Field(json_schema_extra={"enum": list(CONTEXT_FIELDS)})
]

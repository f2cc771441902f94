"""smslint: lint text messages before carriers judge them.

>>> from smslint import lint
>>> lint("Larch Cafe: 2-for-1 lattes today.", brand="Larch Cafe", use_case="marketing", first_message=True).verdict
<Verdict.BLOCK: 'block'>
"""

from __future__ import annotations

from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from smslint.linter import Linter
    from smslint.model import Context, Finding, Report, Severity, Verdict
    from smslint.replies.classify import classify_reply
    from smslint.rulebook.page import RulePage

__all__ = [
    "Context", "Finding", "Linter", "Report", "Severity", "Verdict", "__version__", "classify_reply", "explain", "lint",
    "lint_many",
]  # fmt: skip

_HOMES = {
    "Context": "smslint.model", "Finding": "smslint.model", "Report": "smslint.model", "Severity": "smslint.model",
    "Verdict": "smslint.model", "Linter": "smslint.linter", "classify_reply": "smslint.replies.classify",
}  # fmt: skip
_default: Linter | None = None


def __getattr__(name: str) -> Any:
    """Names are brought in when first used, so that `import smslint` stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'smslint' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})


def default_linter() -> Linter:
    """The linter over the default rules, made once in a process."""
    global _default
    if _default is None:
        from smslint.linter import Linter

        _default = Linter()
    return _default


def lint(text: str, context: Context | None = None, *, as_of: date | None = None, **fields: Any) -> Report:
    """Judge one message by the default rules.

    text: the message as it would be sent; context, or its fields by name: what is known besides the text;
    as_of: judge by the rules in force on that day, None: by every rule not withdrawn.
    Raises ContextError for a wrong field, MessageTooLargeError for an absurd size. Pure after the first call, which
    loads the rules.
    """
    return default_linter().lint(text, context, as_of=as_of, **fields)


def lint_many(texts: Iterable[str], context: Context | Iterable[Context] | None = None, **fields: Any) -> list[Report]:
    """Judge messages in order: as many reports as texts. context: one for all, or one each. Raises as `lint` does."""
    return default_linter().lint_many(texts, context, **fields)


def explain(rule: str) -> RulePage:
    """The page of a rule by identifier or name; `str()` of it is plain text. Raises UnknownRuleError."""
    from smslint.rulebook.page import page

    return page(rule)

"""`smslint rules` and `smslint rule ID`: what there is, and why."""

from __future__ import annotations

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.cli.setup import make_linter, parse_day, split
from smslint.errors import UnknownRuleError
from smslint.model import CATEGORIES, did_you_mean
from smslint.report.encode import dumps
from smslint.report.paint import paint
from smslint.report.visible import escape, escape_page
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any


DEFAULT = "default"


def rules(params: Mapping[str, Any]) -> int:
    """List the rules that the options leave; returns the exit code."""
    category, ref = params.get("category"), params.get("ref")
    if category is not None and category not in CATEGORIES:
        hint = did_you_mean(category, CATEGORIES) or _one_of(CATEGORIES)
        raise UsageError(f"--category cannot be {category!r}{hint}")
    from smslint.project.rules import is_chosen

    beside = _beside() if _has_profile(params) else []
    select, ignore = split(params.get("select")), split(params.get("ignore"))
    words = {name: _without(given, beside) for name, given in (("select", select), ("ignore", ignore))}
    linter = make_linter({**params, **words})
    day = parse_day(params.get("as_of"))
    in_force = tuple(rule for rule in linter.rules if day is None or rule.in_force(day.isoformat()))
    of_texts: tuple[Any, ...] = () if select and not words["select"] else in_force
    listed = {rule.id for rule in of_texts}
    own = [rule for rule in beside if is_chosen(rule, select, ignore) and rule.id not in listed]
    active = (*of_texts, *own)
    active = tuple(sorted(active, key=lambda rule: rule.id))
    chosen = _fitting(active, category, ref)
    if params.get("format") == "json":
        head = {"version": 1, "tool": {"name": "smslint", "version": __version__}, "ruleset": linter.ruleset.to_dict()}
        console.write(dumps({**head, "rules": [_record(rule) for rule in chosen]}) + "\n")
    elif chosen:
        console.write(_table(chosen, console.wants_color(params.get("color") or "auto")))
    if not chosen:
        hint = _near(ref, {code for rule in active for code in _codes(rule)}) if ref is not None else ""
        everything = make_linter({**params, **words, "preview": True}).rules if not params.get("preview") else ()
        if gone := _fitting([rule for rule in linter.rules if rule not in in_force], category, ref):
            hint = f"; not in force on {day}: {', '.join(rule.id for rule in gone)}"
        elif new := _fitting(everything, category, ref):
            hint = f"; in preview: {', '.join(rule.id for rule in new)} (add --preview)"
        console.say(f"no rule is left by these options{hint}")
    return console.CLEAN


def _fitting(some: Iterable[Any], category: str | None, ref: str | None) -> list[Any]:
    """The rules of a category with a provider's code, as far as these were asked for."""
    return [
        rule
        for rule in some
        if (category is None or rule.category == category)
        and (ref is None or any(_meant(ref, code) for code in _codes(rule)))
    ]


def _has_profile(params: Mapping[str, Any]) -> bool:
    """Whether a profile is asked for: rules of one's own alone have nothing beside them."""
    from smslint.rulebook.fingerprint import is_path

    return not params.get("rules") or not all(map(is_path, params["rules"]))


def _beside() -> list[Any]:
    """Rules that no book of rules holds: of files and configurations, and those that only a log, a form or a plan breaks."""
    from smslint.campaign.pages import campaign_rules
    from smslint.project.rules import RULES

    return [*RULES, *campaign_rules()]


def _without(words: Iterable[str] | None, beside: list[Any]) -> list[str]:
    """Selectors without those that name a rule of `beside` alone, which no book of rules knows."""
    names = {rule.id for rule in beside} | {rule.name for rule in beside}
    return [word for word in words or () if word.upper() not in names and word not in names]


def _codes(rule: Any) -> tuple[str, ...]:
    """The codes of a rule, and those by which the same fault in a form is rejected."""
    from smslint.campaign.pages import form_codes

    return (*rule.refs, *form_codes(rule.id))


def _meant(asked: str, code: str) -> bool:
    """Whether a code is the one asked for, by its provider and number or its number alone."""
    return asked.lower() in (code.lower(), code.partition(":")[2].lower())


def _near(ref: str, codes: Iterable[str]) -> str:
    """Which code may be meant: one of the provider that is named. The same number means another thing to each of them."""
    from difflib import get_close_matches

    provider, colon, number = ref.lower().rpartition(":")
    listed = [(code, *code.lower().partition(":")) for code in codes]
    meant = get_close_matches(provider, {whose for _, whose, _, _ in listed}, n=1, cutoff=0.7)
    numbers = {last: code if colon else last for code, whose, _, last in sorted(listed) if not colon or whose in meant}
    close = get_close_matches(number, numbers, n=1, cutoff=0.6)
    return f"; did you mean {numbers[close[0]]!r}?" if close and numbers[close[0]].lower() != ref.lower() else ""


def _one_of(names: Iterable[str]) -> str:
    return f"; one of {', '.join(sorted(names))}"


def _record(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "category": rule.category,
        "severity": str(rule.severity),
        "status": rule.status,
        "tags": list(rule.tags),
        "refs": list(rule.refs),
        "pack": rule.pack,
    }


def _table(chosen: list[Any], color: bool) -> str:
    """One line a rule, in columns; what is not stable says so."""
    name = max(len(rule.name) for rule in chosen)
    lines = []
    for rule in chosen:
        severity = paint(f"{rule.severity!s:<8}", str(rule.severity), color)
        status = "" if rule.status == "stable" else f"  ({rule.status})"
        lines.append(f"{escape(rule.id)}  {severity} {escape(rule.name):<{name}}  {escape(rule.category)}{status}\n")
    return "".join(lines)


def rule(params: Mapping[str, Any]) -> int:
    """Print the page of one rule, about texts, campaigns or registrations; returns the exit code. Raises UnknownRuleError."""
    from smslint.project.rules import own_rule
    from smslint.rulebook.fingerprint import is_path
    from smslint.rulebook.page import page
    from smslint.rulebook.selection import profile_choice
    from smslint.rulebook.shipped import with_shipped

    own = own_rule(params["id"])
    if own is not None:
        console.write(dumps(own.to_dict()) + "\n" if params.get("format") == "json" else escape_page(own.page()))
        return console.CLEAN
    asked = params.get("rules", ())
    book = with_shipped([name for name in asked if is_path(name)])
    for name in asked:
        if not is_path(name) and name not in (DEFAULT, *book.profiles):
            raise UsageError(f"unknown profile {name!r}{did_you_mean(name, (DEFAULT, *book.profiles))}")
    try:
        profiles = [name for name in asked if not is_path(name)]
        found = page(params["id"], book, profile_choice(book, profiles[-1]).rules if profiles else None)
    except UnknownRuleError:
        told = _campaign_page(params)
        if told is None:
            raise
        console.write(told)
        return console.CLEAN
    if params.get("format") == "json":
        console.write(dumps(found.to_dict()) + "\n")
    else:
        console.write(escape_page(str(found).removesuffix("\n")) + "\n")
    return console.CLEAN


def _campaign_page(params: Mapping[str, Any]) -> str | None:
    """The page of a rule that only a log can break; None when there is none of this name."""
    from smslint.campaign.pages import campaign_page, campaign_rule

    found = campaign_rule(params["id"])
    if found is None:
        return None
    return dumps(found) + "\n" if params.get("format") == "json" else campaign_page(found)

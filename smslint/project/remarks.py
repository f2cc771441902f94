"""What is wrong with suppressions themselves: unknown, unused, ended, without a reason, of a rule that cannot be suppressed."""

from __future__ import annotations

import os
from functools import lru_cache

from smslint.judgement import judge
from smslint.model import CATEGORIES, Context
from smslint.project.found import FoundMessage
from smslint.project.judge import Judge, Judged
from smslint.project.places import Places
from smslint.project.rules import ENDED, LOCKED, NO_REASON, RULES, UNKNOWN_RULE, UNUSED
from smslint.project.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smslint.model import Finding
    from smslint.project.config import Configuration
    from smslint.project.rules import ProjectRule
    from smslint.project.suppress import Suppression

NOTHING = Context()
KEY = "smslint"


def about_written(judge_: Judge, source: Source, written: Sequence[Suppression]) -> Iterator[Judged]:
    """The findings about the suppressions written in a file, each at its place."""
    for one in written:
        if one.place is None:
            continue
        end = one.end if one.end is not None else one.place
        text = source.text[one.place : end]
        found = _findings(judge_, one, len(text))
        if found:
            message = FoundMessage(source.path, text, Places.straight(source, one.place, end), NOTHING, key=KEY, format=KEY)
            yield Judged(message, judge(text, found, judge_.linter.ruleset, None))


def about_configured(judge_: Judge, configuration: Configuration, whole: bool) -> Iterator[Judged]:
    """The findings about the suppressions of a configuration. whole: all its files were checked, so that they can be unused."""
    for one, _, _ in configuration.suppressions:
        found = [finding for finding in _findings(judge_, one, None) if whole or finding.rule != UNUSED.id]
        if found and one.origin is not None:
            path, line, column = one.origin
            source = Source(path, "\n" * (line - 1) + " " * (column - 1) + "[[suppress]]")
            place = source.offset(line, column)
            message = FoundMessage(path, "", Places.straight(source, place, place), NOTHING, key=KEY, format=KEY)
            yield Judged(message, judge("", found, judge_.linter.ruleset, None))


def _findings(judge_: Judge, one: Suppression, length: int | None) -> list[Finding]:
    """Faults of one suppression; where it names no rule at all, that alone."""
    start, end = (0, length) if length is not None else (None, None)
    if one.mistaken:
        instead = "Nothing heeds this comment: a suppression is written as smslint: ignore URL001 -- reason."
        return [UNKNOWN_RULE.finding(start, end, instead)] if judge_.has(UNKNOWN_RULE) else []
    faults: list[tuple[ProjectRule, str | None]] = []
    unknown = [word for word in one.rules if not is_known(word, judge_)]
    if unknown or not one.rules:
        from smslint.model import did_you_mean

        near = did_you_mean(unknown[0], names()) if unknown else ""
        say = f"This suppression names {unknown[0][:40]!r}, which is no rule{near or '.'}" if unknown else None
        faults.append((UNKNOWN_RULE, say))
    if one.refused:
        faults.append((LOCKED, None))
    if not one.reason:
        faults.append((NO_REASON, None))
    if one.has_ended(judge_.today):
        faults.append((ENDED, None))
    elif any(word not in one.used and word not in unknown and _is_active(word, judge_) for word in one.rules):
        faults.append((UNUSED, None))
    return [rule.finding(start, end, say) for rule, say in faults if judge_.has(rule)]


def is_known(word: str, judge_: Judge) -> bool:
    """Whether a word names a rule, of this run or among the shipped ones: by identifier, prefix, name or category."""
    return _is_active(word, judge_) or word in CATEGORIES or any(
        name == word or (word.isupper() and len(word) >= 3 and name.startswith(word)) for name in names()
    )


def _is_active(word: str, judge_: Judge) -> bool:
    """Whether a word names a rule of this run; one of another run can be neither used nor unused."""
    return any(
        rule.id == word.upper() or (word.isupper() and len(word) >= 3 and rule.id.startswith(word))
        or word in (rule.name, rule.category)
        for rule in (*getattr(judge_.linter, "rules", ()), *(one for one in RULES if judge_.has(one)))
    )  # fmt: skip


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Identifiers and names of all shipped rules, off the names of their files."""
    from smslint.rulebook.cache import _home

    found = [name for rule in RULES for name in (rule.id, rule.name)]
    for folder in ("core", "packs"):
        for _, _, files in os.walk(os.path.join(_home(), folder)):
            for name in files:
                identifier, dash, rest = name.removesuffix(".yaml").removesuffix(".yml").partition("-")
                if dash and identifier.isupper():
                    found += [identifier, rest]
    return tuple(sorted(found))

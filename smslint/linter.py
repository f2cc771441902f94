"""The one pure loop: (message, context, ruleset, day) -> Report. No clock, no file, no network."""

from __future__ import annotations

from smslint.arguments import (
    calendar_day,
    context_of_each,
    many_texts,
    one_context,
    rule_names,
    selectors,
    some_selectors,
)
from smslint.engine.firstlook import first_look, without_own_link
from smslint.engine.hits import Hits, PatternTimeoutError
from smslint.errors import MessageTooLargeError, SmslintError, UnknownRuleError
from smslint.judgement import judge
from smslint.model import Context, Finding, Severity, did_you_mean
from smslint.text.fold import fold
from smslint.text.tongue import to_propose_in
from smslint.text.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from os import PathLike
    from typing import Any

    from smslint.engine.matcher import Seen
    from smslint.model import Report, RulesetInfo
    from smslint.plan import Outcome, Plan
    from smslint.ruleset import Rule, Ruleset
    from smslint.text.fold import Folded

    Look = tuple[Plan, Folded, Folded | None, Seen]
    """(plan for the context, folded text, the same without a link to the sender's own site or None, what occurs in that)."""

MAX_CHARACTERS = 2_000_000
"""Code points of one message; a longer one is refused at once."""
MAX_PER_RULE = 20
"""Findings of one rule in one message; the twenty-first says nothing new."""
TOGETHER = 256
"""Messages that are looked at before the first of them is judged."""
TOGETHER_CHARACTERS = 200_000
"""Characters after which no more are: their folded copies are in memory at once."""


class Linter:
    """Rules compiled once; `lint` may be called from any thread, and a Linter can be pickled.

    rules: name of a profile, path of a rule file or folder, or a list of these; select, ignore: rule ids, prefixes,
    names, categories or tags, one or a list; preview: also rules in preview; as_of: judge by the rules in force on that day.
    Raises RuleFileError when a rule file is faulty, SmslintError for an unknown profile or selector and for an empty list of
    rules or in select, ArgumentError for what is of the wrong type.
    """

    def __init__(
        self,
        rules: str | PathLike[str] | Iterable[str | PathLike[str]] = "default",
        *,
        select: str | Iterable[str] | None = None,
        ignore: str | Iterable[str] | None = None,
        preview: bool | None = None,
        as_of: date | None = None,
    ) -> None:
        from smslint.outline import with_outline
        from smslint.rulebook.cache import load_ruleset_bundle
        from smslint.ruleset import Ruleset

        names, chosen, left_out = rule_names(rules), some_selectors("select", select), selectors("ignore", ignore)
        self._day = calendar_day(as_of)
        self._arguments = {"rules": names, "select": chosen, "ignore": left_out, "preview": preview, "as_of": self._day}
        bundle, info = load_ruleset_bundle(names, chosen or (), left_out or (), preview, with_outline)
        self._rules: Ruleset = Ruleset(bundle, info)
        self._recent: tuple[Any, ...] = (None, None, None)

    @classmethod
    def of(cls, ruleset: Ruleset) -> Linter:
        """A linter over an already compiled ruleset; such a linter cannot be pickled."""
        linter = cls.__new__(cls)
        linter._arguments = {}
        linter._rules = ruleset
        linter._day = None
        linter._recent = (None, None, None)
        return linter

    def __reduce__(self) -> tuple[Any, ...]:
        if not self._arguments:
            raise TypeError("a Linter made from a ruleset cannot be pickled; make it from rule names or paths")
        return _rebuild, (self._arguments,)

    @property
    def ruleset(self) -> RulesetInfo:
        """Name, version and hash of the rules."""
        return self._rules.info

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The active rules, by identifier."""
        return self._rules.rules

    def expect(self, texts: int) -> None:
        """So many texts are to be judged: tables that pay for that many are made now, not when the first of them have passed."""
        from smslint.engine.matcher import FIRST_TEXTS

        if texts > FIRST_TEXTS:
            self._rules.program.matcher.build()

    def lint(self, text: str, context: Context | None = None, *, as_of: date | None = None, **fields: Any) -> Report:
        """Judge one message.

        context, or Context fields by name (which refine a given context); as_of: rules in force on that day.
        Raises ContextError for a wrong field, MessageTooLargeError beyond MAX_CHARACTERS, TypeError when text is no str,
        context no Context or as_of no date.
        """
        _check(text)
        context = one_context(context, fields)
        day = self._day if as_of is None else calendar_day(as_of)
        found = self._findings(text, context, day, self._look(text, context, day))
        return judge(text, found, self._rules.info, day)

    def each(self, cases: Iterable[tuple[str, Context]]) -> Iterator[Report | SmslintError]:
        """Judge many messages, each under its own context, in order; for one that `lint` refuses, the error that it raises.

        Takes less time than `lint` for each, and less still when messages of a template follow each other. Raises TypeError
        when a text is no str.
        """
        group: list[tuple[str, Context]] = []
        characters = 0
        for case in cases:
            group.append(case)
            characters += len(case[0]) if isinstance(case[0], str) else 0
            if len(group) >= TOGETHER or characters >= TOGETHER_CHARACTERS:
                yield from self._together(group)
                group, characters = [], 0
        yield from self._together(group)

    def _together(self, cases: Sequence[tuple[str, Context]]) -> Iterator[Report | SmslintError]:
        """All texts are looked at before the first is judged: what finds terms is large, and judging drives it from the cache."""
        day = self._day
        looks = [self._look_or_error(text, context) for text, context in cases]
        for (text, context), look in zip(cases, looks, strict=True):
            if isinstance(look, SmslintError):
                yield look
                continue
            try:
                yield judge(text, self._findings(text, context, day, look), self._rules.info, day)
            except SmslintError as error:
                yield error

    def _look_or_error(self, text: str, context: Context) -> Look | SmslintError:
        try:
            _check(text)
            return self._look(text, context, self._day)
        except SmslintError as error:
            return error

    def lint_many(
        self, texts: Iterable[str], context: Context | Iterable[Context] | None = None, **fields: Any
    ) -> list[Report]:
        """Judge messages in order; one context for all, or one each. Equal texts under one context are judged once.

        Raises ValueError when the number of contexts is not the number of texts, and what `lint` raises.
        """
        messages = many_texts(texts)
        if context is None or isinstance(context, Context):
            shared = one_context(context, fields)
            distinct = list(dict.fromkeys(messages))
            self.expect(len(distinct))
            known = dict(zip(distinct, self.each([(text, shared) for text in distinct]), strict=True))
            return [_report(known[text]) for text in messages]
        contexts = context_of_each(context, messages, fields)
        self.expect(len(messages))
        return [_report(found) for found in self.each(zip(messages, contexts, strict=True))]

    def findings_of(self, rule: str, text: str, context: Context | None = None) -> tuple[Finding, ...]:
        """What one rule alone finds in a text: for testing rules. Raises UnknownRuleError."""
        from smslint.outcomes import outcome as outcome_of
        from smslint.ruleset import facts

        if rule not in self._rules.by_id:
            raise UnknownRuleError(f"unknown rule {rule!r}{did_you_mean(rule, self._rules.by_id)}")
        context = one_context(context, {})
        outcome = outcome_of(self._rules.by_id[rule], facts(context), None)
        if outcome is None:
            return ()
        hits = Hits(self._rules.program, View(text, context))
        if not outcome.rule.check.possible(hits.there):
            return ()
        found: list[Finding] = []
        _ask(outcome, hits, context, found)
        return judge(text, found, self._rules.info, None).findings

    def _look(self, text: str, context: Context, day: date | None) -> Look:
        """What a text is judged by, and what occurs in it at first sight."""
        recent = self._recent
        if recent[0] is context and recent[1] is day:
            plan = recent[2]
        else:
            plan = self._rules.plan(context, day.isoformat() if day is not None else None)
            self._recent = (context, day, plan)
        program, folded = self._rules.program, fold(text)
        plain = without_own_link(program, text, folded, context) if "://" in text else folded
        seen = program.matcher.scan(plain if plain is not None else folded, plan.part)
        return plan, folded, plain, seen

    def _findings(self, text: str, context: Context, day: date | None, look: Look) -> list[Finding]:
        plan, folded, plain, seen = look
        program = self._rules.program
        matcher = program.matcher
        if plain is not None:
            touched = first_look(program, text, plain, seen, context, plain is not folded)
            if touched is not None:
                outcomes, there, later = plan.first(touched, matcher, seen, plain is folded)
                if not outcomes and (plain is folded or not matcher.in_links.match(folded)):
                    return []
                if plain is folded:
                    hits = Hits.of_plain(program, View(text, context, folded), plan.part, seen, touched)
                    hits.known(there, later)
                    return self._asked(outcomes, hits, context, day)
            if plain is not folded:
                seen = matcher.scan(folded, plan.part)
        hits = Hits(program, View(text, context, folded), plan.part, seen)
        return self._asked(plan.asked(hits), hits, context, day)

    @staticmethod
    def _asked(outcomes: Iterable[Outcome], hits: Hits, context: Context, day: date | None) -> list[Finding]:
        """What rules have to say about a text."""
        hits.day = day
        found: list[Finding] = []
        for outcome in outcomes:
            _ask(outcome, hits, context, found)
        return found


def _check(text: object) -> None:
    """Raises what `lint` does of a text."""
    if not isinstance(text, str):
        raise TypeError(f"the message is a str, not {type(text).__name__}")
    if len(text) > MAX_CHARACTERS:
        raise MessageTooLargeError(len(text), MAX_CHARACTERS)


def _report(found: Report | SmslintError) -> Report:
    """What was found of a message. Raises the error of one that was refused."""
    if isinstance(found, SmslintError):
        raise found
    return found


def _rebuild(arguments: dict[str, Any]) -> Linter:
    return Linter(**arguments)


def _ask(outcome: Outcome, hits: Hits, context: Context, found: list[Finding]) -> None:
    """Let one rule look at the text and add what it finds."""
    rule = outcome.rule
    count = len(found)
    try:
        for start, end, folds, depends, words, edits in hits.candidates_of(rule.id, rule.check):
            if len(found) - count >= MAX_PER_RULE:
                break
            if depends:
                depends = tuple(sorted({*outcome.depends, *depends})) if outcome.depends else depends
            else:
                depends = outcome.depends
            finding = Finding(rule, outcome.severity, start, end, depends, folds)
            if words and rule.speaks:
                finding._message = _spoken(rule.message, words)
            if edits or rule.append:
                language = context.language or (to_propose_in(hits.view.folded.words) if rule.append else None)
                finding._fix = (len(hits.view.text), language, edits)
            found.append(finding)
    except PatternTimeoutError:
        # Fail closed: what could not be checked must not look clean.
        del found[count:]
        message = f"not checked: {rule.id} ({rule.name}) ran out of time on this text"
        found.append(Finding(rule, Severity.ERROR, None, None, (), (), message))


def _spoken(message: str, words: dict[str, str]) -> str:
    """The rule's sentence with our own term or element in it: plain replacement, never a template."""
    for name, value in words.items():
        message = message.replace("{" + name + "}", value)
    return message

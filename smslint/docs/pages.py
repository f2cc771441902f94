"""What the page of a rule says, before anybody decides how it looks."""

from __future__ import annotations

from typing import Any, NamedTuple

from smslint.model import FINE_USD
from smslint.rulebook.book import Book
from smslint.rulebook.explain import applies_to, explain_dict, in_words, message_of
from smslint.rulebook.rulespec import RuleSpec
from smslint.rulebook.samplespec import GoodSample

FAMILY_TITLES = {
    "OPT": "Opt-out and HELP",
    "IDN": "Sender identity",
    "DIS": "Required wording",
    "CNT": "Disallowed and age-restricted content",
    "FIN": "Financial",
    "PHS": "Phishing and fraud",
    "URL": "Links",
    "SPM": "Promotional and spam style",
    "EVA": "Evasion",
    "TMP": "Templates",
    "USE": "Use case and registration",
    "ENC": "Encoding and length",
    "TIM": "Timing",
    "PRI": "Privacy",
    "CMP": "Campaign and account",
    "INT": "Other countries",
}
BINDS = {
    "law": "law",
    "carrier": "carrier rule",
    "provider": "provider rule",
    "guidance": "guidance",
    "heuristic": "heuristic",
}
EXAMPLES = 2
"""Bad samples that a page shows; the rule file has them all."""


class Example(NamedTuple):
    """A message, and what was known about it."""

    text: str
    context: str


class Cited(NamedTuple):
    """Who says so."""

    title: str
    address: str
    about: str


class Page(NamedTuple):
    """The page of one rule."""

    id: str
    name: str
    category: str
    severity: str
    message: str
    facts: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    why: str
    bad: tuple[Example, ...]
    say: str
    append: tuple[str, ...]
    good: Example
    cited: tuple[Cited, ...]
    innocent: tuple[str, ...]
    refs: tuple[str, ...]
    pack: str
    status: str

    @property
    def family(self) -> str:
        """The three capitals."""
        return self.id[:3]


def pages(book: Book) -> list[Page]:
    """The pages of all rules, by identifier."""
    return [page_of(book.rules[name], book) for name in sorted(book.rules)]


def page_of(rule: RuleSpec, book: Book) -> Page:
    """The page of one rule of a book."""
    return _page(rule, explain_dict(rule, book.sources))


def _page(rule: RuleSpec, said: dict[str, Any]) -> Page:
    return Page(
        id=rule.id,
        name=rule.name,
        category=rule.category,
        severity=rule.severity,
        message=message_of(rule),
        facts=tuple(_facts(rule)),
        conditions=tuple(_conditions(rule)),
        why=" ".join(rule.why.split()),
        bad=tuple(map(_example, rule.samples.bad[:EXAMPLES])),
        say=rule.fix.say,
        append=tuple(f"{language}: {text}" for language, text in sorted(rule.fix.append.items())),
        good=_example(rule.samples.good[0]),
        cited=tuple(map(_cited, said["sources"])),
        innocent=tuple(rule.innocent),
        refs=tuple(rule.refs),
        pack=rule.pack,
        status=rule.status,
    )


def _facts(rule: RuleSpec) -> list[tuple[str, str]]:
    fine = f", ${FINE_USD[rule.tier]:,} a violation if the carrier rules it one" if rule.tier else ""
    facts = [
        ("Category", rule.category),
        ("Severity", rule.severity),
        ("Confidence", rule.confidence),
        ("T-Mobile tier", f"{rule.tier}{fine}" if rule.tier else "none"),
        ("Status", rule.status + (", locked" if rule.locked else "")),
        ("Since", rule.since or "not known"),
        ("Provider codes", ", ".join(rule.refs) or "none"),
    ]
    if rule.pack not in ("", "core"):
        facts.append(("Pack", rule.pack))
    if rule.tags:
        facts.append(("Tags", ", ".join(rule.tags)))
    return facts


def _conditions(rule: RuleSpec) -> list[str]:
    found = list(applies_to(rule))
    found += [f"{clause.severity} when {in_words(clause.when.plain())}" for clause in rule.severity_when]
    if rule.when is not None:
        found.append(f"speaks when {in_words(rule.when.plain())}")
    if rule.unless is not None:
        found.append(f"silent when {in_words(rule.unless.plain())}")
    if rule.effective and rule.effective.from_:
        found.append(f"in force from {rule.effective.from_.isoformat()}")
    if rule.effective and rule.effective.until:
        found.append(f"in force until {rule.effective.until.isoformat()}")
    return found


def _example(sample: GoodSample) -> Example:
    known = sample.context.given()
    return Example(sample.text, ", ".join(_known(name, value) for name, value in known.items()))


def _known(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return name if value else f"not {name}"
    said = ", ".join(value) if isinstance(value, tuple) else value.isoformat() if hasattr(value, "isoformat") else value
    return f"{name} {said}"


def _cited(said: dict[str, str]) -> Cited:
    parts = [said["publisher"], said["section"], BINDS[said["binding"]], said["seen"] and f"seen {said['seen']}"]
    return Cited(said["title"], said["address"], ", ".join(part for part in parts if part))


def by_family(found: list[Page]) -> dict[str, list[Page]]:
    """Pages by family, families in the order of the contract."""
    return {family: chosen for family in FAMILY_TITLES if (chosen := [page for page in found if page.family == family])}


def by_code(found: list[Page]) -> dict[str, list[Page]]:
    """Pages by provider code, codes in order of provider and number."""
    codes = sorted({ref for page in found for ref in page.refs}, key=_code_order)
    return {code: [page for page in found if code in page.refs] for code in codes}


def _code_order(ref: str) -> tuple[str, int, str]:
    provider, _, code = ref.partition(":")
    return provider, int(code) if code.isdecimal() else 0, code

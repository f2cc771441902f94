"""From the rule book to a bundle: plain lists, texts and numbers that the engine runs and a cache can keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from smslint.rulebook.book import Book
from smslint.rulebook.checks import PhraseOptions, SignalGroup
from smslint.rulebook.gate import condition, gate
from smslint.rulebook.gates import AT_START, BY_SIGNS, gate_of, gathered
from smslint.rulebook.keywords import Background, Groups, key_words
from smslint.rulebook.literals import brand_labels, literals_of, term_lines
from smslint.rulebook.phrases import MAX_LITERALS, count, expand, word_pattern, words_of_term
from smslint.rulebook.schema import ListSpec, RuleSpec
from smslint.rulebook.signalchecks import Near
from smslint.rulebook.suspicion import META, META_SHARES
from smslint.text.fold import fold

BUNDLE_FORMAT = 19
LEXICON = "lexicon/en"
FAMOUS = "brands/famous"
MIN_SPLIT, SHORT_SPLIT = 4, 6
"""Letters of a word below which its halves are not looked for apart, and below which a usual half is a coincidence."""
USUAL_HALVES = frozenset("ll ve re ok co la le de el un st th ed al en es ma pa dr mr ms jr sr tv pc id ad vs".split())
"""What stands beside short words for other reasons: he'll, go ok, we Ed."""


class Compiler:
    """Collects phrase sets, literals and patterns while rules are translated one by one."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.sets: list[list[Any]] = []
        self.owners: dict[str, list[int]] = {}
        self.patterns: list[tuple[str, int, str | None]] = []
        self.slow: set[int] = set()
        self.by_signs: set[int] = set()
        self.meta: dict[str, int] = {}
        self.phrase_sets: dict[str, list[int]] = {}
        self.vocabulary: set[str] = set()
        self._signals: dict[str, tuple[str, Any, str]] = {}
        self._list_sets: dict[str, int] = {}
        self._exempt_sets: dict[int, int] = {}

    def new_set(self, name: str, disguise: bool, in_links: bool = False, in_placeholders: bool = False) -> int:
        """The index of a new, empty phrase set."""
        self.sets.append([name, disguise, in_links, in_placeholders, -1])
        return len(self.sets) - 1

    def fill(
        self, index: int, terms: Iterable[str], patterns: Iterable[str], validate: str | None = None, slow: bool = False
    ) -> None:
        """Add terms and patterns to a set. Slow patterns are beyond RE2 and stay out of the joint scan."""
        for term in terms:
            if self.sets[index][1]:
                self.vocabulary.update(words_of_term(fold(term).text))
            if count(term) > MAX_LITERALS:
                self.phrase_sets.setdefault(word_pattern(term), []).append(index)
                continue
            for phrase in expand(term):
                for literal in literals_of(phrase):
                    owners = self.owners.setdefault(literal, [])
                    if index not in owners:
                        owners.append(index)
        for pattern in patterns:
            if slow:
                self.slow.add(len(self.patterns))
            self.patterns.append((pattern, index, validate))

    def exempt(self, index: int, name: str, terms: Sequence[str], patterns: Sequence[str]) -> int:
        """Attach exempt phrases to a set; returns their set, or -1 when there are none."""
        if not (terms or patterns):
            return -1
        excuse = self.new_set(f"{name}!exempt", False, True, True)
        self.fill(excuse, terms, patterns)
        if index >= 0:
            self.sets[index][4] = excuse
        return excuse

    def list_set(self, name: str) -> int:
        """The set of one list's own phrases."""
        if name not in self._list_sets:
            spec = self.book.lists[name]
            index = self._list_sets[name] = self.new_set(name, spec.disguise)
            self.fill(index, spec.terms, spec.patterns, spec.validator)
            self._exempt_sets[index] = self.exempt(index, name, spec.exempt, spec.exempt_patterns)
        return self._list_sets[name]

    def with_includes(self, name: str) -> tuple[list[int], list[int]]:
        """(sets, exempt sets) of a list and everything it includes."""
        sets, excuses, seen, waiting = [], [], set(), [name]
        while waiting:
            current = waiting.pop(0)
            if current in seen:
                continue
            seen.add(current)
            index = self.list_set(current)
            sets.append(index)
            if self._exempt_sets[index] >= 0:
                excuses.append(self._exempt_sets[index])
            waiting.extend(self.book.lists[current].includes)
        return sets, (excuses if len(sets) > 1 else [])

    def signal(self, text: str) -> tuple[str, Any, str]:
        """A signal's name as the engine reads it: (kind, what, certainty)."""
        if text not in self._signals:
            self._signals[text] = self._signal(text)
        return self._signals[text]

    def _signal(self, text: str) -> tuple[str, Any, str]:
        certainty = text[-1] if text[-1] in "!?" else ""
        name = text.rstrip("!?")
        if name.startswith("@"):
            return "builtin", name, certainty
        if name.startswith("rule:"):
            return "rule", name[5:], certainty
        if self.book.lists[name].kind == "hosts":
            return "hosts", name, certainty
        sets, excuses = self.with_includes(name)
        return "set", (tuple(sets), tuple(excuses)), certainty

    def item(self, item: Any) -> tuple[str, Any, str]:
        """A signal or a group of signals."""
        if isinstance(item, SignalGroup):
            if item.near is not None:
                return "near", self.near(item.near), ""
            key, names = ("any", item.any_) if item.any_ is not None else ("all", item.all_ or ())
            return key, tuple(self.signal(name) for name in names), ""
        return self.signal(item)

    def near(self, spec: Near) -> tuple[tuple[Any, ...], int, bool]:
        """(signals that stand close together, words between them, whether in this order)."""
        return tuple(self.item(one) for one in spec.of), spec.words, spec.ordered

    def phrases(self, rule: RuleSpec, spec: PhraseOptions) -> dict[str, Any]:
        """Options of the kinds `terms` and `pattern`."""
        sets, excuses = [], []
        cloned = spec.in_links or spec.in_placeholders
        if spec.terms or spec.patterns or (cloned and spec.lists):
            index = self.new_set(rule.id, spec.disguise, spec.in_links, spec.in_placeholders)
            self.fill(index, spec.terms, spec.patterns, slow=spec.engine == "backtracking")
            if cloned:
                for name in spec.lists:
                    listed = self.book.lists[name]
                    self.fill(index, listed.terms, listed.patterns, listed.validator)
                    excuse = self.exempt(-1, name, listed.exempt, listed.exempt_patterns)
                    excuses.extend([excuse] if excuse >= 0 else [])
            sets.append(index)
        for name in () if cloned else spec.lists:
            more, excused = self.with_includes(name)
            sets.extend(found for found in more if found not in sets)
            excuses.extend(excused)
        own = self.exempt(-1, rule.id, spec.exempt, spec.exempt_patterns)
        excuses.extend([own] if own >= 0 else [])
        return {
            "signal": ("set", (tuple(sets), tuple(excuses)), ""),
            "folds": spec.folds if spec.disguise or spec.folds != "any" else "never",
            "report": spec.report,
            "case": spec.case,
            "at_least": spec.at_least,
            "cause": tuple(self.signal(name) for name in spec.cause),
        }

    def check(self, rule: RuleSpec) -> tuple[str, dict[str, Any]]:
        """(kind, options) of a rule's check."""
        kind, spec = rule.check.kind, rule.check.options
        if kind in ("terms", "pattern"):
            return "terms", self.phrases(rule, spec)
        if kind == "required":
            return kind, {
                "any_of": tuple(self.signal(name) for name in spec.any_of),
                "each": tuple((name, tuple(self.signal(one) for one in some)) for name, some in spec.each.items()),
                "cause": tuple(self.signal(name) for name in spec.cause),
                "unless_any": tuple(self.signal(name) for name in spec.unless_any),
            }
        if kind == "combine":
            return kind, self._combine(spec)
        if kind == "fields":
            return kind, {"condition": condition(spec.plain())}
        if kind == "links":
            return kind, spec.given()
        if kind == "hours":
            plain = {"list": spec.list_, "say": spec.say, "what": spec.what, "beyond": spec.beyond, "by": spec.by}
            return kind, {**plain, "cause": tuple(self.signal(name) for name in spec.cause)}
        if kind == "disguise":
            for name in spec.lists:
                self.with_includes(name)
        if kind == "length" and spec.signal is not None:
            return kind, {"measure": spec.measure, "signal": self.signal(spec.signal)}
        return kind, {name: value for name, value in spec.model_dump(by_alias=True).items() if value is not None}

    def _combine(self, spec: Any) -> dict[str, Any]:
        return {
            "all": tuple(self.item(item) for item in spec.all_),
            "any": tuple(self.item(item) for item in spec.any_),
            "none": tuple(self.item(item) for item in spec.none),
            "at_least": (spec.at_least.count, tuple(self.item(one) for one in spec.at_least.of))
            if spec.at_least
            else None,
            "weigh": (spec.weigh.least, self._weights(spec.weigh)) if spec.weigh else None,
            "near": self.near(spec.near) if spec.near else None,
            "span": self.signal(spec.span) if spec.span else None,
        }

    def _weights(self, spec: Any) -> tuple[Any, ...]:
        ranked = sorted(spec.of.items(), key=lambda pair: -int(pair[0]))
        return tuple((int(weight), tuple(self.item(one) for one in items)) for weight, items in ranked)


def compile_book(book: Book, rules: Mapping[str, RuleSpec] | None = None) -> dict[str, Any]:
    """The bundle of a book's rules (or of a chosen part of them), made of plain values only."""
    compiler = Compiler(book)
    chosen = book.rules if rules is None else rules
    records = [_record(compiler, chosen[name]) for name in sorted(chosen)]
    helpers = [_record(compiler, book.rules[name]) for name in _referenced(book, chosen)]
    famous, brand_of, brands = _famous(compiler)
    meta = compiler.meta
    for sign, patterns in META.items():
        meta[sign] = compiler.new_set(f"@{sign}", False)
        for pattern in patterns:
            compiler.patterns.append((pattern, meta[sign], None))
            compiler.by_signs.add(len(compiler.patterns) - 1)
    lexicon = " ".join(book.lists[LEXICON].words) if LEXICON in book.lists else ""
    split_set = _splits(compiler, frozenset(lexicon.split()))
    background = Background(fold(sample.text).words for rule in book.rules.values() for sample in rule.samples.good)
    phrases = sorted(compiler.phrase_sets)
    keys = _Keys()
    gates = [
        (BY_SIGNS, (), 0) if number in compiler.by_signs else gate_of(pattern, background, validator, number in compiler.slow)
        for number, (pattern, _, validator) in enumerate(compiler.patterns)
    ]
    phrase_groups = [keys.groups(key_words(rf"\b(?:{phrase})\b", background)) for phrase in phrases]
    starts = [(number, [sorted(one) for one in groups]) for number, (kind, groups, _) in enumerate(gates) if kind == AT_START]
    gates = gathered([(kind, () if kind == AT_START else groups, digits) for kind, groups, digits in gates])
    pattern_gates = [(kind, keys.groups(groups), digits) for kind, groups, digits in gates]
    lines = term_lines(compiler.owners, keys.whole())
    patterns_in_links, terms_in_links = _in_links(compiler)
    return {
        "format": BUNDLE_FORMAT,
        "sets": [tuple(fields) for fields in compiler.sets],
        "terms": lines,
        "patterns": compiler.patterns,
        "pattern_gates": pattern_gates,
        "starts": starts,
        "patterns_in_links": patterns_in_links,
        "terms_in_links": terms_in_links,
        "pieces": keys.pieces(),
        "phrase_groups": phrase_groups,
        "common": background.common(),
        "phrases": phrases,
        "phrase_sets": [tuple(sorted(set(compiler.phrase_sets[one]))) for one in phrases],
        "vocabulary": sorted(compiler.vocabulary),
        "shares": _shares(compiler, background),
        "meta": meta,
        "split_set": split_set,
        "famous_set": famous,
        "brand_of": brand_of,
        "brands": brands,
        "hosts": {name: list(hosts(book, spec)) for name, spec in book.lists.items() if spec.kind == "hosts"},
        "words": {
            name: list(spec.words) for name, spec in book.lists.items() if spec.kind == "words" and name != LEXICON
        },
        "lexicon": lexicon,
        "timing": _timing(book),
        "rules": records,
        "helpers": helpers,
    }


def _in_links(compiler: Compiler) -> tuple[list[int], bool]:
    """Patterns that are looked for inside links too, and whether anything else is: terms, or patterns beyond RE2."""
    excuses = {fields[4] for fields in compiler.sets}
    sets = {
        index
        for index, fields in enumerate(compiler.sets)
        if fields[2] and index not in excuses and not fields[0].endswith("!exempt")
    }
    patterns = [number for number, (_, index, _) in enumerate(compiler.patterns) if index in sets]
    owners = (*compiler.owners.values(), *compiler.phrase_sets.values())
    return patterns, any(not sets.isdisjoint(some) for some in owners) or not compiler.slow.isdisjoint(patterns)


def _timing(book: Book) -> dict[str, Any]:
    """Hours by list and place, holidays by list, zones by place."""
    hours = {name: (spec.holidays, _places(book, spec)) for name, spec in book.lists.items() if spec.kind == "hours"}
    days = {name: [(day.name, day.on) for day in spec.days] for name, spec in book.lists.items() if spec.kind == "days"}
    zones = {place: some for spec in book.lists.values() if spec.kind == "zones" for place, some in spec.zones.items()}
    return {"hours": hours, "days": days, "zones": zones}


def _places(book: Book, spec: Any) -> dict[str, Any]:
    """Place -> (name, accounts); an account: (publisher, binding, from, until, week, holiday)."""
    return {
        one.place: (
            one.name,
            tuple(
                (
                    book.sources[account.source].publisher,
                    account.binding,
                    *_dates(account.effective),
                    account.open.week(),
                    account.open.holiday(),
                )
                for account in one.accounts
            ),
        )
        for one in spec.hours
    }


def _dates(effective: Any) -> tuple[str | None, str | None]:
    first, last = (effective.from_, effective.until) if effective is not None else (None, None)
    return first.isoformat() if first else None, last.isoformat() if last else None


def _shares(compiler: Compiler, background: Background) -> list[float]:
    """The share of ordinary texts in which each phrase set may occur, by its terms: which of several is best to wake a rule."""
    runs: list[set[str]] = [set() for _ in compiler.sets]
    unsure: set[int] = set()
    for literal, owners in compiler.owners.items():
        for index in owners:
            runs[index].add(literal)
    for phrase, owners in compiler.phrase_sets.items():
        for key in key_words(rf"\b(?:{phrase})\b", background)[:1]:
            for index in owners:
                runs[index] |= key
    for pattern, index, _ in compiler.patterns:
        keys = key_words(pattern, background)
        if keys:
            runs[index] |= keys[0]
        else:
            unsure.add(index)
    usual = {compiler.meta[sign]: share for sign, share in META_SHARES.items()}
    shares = [background.share(frozenset(some)) if some else 0.0 for some in runs]
    return [usual.get(index, share + 0.05 if index in unsure else share) for index, share in enumerate(shares)]


class _Keys:
    """Groups of key words by number, and the groups that each key belongs to."""

    def __init__(self) -> None:
        self.groups_of: dict[str, list[int]] = {}
        self._numbers: dict[frozenset[str], int] = {}

    def groups(self, groups: Groups) -> tuple[int, ...]:
        """The numbers of some groups."""
        for group in groups:
            if group not in self._numbers:
                self._numbers[group] = len(self._numbers)
                for key in group:
                    self.groups_of.setdefault(key, []).append(self._numbers[group])
        return tuple(self._numbers[group] for group in groups)

    def whole(self) -> dict[str, list[int]]:
        """Keys of whole words, padded, with their groups."""
        return {key: groups for key, groups in self.groups_of.items() if _is_whole(key)}

    def pieces(self) -> list[tuple[str, tuple[int, ...]]]:
        """The other keys, found anywhere in a word form."""
        return [(key, tuple(groups)) for key, groups in sorted(self.groups_of.items()) if not _is_whole(key)]


def _is_whole(key: str) -> bool:
    return key[0] == " " and key[-1] == " " and key[1] != " " and key[-2] != " "


def _referenced(book: Book, chosen: Mapping[str, RuleSpec]) -> list[str]:
    """Rules that are not chosen themselves but that chosen ones look at."""
    waiting, found = list(chosen.values()), set()
    while waiting:
        for _, signal in waiting.pop().check.signals():
            name = signal.removeprefix("rule:")
            if signal.startswith("rule:") and name not in chosen and name not in found and name in book.rules:
                found.add(name)
                waiting.append(book.rules[name])
    return sorted(found)


def hosts(book: Book, spec: ListSpec) -> list[str]:
    """Hosts of a list and of the lists it includes."""
    found = set(spec.hosts)
    for name in spec.includes:
        found.update(hosts(book, book.lists[name]))
    return sorted(found)


def _famous(compiler: Compiler) -> tuple[int, dict[str, int], list[dict[str, Any]]]:
    spec = compiler.book.lists.get(FAMOUS)
    index = compiler.new_set("@famous", True)
    brand_of: dict[str, int] = {}
    brands: list[dict[str, Any]] = []
    for number, brand in enumerate(spec.brands if spec else ()):
        names = [*brand.aliases, *(() if brand.ambiguous else (brand.name,))]
        for name in names:
            compiler.vocabulary.update(fold(name).words.split())
            for literal in literals_of(name):
                brand_of.setdefault(literal, number)
                owners = compiler.owners.setdefault(literal, [])
                if index not in owners:
                    owners.append(index)
        brands.append(
            {
                "name": brand.name, "aliases": list(brand.aliases), "domains": list(brand.domains), "kind": brand.kind,
                "ambiguous": brand.ambiguous, "labels": brand_labels(brand),
            }
        )  # fmt: skip
    return index, brand_of, brands


def _splits(compiler: Compiler, lexicon: frozenset[str]) -> int:
    """Words that are terms by themselves, cut in two where not both halves are words: "ca sino", "via-gra"."""
    index = compiler.new_set("@split", False)
    alone = [
        literal.strip()
        for literal, owners in compiler.owners.items()
        if literal.count(" ") == 2 and literal.isascii() and any(compiler.sets[owner][1] for owner in owners)
    ]
    for word in sorted(alone):
        edge = 1 if len(word) >= SHORT_SPLIT else 2
        for cut in range(edge, len(word) - edge + 1) if len(word) >= MIN_SPLIT and word.isalpha() else ():
            halves = word[:cut], word[cut:]
            known = sum(half in lexicon for half in halves)
            likely = known == 0 or len(word) >= SHORT_SPLIT or USUAL_HALVES.isdisjoint(halves)
            if known < len(halves) and likely:
                compiler.owners.setdefault(f" {halves[0]} {halves[1]} ", []).append(index)
    return index


def _record(compiler: Compiler, rule: RuleSpec) -> dict[str, Any]:
    kind, options = compiler.check(rule)
    return {
        "id": rule.id,
        "name": rule.name,
        "category": rule.category,
        "status": rule.status,
        "severity": rule.severity,
        "severity_when": [(condition(clause.when.plain()), clause.severity) for clause in rule.severity_when],
        "confidence": rule.confidence,
        "weight": rule.weight,
        "tier": rule.tier,
        "locked": rule.locked,
        "tags": list(rule.tags),
        "effective": _days(rule),
        "gate": gate(rule),
        "check": (kind, options),
        "message": rule.message.strip(),
        "why": " ".join(rule.why.split()),
        "fix": (" ".join(rule.fix.say.split()), tuple(sorted(rule.fix.append.items())), rule.fix.safe),
        "sources": [_source(compiler.book, citation) for citation in rule.sources],
        "refs": list(rule.refs),
        "pack": rule.pack,
    }


def _days(rule: RuleSpec) -> tuple[str | None, str | None]:
    effective = rule.effective
    if effective is None:
        return None, None
    return (
        effective.from_.isoformat() if effective.from_ else None,
        effective.until.isoformat() if effective.until else None,
    )


def _source(book: Book, citation: Any) -> tuple[str, str, str, str, str, str]:
    source = book.sources[citation.source]
    seen = source.seen.isoformat()
    return citation.source, source.title, citation.clause or "", source.url or "", citation.binding, seen

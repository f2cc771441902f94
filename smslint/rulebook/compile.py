"""From the rule book to a bundle: plain lists, texts and numbers that the engine runs and a cache can keep."""

from __future__ import annotations

import marshal
import re
from collections.abc import Mapping, Sequence
from typing import Any

from smslint.rulebook.background import Background, background_of
from smslint.rulebook.book import Book
from smslint.rulebook.brandsets import brand_index, famous_set, split_set
from smslint.rulebook.compiler import Compiler
from smslint.rulebook.gates import ALONE, AT_START, BY_SIGNS, TOGETHER, Gate, gate_of, gathered
from smslint.rulebook.joined import shelved
from smslint.rulebook.keysets import Keys, shares_of
from smslint.rulebook.keywords import key_words
from smslint.rulebook.literals import term_lines
from smslint.rulebook.oddities import SIGN_SHAPES
from smslint.rulebook.places import hosts, timing
from smslint.rulebook.records import body_of, head_of, referenced
from smslint.rulebook.schema import RuleSpec
from smslint.rulebook.suspicion import META, sign_keys

BUNDLE_FORMAT = 28
LEXICON = "lexicon/en"


def compile_book(book: Book, rules: Mapping[str, RuleSpec] | None = None) -> dict[str, Any]:
    """The bundle of a book's rules (or of a chosen part of them), made of plain values only."""
    compiler = Compiler(book)
    chosen = book.rules if rules is None else rules
    bodies = {name: body_of(compiler, chosen[name]) for name in sorted(chosen)}
    bodies.update({name: body_of(compiler, book.rules[name]) for name in referenced(book, chosen)})
    famous, brand_of, brands = famous_set(compiler)
    _add_signs(compiler)
    lexicon = " ".join(book.lists[LEXICON].words) if LEXICON in book.lists else ""
    split = split_set(compiler, frozenset(lexicon.split()))
    return {
        "format": BUNDLE_FORMAT,
        **_looked_for(compiler, background_of(book)),
        "sets": [tuple(fields) for fields in compiler.sets],
        "vocabulary": " ".join(sorted(compiler.vocabulary)),
        "meta": compiler.meta,
        "split_set": split,
        "famous_set": famous,
        "brand_of": brand_of,
        "brands": marshal.dumps(brands),
        "brand_index": marshal.dumps(brand_index(brands)),
        **_lists(book),
        "lexicon": lexicon,
        "rules": [head_of(chosen[name]) for name in sorted(chosen)],
        "bodies": bodies,
    }


def _add_signs(compiler: Compiler) -> None:
    """The signs that the engine looks at itself, a phrase set each."""
    for sign, patterns in META.items():
        index = compiler.meta[sign] = compiler.new_set(f"@{sign}", False)
        for pattern in patterns:
            compiler.by_signs.add(len(compiler.patterns))
            compiler.patterns.append((pattern, index, None))


def _looked_for(compiler: Compiler, background: Background) -> dict[str, Any]:
    """Terms, patterns and large terms, each with the keys without which it is not worth a look."""
    keys = Keys()
    phrases = sorted(compiler.phrase_sets)
    phrase_groups = [keys.groups(key_words(rf"\b(?:{phrase})\b", background)) for phrase in phrases]
    gates = _gates(compiler, background)
    starts = [(number, [sorted(one) for one in groups]) for number, (kind, groups, _) in enumerate(gates) if kind == AT_START]
    gates = gathered([(kind, () if kind == AT_START else groups, digits) for kind, groups, digits in gates])
    pattern_gates = [(kind, keys.groups(groups), digits) for kind, groups, digits in gates]
    patterns_in_links, terms_in_links = _in_links(compiler)
    return {
        "terms": term_lines(compiler.owners, keys.whole()),
        "patterns": [pattern for pattern, _, _ in compiler.patterns],
        "pattern_sets": [index for _, index, _ in compiler.patterns],
        "validators": {number: name for number, (_, _, name) in enumerate(compiler.patterns) if name is not None},
        "digits": [digits for _, _, digits in pattern_gates],
        **_called_for(pattern_gates, phrase_groups),
        "starts": starts,
        "patterns_in_links": patterns_in_links,
        "terms_in_links": terms_in_links,
        **keys.pieces(),
        "named_signs": [key for key in sign_keys() if re.search(SIGN_SHAPES, key) is None],
        "phrases": phrases,
        "phrase_sets": [tuple(sorted(set(compiler.phrase_sets[one]))) for one in phrases],
        "common": marshal.dumps(background.common()),
        "shares": shares_of(compiler, background),
    }


def _called_for(
    pattern_gates: Sequence[tuple[str, tuple[int, ...], int]], phrase_groups: Sequence[tuple[int, ...]]
) -> dict[str, Any]:
    """What waits for groups of keys, under the first of them, which is the rarest; and the patterns that share an automaton.

    Groups are bits, one place above their number: the lowest place is for the keys of signs. `first`: all that is waited for.
    What waits for a group is closed: a short run opens the few that its text touches.
    """
    shared: dict[str, list[int]] = {"always": [], TOGETHER: [], BY_SIGNS: [], AT_START: [], "unkeyed": []}
    waiting: dict[int, list[tuple[str, int, tuple[int, ...]]]] = {}
    patterns = [(kind, number, groups) for number, (kind, groups, _) in enumerate(pattern_gates)]
    for kind, number, groups in (*patterns, *(("phrase", number, groups) for number, groups in enumerate(phrase_groups))):
        if kind in shared:
            shared[kind].append(number)
        if groups:
            waiting.setdefault(groups[0] + 1, []).append((kind, number, groups))
        elif kind in (ALONE, BY_SIGNS):
            shared["always" if kind == ALONE else "unkeyed"].append(number)
    closed = {place: marshal.dumps(some) for place, some in waiting.items()}
    return {"shared": shared, "waiting": shelved(closed), "first": sum([1 << place for place in waiting])}


def _gates(compiler: Compiler, background: Background) -> list[Gate]:
    return [
        (BY_SIGNS, (), 0) if number in compiler.by_signs else gate_of(pattern, background, validator, number in compiler.slow)
        for number, (pattern, _, validator) in enumerate(compiler.patterns)
    ]


def _lists(book: Book) -> dict[str, Any]:
    """Lists that are no phrases: hosts, words, hours."""
    words = {name: list(spec.words) for name, spec in book.lists.items() if spec.kind == "words" and name != LEXICON}
    return {
        "hosts": {name: list(hosts(book, spec)) for name, spec in book.lists.items() if spec.kind == "hosts"},
        "words": words,
        "timing": timing(book),
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

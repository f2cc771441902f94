"""Disguised content is found, at the right place, and nothing innocent is taken for a disguise."""

from __future__ import annotations

import random
from collections import Counter
from functools import lru_cache

import pytest

from smslint.model import Context, Finding
from tests.disguises import ATTACKS, disguised
from tests.words import CONTENT, linter

CONTEXT = Context(brand="Larch", use_case="transactional", first_message=False, country="US", sender_type="10dlc", age_gate="none")
SPELLABLE = ("promotion", "sex", "hate", "alcohol", "firearms", "tobacco", "drugs", "gambling", "violence", "profanity", "phishing",
             "fraud", "deceptive", "debt_relief", "payday_loan", "home_loan", "education_loan", "insurance_quote",
             "work_from_home", "lead_generation", "cryptocurrency", "regulated_other")  # fmt: skip
PHRASES_EACH = 8


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[str]]:
    """For each content category some of the terms its rules know, long enough to be read in disguise."""
    program = linter()._rules.program
    by_set: dict[int, list[str]] = {}
    for owners, literal in program.terms.all():
        words = literal.split()
        if literal.isascii() and all(word.isalpha() and len(word) > 1 for word in words) and any(len(word) > 4 for word in words):
            for owner in owners:
                by_set.setdefault(owner, []).append(" ".join(words))
    chosen: dict[str, list[str]] = {}
    for rule in linter().rules:
        if rule.category in SPELLABLE and rule.check.options.get("at_least", 1) in (None, 1):
            known = [p for index in _sets(rule.check.needs) for p in by_set.get(index, ()) if program.sets[index].disguise]
            random.Random(rule.id).shuffle(known)
            plain = (p for p in known[:300] if rule.category in found(f"Hi Sam, {p} at Larch this week"))
            chosen.setdefault(rule.category, []).extend(p for _, p in zip(range(PHRASES_EACH), plain, strict=False))
    return {category: some[:PHRASES_EACH] for category, some in chosen.items()}


def _sets(needs: object) -> list[int]:
    return sorted({index for group in needs for index in group if isinstance(index, int)})  # type: ignore[attr-defined]


def found(text: str) -> set[str]:
    return {finding.category for finding in linter().lint(text, CONTEXT).findings}


def covers(finding: Finding, start: int, end: int) -> bool:
    return finding.start is not None and finding.end is not None and finding.start < end and start < finding.end


def test_every_content_category_has_phrases_to_disguise() -> None:
    assert set(phrases()) >= set(SPELLABLE) - {"phishing", "fraud", "deceptive"}
    assert sum(map(len, phrases().values())) >= 100


def test_easily_readable_disguises_are_found() -> None:
    missed: Counter[str] = Counter()
    total = 0
    examples = []
    for category, some in phrases().items():
        for phrase in some:
            for attack in ATTACKS:
                text, start, end = disguised(phrase, attack)
                total += 1
                hits = [f for f in linter().lint(text, CONTEXT).findings if f.category in (category, "obfuscation") and covers(f, start, end)]
                if not hits:
                    missed[attack] += 1
                    examples.append((attack, text))
    assert total >= 2_000
    assert sum(missed.values()) <= total * 0.01, (missed.most_common(8), examples[:8])


def test_spans_of_disguised_findings_stand_inside_the_phrase_on_grapheme_borders() -> None:
    import regex

    for category, some in phrases().items():
        for phrase in some[:3]:
            for attack in ATTACKS:
                text, start, end = disguised(phrase, attack, seed=1)
                borders = {0, *(match.end() for match in regex.finditer(r"\X", text))}
                for finding in linter().lint(text, CONTEXT).findings:
                    if finding.category == category and finding.folds and covers(finding, start, end):
                        assert finding.start in borders, (attack, text, finding)
                        assert finding.end in borders, (attack, text, finding)


def added_by_disguise(text: str) -> list[Finding]:
    return [finding for finding in linter().lint(text, CONTEXT).findings if finding.folds and finding.category in CONTENT]


@pytest.mark.parametrize(("language", "count"), [("en", 100_000), ("es", 30_000), ("fr", 30_000), ("de", 30_000), ("pt", 30_000)])
def test_no_dictionary_word_is_taken_for_a_disguise(language: str, count: int) -> None:
    wordfreq = pytest.importorskip("wordfreq")
    wrong = [word for word in wordfreq.top_n_list(language, count) if added_by_disguise(word)]
    assert wrong == []


PLACES = """Scunthorpe Penistone Sussex Essex Middlesex Cockermouth Cockburn Lightwater Clitheroe Shitterton Salé Phúc Bär Bône Fréjus
Évian Besançon Córdoba Málaga Cádiz Peñíscola São-Paulo Brasília Köln München Düsseldorf Zürich Åre Örebro Malmö Ålesund Łódź Kraków
Gdańsk Plzeň Győr Pécs İzmir Şişli Weed Intercourse Dildo Effingham Assen Wankum Fucking Condom Hooker Bitche Titz Anus Twatt
Beaver-Falls Blue-Ball Horneytown Coxsackie Dyckman Licking Middelfart Kissing Sexmoan Hell Tightwad Boring Cut-and-Shoot""".split()


def test_no_place_name_is_taken_for_a_disguise() -> None:
    wrong = [place for place in PLACES if added_by_disguise(f"Your parcel for {place.replace('-', ' ')} leaves today")]
    assert wrong == []


@pytest.mark.parametrize("carrier", ["{}", "Your booking code is {}.", "Ref {}", "Order {} has shipped", "Flight {} departs at 9:40"])
def test_no_booking_code_is_taken_for_a_disguise(carrier: str) -> None:
    rng = random.Random(4)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    codes = ["".join(rng.choice(alphabet) for _ in range(rng.randrange(5, 9))) for _ in range(4_000)]
    wrong = [code for code in codes if added_by_disguise(carrier.format(code))]
    assert len(wrong) <= 0, wrong


@pytest.mark.parametrize(
    "text",
    [
        "Open 24/7, 1st floor, room 4b, from 10am to 5pm",
        "Your P!nk tickets are here",
        "Meet at the 7-Eleven on 5th Ave",
        "Please push it, but it is heavy",
        "A.M. or P.M.? Reply A or B",
        "Dr. J. P. R. Smith, M.D. will see you",
        "Steps: a) open b) close c) lock",
        "👨‍👩‍👧 family day at the zoo",
        "می‌خواهم فردا بیایم",
        "Download the mp3, not the mp4",
        "Wed and Thu are fully booked, Fri is free",
        "COVID19 boosters: walk in",
        "Your seat is C4, gate B12, flight BA2490",
        "Hmmm, sooo good, yesss",
        "Card ****1234 was used",
    ],
)
def test_ordinary_texts_that_look_disguised_to_a_machine(text: str) -> None:
    assert added_by_disguise(text) == []

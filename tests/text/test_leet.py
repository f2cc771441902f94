"""Leet, masks and spelled-out words: what reads as what, and which signs lead there."""

from __future__ import annotations

import random
import re
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.rulebook.suspicion import META
from smslint.text.disguise import Vocabulary, variants
from smslint.text.fold import fold
from smslint.text.leet import PYTHON_SIGNS, WORD_SIGNS, read_as, spellings, strip_accents
from smslint.text.spelling import leet_words
from tests.disguises import ATTACKS

WORDS = frozenset(
    """free money cash loan win prize sex weed casino viagra bitcoin whiskey vape gun pot click here now to us of the your gift
    crédit argent fuck porn marijuana approved shop account verify mortgage rest push shit log week award will
    hello""".split()
)
LEXICON = """push it but rest log week in will hello out or no the and here now your free money gift via on for to
    you how are doing"""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS, LEXICON)


def read(text: str) -> list[str]:
    folded = fold(text)
    return [variant.folded.text for variant in variants(folded, text, vocabulary())]


@pytest.mark.parametrize(
    ("spelling", "word", "folds"),
    [
        ("fr33", "free", ("leet",)),
        ("c@$h", "cash", ("leet",)),
        ("w!n", "win", ("leet",)),
        ("freeee", "free", ("repeat",)),
        ("ffrreeee", "free", ("repeat",)),
        ("fr3eeee", "free", ("leet", "repeat")),
        ("frée", "free", ("accent",)),
        ("frее", "free", ("lookalike",)),
        ("free", "free", ()),
        ("wed", "weed", None),
        ("free", "fee", None),
        ("1337", "leet", None),
        ("0000", "oo", None),
    ],
)
def test_how_a_spelling_reads_as_a_word(spelling: str, word: str, folds: tuple[str, ...] | None) -> None:
    assert read_as(spelling, word) == folds


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("get fr33 m0n3y", "get free money"),
        ("f.r.3.3 money", "free money"),
        ("(f)(r)(e)(e) [m][o][n][e][y]", "free money"),
        ("f r e e   m o n e y", "free money"),
        ("f|r|e|e cash", "free cash"),
        ("ffrreeee cash", "free cash"),
        ("fr€€ ca$h", "free cash"),
        ("s3x and p0rn", "sex and porn"),
        ("vvhiskey here", "whiskey here"),
        ("rnoney for you", "money for you"),
        ("mari--juana", "marijuana"),
        ("ma-ri-jua-na", "marijuana"),
        ("fr<b>ee</b> cash", "free cash"),
        (r"\u0066\u0072ee cash", "free cash"),
        ("=66=72=65=65 cash", "free cash"),
        ("&#102;r&#x65;e cash", "free cash"),
        ("&amp;#102;ree cash", "free cash"),
        ("%2566ree cash", "free cash"),
        ("ca\u202eonis\u202c now", "casino now"),
        ("ɥsɐɔ ǝǝɹɟ", "free cash"),
        ("千尺乇乇 cash", "free cash"),
        ("sh*t and f**k", "shit and fuck"),
        ("f🍀ck this", "fuck this"),
        ("fr33 t0 u5", "free to us"),
        ("l()an and c/\\sh", "loan and cash"),
        ("\\/iagra", "viagra"),
        ("w&iacute;n and fr&#51;&#51; cash", "win and free cash"),
        ("ΠORN and ΓUCK", "porn and fuck"),
        ("ßitcoin", "bitcoin"),
        ("earn&nbsp;cash", "earn cash"),
    ],
)
def test_disguises_are_undone(text: str, undone: str) -> None:
    assert undone in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "push it", "but it", "Wed at 5", "your code is FR33", "FR33", "n.o. p.o. box", "1.2.3", "5pm and 10am", "xxxx",
        "don\ufffdt", "20%de", "T&amp;C", "price $99 or £1000", "the end. it is", "foo(x) and f() here", "Straße", "ΣΑΕ",
        "use code W33K or C4SH", "it's $4 a day",
    ],
)  # fmt: skip
def test_nothing_to_undo(text: str) -> None:
    assert read(text) == []


def test_spellings_stay_few() -> None:
    assert spellings("fr33") == ["fr33", "fr3e", "fre3", "free"]
    assert len(spellings("1!1!1!1!1!6969")) <= 64


@given(st.text("abglostz013458@$!w.", max_size=12))
def test_signs_for_both_engines_agree(text: str) -> None:
    re2 = pytest.importorskip("re2")
    for one, other in zip(WORD_SIGNS, PYTHON_SIGNS, strict=True):
        assert (re2.search(one, text) is None) == (re.search(other, text) is None), (one, text)


def nominated(text: str) -> bool:
    return any(re.search(pattern, text) for pattern in META["disguise"])


@given(st.lists(st.sampled_from([*"abefilnorstuwxyz 0134579@$!|+.-_*/~,()[]<>&%=#;\\'\"{}"]), max_size=24).map("".join))
@settings(max_examples=400)
def test_what_no_sign_nominates_has_no_other_reading(text: str) -> None:
    folded = fold(text)
    if not nominated(folded.text):
        assert variants(folded, text, vocabulary()) == []
        assert list(leet_words(folded.text, vocabulary())) == []


def test_every_undone_disguise_in_ascii_was_nominated() -> None:
    rng = random.Random(3)
    words = sorted(word for word in map(strip_accents, WORDS) if len(word) > 3)
    for attack in sorted(ATTACKS):
        for _ in range(60):
            phrase = " ".join(rng.choice(words) for _ in range(2))
            text = f"Hi {ATTACKS[attack](phrase, rng)} there"
            folded = fold(text)
            if text.isascii() and not nominated(folded.text):
                assert variants(folded, text, vocabulary()) == [], (attack, text)
                assert list(leet_words(folded.text, vocabulary())) == [], (attack, text)

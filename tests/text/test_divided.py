"""Words in parts: what is put together again, and what only stands side by side."""

from __future__ import annotations

import pytest

from smslint.text.disguise import Vocabulary, variants
from smslint.text.fold import fold

WORDS = frozenset(
    "free loan loans payday casino viagra student debt offer special ammo shotguns bonus approved preapproved finance refinance "
    "juice ejuice signer cosigner wells fargo wellsfargo euromillions".split()
)
LEXICON = "pay day an am off shot guns so the we ed approved finance juice signer for today you are on by euro millions at in"


def read(text: str) -> list[str]:
    folded = fold(text)
    return [variant.folded.text for variant in variants(folded, text, Vocabulary(WORDS, LEXICON), split=True)]


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("fr ee pizza", "free pizza"),
        ("FR EE pizza", "free pizza"),
        ("pay d ay lo ans today", "payday loans today"),
        ("stud ent lo an, de bt", "student loan, debt"),
        ("ca-sino and vi\nagra", "casino and viagra"),
        ("v iagra", "viagra"),
        ("spe\ncial off\ner", "special offer"),
        ("shot\nguns and am mo", "shotguns and ammo"),
        ("shot\r\nguns and am mo", "shotguns and ammo"),
        ("bo.nus", "bonus"),
    ],
)
def test_several_split_words_are_read_together(text: str, undone: str) -> None:
    assert read(text)[0] == undone


@pytest.mark.parametrize(
    "text",
    [
        "pre-approved and pre approved",
        "re-finance with a co-signer",
        "e-juice",
        "wells fargo",
        "Euro Millions",
        "shot guns",
        "fr. ee",
        "Fr Ee",
        "off the er",
        "pay day",
    ],
)
def test_compounds_prefixes_and_names_are_left_alone(text: str) -> None:
    assert read(text) == []


def test_without_a_split_in_sight_nothing_is_joined() -> None:
    folded = fold("fr ee")
    assert variants(folded, "fr ee", Vocabulary(WORDS, LEXICON)) == []


def test_places_lead_back_to_the_parts() -> None:
    text = "Larch: pay d ay lo ans"
    (variant,) = variants(fold(text), text, Vocabulary(WORDS, LEXICON), split=True)
    start = variant.folded.text.index("payday")
    assert variant.locate(start, start + len("payday loans")) == (7, len(text), ("spaced",))


@pytest.mark.parametrize("text", ["casin o'neill", "la deb t'attend", "la deb t’attend"])
def test_a_letter_before_an_apostrophe_belongs_to_the_word_behind_it(text: str) -> None:
    words = Vocabulary(WORDS, LEXICON)
    assert read(text.replace("'", " ").replace("’", " ")) != []
    assert variants(fold(text), text, words, split=True) == []


@pytest.mark.parametrize("text", ["Dale's hotguns", "the shop's pecial", "Dale’s hotguns"])
def test_the_end_of_a_word_behind_an_apostrophe_begins_no_other(text: str) -> None:
    words = Vocabulary(WORDS, LEXICON)
    assert read(text.replace("'", " ").replace("’", " ")) != []
    assert variants(fold(text), text, words, split=True) == []

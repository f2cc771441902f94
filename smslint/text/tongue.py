"""Which of three languages a text is plainly in, told by small words: only several of them together tell anything."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

SMALL_WORDS = {
    "es": frozenset(
        """el la los las de del que en un una por para con su sus tu tus es esta este ya hoy al se le lo y o más nos te
        si""".split()
    ),
    "fr": frozenset(
        """le la les des du un une et est en pour avec sur votre vos nous vous au aux dans ce cette pas plus qui que à de ne
        se""".split()
    ),
    "en": frozenset(
        """the a an and to of for in on is are your you we our with at this it will be not have from has by or""".split()
    ),
}
"""Small words of each language."""
ENOUGH_TO_PROPOSE = 3
_HINTS = tuple(f" {word} " for word in "de la en el le les tu su por para votre vos pour vous".split())
"""Words of which a text in Spanish or French hardly lacks all, and one in English has few: they spare the counting."""


def counted(words: Collection[str]) -> dict[str, int]:
    """How many small words of each language are there, by language."""
    there = set(words)
    return {name: len(there & small) for name, small in SMALL_WORDS.items()}


def to_propose_in(words: str) -> str:
    """Language in which wording is proposed for a text whose language nobody declared: English unless it is plainly another.

    words: the text's words in small letters, with a blank before and after each.
    """
    if not any(map(words.__contains__, _HINTS)):
        return "en"
    number = counted(words.split())
    best = max(("es", "fr"), key=number.__getitem__)
    return best if number[best] >= ENOUGH_TO_PROPOSE and number[best] > number["en"] else "en"

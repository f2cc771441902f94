"""Whether accents are at home in a text."""

from __future__ import annotations

from smslint.text.fold import words_of
from smslint.text.leet import strip_accents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

_FOREIGN = frozenset(
    "de la el los las para con por una del que en su lo tu le les des du et vous votre pour est une sur avec nous der das und "
    "mit ist nicht ein eine auf zu von não você seu sua uma os das dos na il gli che è y é à të je een het ve bir için".split()
)


def accents_are_odd(text: str, lexicon: Collection[str]) -> bool:
    """Whether accents look like a disguise here: English around them, and no small words of a language that has them."""
    words = words_of(text).split()
    if sum(word in _FOREIGN for word in words) >= 2:
        return False
    plain = [word for word in words if word.isascii() and word.isalpha()]
    english = sum(word in lexicon for word in plain)
    if len(plain) >= 2 and english * 2 >= len(plain):
        return True
    accented = [word for word in words if not word.isascii()]
    return len(accented) >= 2 and all(strip_accents(word) in lexicon for word in accented)

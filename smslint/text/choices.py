"""Characters that stand for one of several letters: `ΠROMO`, `ΓIXED`, `ßuy`.

Folding gives each look-alike the letter that it stands for most often; here the word is read with the others as well.
"""

from __future__ import annotations

import re

from smslint.text.composed import composed, in_original
from smslint.text.fold_tables import fold_character
from smslint.text.leet import ALSO
from smslint.text.reading import Reading
from smslint.text.vocabulary import MAX_READ

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.text.fold import Folded
    from smslint.text.vocabulary import Vocabulary

_CHOICE = re.compile(f"[{''.join(ALSO)}]")
_WORD = re.compile(r"[^\W_]{3,40}")


def other_letters(folded: Folded, original: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Words that mix Latin letters with characters of several readings, where the usual reading is no word."""
    if not _CHOICE.search(original):
        return
    text, offsets = composed(original[:MAX_READ])
    for match in _WORD.finditer(text):
        word = match[0]
        if not _CHOICE.search(word) or not any("a" <= letter.lower() <= "z" for letter in word):
            continue
        start, end = map(folded.place, in_original(offsets, *match.span()))
        usual = folded.text[start:end]
        if usual in vocabulary.words or usual in vocabulary.lexicon:
            continue
        spelling = "".join(letter if letter in ALSO else fold_character(letter) for letter in word)
        words = [(one, folds) for one, folds in vocabulary.like(spelling) if folds]
        if words:
            folds = {name for _, names in words for name in names}
            yield Reading(start, end, tuple(one for one, _ in words), tuple(sorted(folds)))

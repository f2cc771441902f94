"""Names of what folding alone undid at one place of a message."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.text.view import View

_PLAIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BLANKS = "\t\n\r\x0b\x0c"


def plain_folds(view: View, start: int, end: int, first: int, last: int) -> tuple[str, ...]:
    """What folding alone undid between the original text[first:last] and folded[start:end]."""
    from smslint.text.composed import composed
    from smslint.text.fold_tables import IGNORABLE, is_mark

    slice_ = view.text[first:last]
    folds = []
    if slice_.isascii():
        return ("invisible",) if any(character < " " and character not in _BLANKS for character in slice_) else ()
    if any(place in view.folded.alike for place in range(start, end)):
        folds.append("lookalike")
    if any(character in IGNORABLE for character in slice_):
        folds.append("invisible")
    # An accent apart from its letter hides nothing: some keyboards and systems write all of them so.
    if any(map(is_mark, composed(slice_)[0])):
        folds.append("combining")
    if any(map(_compatibility, slice_)) or _spells_in_flag_letters(slice_, view.folded.text[start:end]):
        folds.append("fullwidth")
    return tuple(sorted(folds))


def _compatibility(character: str) -> bool:
    """A letter or digit in another dress (full width, mathematical, enclosed) that reads as a plain one."""
    from smslint.text.fold_tables import LOOKALIKE, fold_character

    if character.isascii() or character in LOOKALIKE:
        return False
    folded = fold_character(character)
    return bool(folded) and all(part in _PLAIN for part in folded)


def _spells_in_flag_letters(written: str, folded: str) -> bool:
    """Whether letters that make flags were read as letters; flags that stand in a phrase are still flags when it is folded."""
    from smslint.text.flags import is_regional

    return sum(map(is_regional, written)) > sum(map(is_regional, folded))

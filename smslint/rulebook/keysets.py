"""Groups of keys by number, and how often ordinary texts hold what a phrase set looks for."""

from __future__ import annotations

from typing import Any

from smslint.rulebook.background import Background
from smslint.rulebook.compiler import Compiler
from smslint.rulebook.joined import packed
from smslint.rulebook.keywords import Groups, key_words
from smslint.rulebook.suspicion import META_SHARES


class Keys:
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

    def pieces(self) -> dict[str, Any]:
        """The other keys, found anywhere in a word form, and their groups, packed: few pieces are ever found."""
        some = {key: groups for key, groups in sorted(self.groups_of.items()) if not _is_whole(key)}
        return {"pieces": list(some), "piece_groups": packed(some.values())}


def _is_whole(key: str) -> bool:
    return key[0] == " " and key[-1] == " " and key[1] != " " and key[-2] != " "


def shares_of(compiler: Compiler, background: Background) -> list[float]:
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

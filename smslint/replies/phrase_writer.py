"""How phrases of replies are written, and made into patterns over plain words.

A phrase is written in words with `(a|b c)` for a choice, `[a|b]` for what may be missing, `<name>` for a class of words,
`~3` for up to three other words, `word*` for any ending, `^` and `$` for the two ends of a clause, where courtesies
may stand, `!{a|b}` for words that may not stand before, `!(a|b)` for words that may not follow.
"""

from __future__ import annotations

import re

from smslint.errors import Issue, RuleFileError
from smslint.replies.phrase import Phrase, commonness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_GAP = 5

_PART = re.compile(
    r"!\((?P<after>[^()]+)\)|!\{(?P<before>[^{}]+)\}|\^|\$|~(?P<gap>[1-9])|\[(?P<maybe>[^\[\]]+)\]|\((?P<choice>[^()]+)\)|(?P<word>[^\s()\[\]~^$!{}]+)"
)
_CLASS = re.compile(r"<([a-z_]+)>")
_SIGNS = frozenset("*~$^/")
_ANY = "[^ /_]"
_TAGS = "[\ue000-\ue3ff]*"
"""Behind each word of a line stand the marks of its classes, so that a phrase asks for one character and not for fifty words."""
_STRICT = {"^": r"(?:(?<=/ )|(?<=\A ))", "$": r"(?=/|\Z)"}


class Writer:
    """Turns the phrases of one file into regular expressions over a line of words."""

    def __init__(self, name: str, language: str, classes: Mapping[str, list[str]], tags: dict[str, str]) -> None:
        self.name = name
        self.language = language
        self.words: set[str] = set()
        self._classes = classes
        self._expanded: dict[str, list[str]] = {}
        self._heads: dict[str, frozenset[str]] = {}
        self._written = {key: self._class(key, tags) for key in classes}

    def phrases(self, signs: Mapping[str, list[str]]) -> Iterator[Phrase]:
        """The phrases of one group, by the sign that they show."""
        for sign, written in signs.items():
            for phrase in written:
                yield self._phrase(sign, str(phrase))

    def _phrase(self, sign: str, written: str) -> Phrase:
        pattern, anchors = "", []
        parts = [part for part in _PART.finditer(written) if part[0] not in "^$"]
        barred = [self._options(part["before"], written) for part in parts if part["before"]]
        for part in parts:
            pattern += self._part(part, written)
            if part["choice"] or part["word"]:
                heads = self._heads_of(part["choice"] or part["word"], written)
                anchors.append(frozenset() if any(set(head) & _SIGNS for head in heads) else heads)
        named = sorted((words for words in anchors if words), key=commonness)
        never = frozenset(word for words in barred for word in words)
        return Phrase(
            sign, self.language, f"(?<= ){pattern}", named, never, written.startswith("^"), written.endswith("$")
        )

    def _class(self, key: str, tags: dict[str, str]) -> str:
        """A class as a pattern: the mark that its single words bear, or one of its phrases."""
        mark = chr(0xE000 + len({character for marks in tags.values() for character in marks}))
        single = [word for word in self._classes[key] if " " not in word and not set(word) & _SIGNS and "<" not in word]
        for word in single:
            tags[word] = tags.get(word, "") + mark
        rest = [words for words in self._classes[key] if words not in single]
        return "|".join([f"{_ANY}*{mark}[^ ]* ", *(self._either([words]) for words in rest)])

    def _part(self, part: re.Match[str], written: str) -> str:
        if part["before"]:
            return ""
        if part["after"]:
            return f"(?!{self._either(part['after'].split('|'))})"
        if part["gap"]:
            return f"(?:{_ANY}+ ){{0,{min(int(part['gap']), MAX_GAP)}}}"
        text = part["maybe"] or part["choice"] or part["word"]
        self._heads_of(text, written)
        return f"(?:{self._either(text.split('|'))})" + ("?" if part["maybe"] else "")

    def _heads_of(self, text: str, written: str) -> frozenset[str]:
        """The first words of the choices of a part; all their words become known on the way."""
        if text not in self._heads:
            heads: list[str] = []
            for option in text.split("|"):
                for place, word in enumerate(option.split()):
                    named = _CLASS.fullmatch(word)
                    meant = self._entries(named[1], written) if named else [word]
                    self.words.update(part for entry in meant for part in entry.split() if not set(part) & _SIGNS)
                    heads += [entry.split()[0] for entry in meant] if place == 0 else []
            self._heads[text] = frozenset(heads)
        return self._heads[text]

    def _options(self, text: str, written: str, depth: int = 0) -> list[str]:
        """The choices of a part, with the classes in them written out."""
        options: list[str] = []
        for option in text.split("|"):
            named = _CLASS.search(option)
            if named is None:
                options.append(option.strip())
            elif named[0] == option.strip():
                options += self._entries(named[1], written, depth)
            else:
                for entry in self._entries(named[1], written, depth):
                    options += self._options(option.replace(named[0], entry, 1), written, depth + 1)
        return options

    def _entries(self, key: str, written: str, depth: int = 0) -> list[str]:
        """The entries of a class, with the classes in them written out."""
        if key not in self._classes or depth > 5:
            raise RuleFileError([Issue(self.name, 1, 1, f"no class <{key}> for the phrase {written!r}")])
        if key not in self._expanded:
            self._expanded[key] = [
                option for entry in self._classes[key] for option in self._options(str(entry), written, depth + 1)
            ]
        return self._expanded[key]

    def _either(self, options: list[str]) -> str:
        """A choice, the longest first; each option takes the space behind it along."""
        spelt = sorted({option.strip() for option in options}, key=lambda option: (-len(option), option))
        return "|".join("".join(self._spelt(word) for word in option.split()) for option in spelt)

    def _spelt(self, word: str) -> str:
        """One word of an option, or one of the signs that may stand for it."""
        named = _CLASS.fullmatch(word)
        if named is not None:
            return f"(?:{self._written[named[1]]})"
        if word in _STRICT:
            return _STRICT[word]
        if word[0] == "~":
            return f"(?:{_ANY}+ ){{0,{word[1:]}}}"
        return re.escape(word).replace(r"\*", "[^ /_]*") + ("" if word in "/_" else _TAGS) + " "

"""The words and phrases by which a reply is read: `rules/replies/*/*.yml`, made into patterns over plain words.

A phrase is written in words with `(a|b c)` for a choice, `[a|b]` for what may be missing, `<name>` for a class of words,
`~3` for up to three other words, `word*` for any ending, `^` and `$` for the two ends of a clause, where courtesies
may stand, `!{a|b}` for words that may not stand before, `!(a|b)` for words that may not follow. What a file holds is
checked as it is read; a phrase with an unknown class does not load.
"""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.errors import Issue, RuleFileError
from smslint.replies.bonds import Conditions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

FOLDER = "replies"
BLOTTING = ("regret", "spare", "hold")
"""Groups whose words are taken out once they are found, in this order."""
GROUPS = ("insist", "limit", "part", *BLOTTING, "leave", "restart", "help", "doubt")
KEYWORDS = ("strong", "weak", "help", "start", "yes")
KEYS = frozenset(
    {
        "language",
        "about",
        "sources",
        "classes",
        "keywords",
        "filler",
        "greetings",
        "answers",
        "pictures",
        "reactions",
        "messages",
        "automatic",
        "spelling",
        "conditions",
        *GROUPS,
    }
)
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


_COMMON = frozenset(
    "a and are be can de do en for how i if in is it la le les me my no not of off on out que se so te the this to u un up"
    " vous ya you your".split()
)
_COMMON_WEIGHS = 25
"""How many rare words a common one is worth, when a phrase chooses the word by which it is found."""


def _commonness(words: frozenset[str]) -> int:
    return len(words) + _COMMON_WEIGHS * len(words & _COMMON)


class Phrase:
    """One phrase: what it shows, in which language, words of which some must be there, and which ends it is bound to.

    anchors: one of these words must be there; also: and one of each of these sets. Hundreds of phrases exist and a reply
    needs few of them, so each is compiled when it is first looked for.
    """

    __slots__ = ("_compiled", "_pattern", "also", "anchors", "barred", "closes", "language", "opens", "sign")

    def __init__(
        self,
        sign: str,
        language: str,
        pattern: str,
        anchors: list[frozenset[str]],
        barred: frozenset[str],
        opens: bool,
        closes: bool,
    ) -> None:
        self.sign = sign
        self.barred = barred
        self.language = language
        self.anchors = anchors[0] if anchors else frozenset()
        self.also = anchors[1:3]
        self.opens = opens
        self.closes = closes
        self._pattern = pattern
        self._compiled: re.Pattern[str] | None = None

    def find(self, line: str) -> Iterator[re.Match[str]]:
        """Its occurrences in a line of words; whether they stand at the ends of a clause is not asked here."""
        if self._compiled is None:
            self._compiled = re.compile(self._pattern)
        return self._compiled.finditer(line)


class Group:
    """Phrases of one meaning, found by a word that each of them needs."""

    __slots__ = ("_by_word", "_loose")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[tuple[int, Phrase]]] = {}
        self._loose: list[tuple[int, Phrase]] = []
        for number, phrase in enumerate(phrases):
            for word in phrase.anchors:
                self._by_word.setdefault(word, []).append((number, phrase))
            if not phrase.anchors:
                self._loose.append((number, phrase))

    def near(self, words: Iterable[str]) -> list[Phrase]:
        """The phrases that may occur among these words, in the order of the files."""
        present = set(words)
        found = dict(self._loose)
        for word in present & self._by_word.keys():
            for number, phrase in self._by_word[word]:
                for part in phrase.also:
                    if part.isdisjoint(present):
                        break
                else:
                    found[number] = phrase
        return [found[number] for number in sorted(found)]


class ReplyWords:
    """Everything that the three languages offer, merged: people mix them."""

    def __init__(self) -> None:
        self.groups: dict[str, Group] = {}
        self.keywords: dict[tuple[str, ...], tuple[str, str]] = {}
        self.fillers: set[tuple[str, ...]] = set()
        self.courtesies: frozenset[tuple[str, ...]] = frozenset()
        self.greetings: frozenset[tuple[str, ...]] = frozenset()
        self.tags: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.reactions: tuple[str, ...] = ()
        self.messages: frozenset[str] = frozenset()
        self.automatic: tuple[str, ...] = ()
        self.known: frozenset[str] = frozenset()
        self.core: tuple[str, ...] = ()
        self.slips: dict[str, list[str]] = {}
        self.sound: frozenset[str] = frozenset()
        self.longest = 1
        self.conditions = Conditions(())


@lru_cache(maxsize=1)
def reply_words() -> ReplyWords:
    """The shipped words, read once in a process. Raises RuleFileError when a file is faulty."""
    from smslint.rulebook.home import rules_home

    folders = sorted(path for path in (rules_home() / FOLDER).iterdir() if path.is_dir())
    return build_words([(folder.name, read_language(folder)) for folder in folders])


def read_language(folder: Path) -> Mapping[str, Any]:
    """What the files of one language hold, together. Raises RuleFileError for an unknown key, or one that two files have."""
    from smslint.rulebook.document import read_document

    content: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yml")):
        document = read_document(path.read_bytes(), f"{folder.name}/{path.name}")
        wrong = [(key, "unknown key") for key in sorted(set(document.value) - KEYS)]
        wrong += [(key, "another file of this language has the key") for key in document.value if key in content]
        if document.issues or wrong:
            raise RuleFileError(
                document.issues or [document.issue((key,), f"{why} {key!r}", key=True) for key, why in wrong]
            )
        content.update(document.value)
    return content


def build_words(files: list[tuple[str, Mapping[str, Any]]]) -> ReplyWords:
    """The merged words of some files, each (name, content). Raises RuleFileError naming the phrase at fault."""
    made = ReplyWords()
    vocabulary: set[str] = set()
    phrases: dict[str, list[Phrase]] = {group: [] for group in GROUPS}
    greetings = [words for _, content in files for words in content.get("greetings", ())]
    courtesies = greetings + [words for _, content in files for words in content.get("filler", ())]
    for name, content in files:
        classes = {key: list(values) for key, values in content.get("classes", {}).items()}
        writer = _Writer(name, str(content["language"]), classes, made.tags)
        for group in GROUPS:
            phrases[group].extend(writer.phrases(content.get(group) or {}))
        _add_keywords(made, content)
        _add_spelling(made, content)
        vocabulary |= writer.words
    answers = [words for _, content in files for words in content.get("answers", ())]
    made.fillers = {tuple(words.split()) for words in (*courtesies, *answers)}
    made.courtesies = frozenset(tuple(words.split()) for words in courtesies)
    made.greetings = frozenset(tuple(words.split()) for words in greetings)
    made.groups = {group: Group(found) for group, found in phrases.items()}
    vocabulary.update(word for phrase in (*made.fillers, *made.keywords) for word in phrase)
    made.known = frozenset(vocabulary)
    made.conditions = Conditions([content.get("conditions", {}) for _, content in files])
    made.longest = max(len(phrase) for phrase in (*made.fillers, *made.keywords))
    return made


def _add_keywords(made: ReplyWords, content: Mapping[str, Any]) -> None:
    for kind in KEYWORDS:
        for words in content.get("keywords", {}).get(kind, ()):
            made.keywords.setdefault(tuple(words.split()), (kind, str(content["language"])))


def _add_spelling(made: ReplyWords, content: Mapping[str, Any]) -> None:
    spelling = content.get("spelling", {})
    made.core = (*made.core, *spelling.get("core", ()))
    made.slips.update({slip: str(meant).split() for slip, meant in spelling.get("slips", {}).items()})
    made.sound |= frozenset(spelling.get("sound", ()))
    made.pictures.update({key.replace("\ufe0f", ""): str(words) for key, words in content.get("pictures", {}).items()})
    made.reactions = (*made.reactions, *content.get("reactions", ()))
    made.automatic = (*made.automatic, *content.get("automatic", ()))
    made.messages |= frozenset(content.get("messages", ()))


class _Writer:
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
        named = sorted((words for words in anchors if words), key=_commonness)
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

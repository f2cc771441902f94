"""The words and phrases by which a reply is read: `rules/replies/*/*.yml`, merged over the languages.

What a file holds is checked as it is read; a phrase with an unknown class does not load.
"""

from __future__ import annotations

from functools import lru_cache

from smslint.errors import RuleFileError
from smslint.replies.bonds import Conditions
from smslint.replies.phrase import Group, Phrase
from smslint.replies.phrase_writer import Writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
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
        "acted_on",
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


class ReplyWords:
    """Everything that the three languages offer, merged: people mix them."""

    def __init__(self) -> None:
        self.groups: dict[str, Group] = {}
        self.keywords: dict[tuple[str, ...], tuple[str, str]] = {}
        self.acted_on: frozenset[str] = frozenset()
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
        writer = Writer(name, str(content["language"]), classes, made.tags)
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
    made.acted_on |= frozenset(content.get("acted_on", ()))


def _add_spelling(made: ReplyWords, content: Mapping[str, Any]) -> None:
    spelling = content.get("spelling", {})
    made.core = (*made.core, *spelling.get("core", ()))
    made.slips.update({slip: str(meant).split() for slip, meant in spelling.get("slips", {}).items()})
    made.sound |= frozenset(spelling.get("sound", ()))
    made.pictures.update({key.replace("\ufe0f", ""): str(words) for key, words in content.get("pictures", {}).items()})
    made.reactions = (*made.reactions, *content.get("reactions", ()))
    made.automatic = (*made.automatic, *content.get("automatic", ()))
    made.messages |= frozenset(content.get("messages", ()))

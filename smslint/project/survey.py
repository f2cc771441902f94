"""What a repository holds, before it has a configuration: where texts are, under which keys, with which fields and hosts.

An entry of `[[files]]` is only drawn up where it reads the very texts that are found without it.
"""

from __future__ import annotations

import os
from collections import Counter

from smslint.project.config import Configuration
from smslint.project.extract import extract
from smslint.project.found import FoundMessage
from smslint.project.kinds import CODE, KEYED, TEMPLATES, kind_of, names_sms
from smslint.project.patterns import key_matches
from smslint.text.links import find_links
from smslint.text.placeholders import find_placeholders

MOST_KEYS = 12
"""Keys of one entry; more are not listed."""
_SIGNS = str.maketrans("*{}", "???")


class Place:
    """Files that one entry would name. keys: of their messages; others: keys beside them that hold none; whole: whether the
    entry could do without `fields`."""

    def __init__(self, about_sms: bool) -> None:
        self.about_sms = about_sms
        self.keys: set[str] = set()
        self.others: set[str] = set()
        self.whole = True
        self.keyed = False

    def fields(self) -> list[str] | None:
        """Patterns of keys that read what is found without them, empty where none are needed; None where there are no such."""
        mixed = {_above(key) for key in self.others}
        written = sorted({self._pattern(key, mixed) for key in self.keys})
        if self.keyed and len(written) <= MOST_KEYS and self._are_exact(written):
            return written
        return [] if self.whole else None

    def _pattern(self, key: str, mixed: set[str]) -> str:
        """A key with those beside it, where these are messages as well; else the key alone."""
        above = _above(key)
        return f"{above}.*" if above and above not in mixed and (self.about_sms or names_sms(above)) else _literal(key)

    def _are_exact(self, patterns: list[str]) -> bool:
        """Whether patterns fit the keys of messages and no other; a key with blanks is a text, and is told nowhere."""
        return all((self.about_sms or names_sms(one)) and len(one.split()) == 1 for one in patterns) and all(
            any(key_matches(one, key) for one in patterns) is wanted
            for keys, wanted in ((self.keys, True), (self.others, False)) for key in keys
        )  # fmt: skip


class Survey:
    """What was seen: patterns of paths with the keys that hold messages, fields of the texts, hosts of their links."""

    def __init__(self) -> None:
        self.fields: Counter[str] = Counter()
        self.hosts: Counter[str] = Counter()
        self.messages = 0
        self.code = 0
        self.in_tests = False
        """Whether some stand in `tests`, which is usually left out."""
        self._places: dict[str, Place] = {}
        self._named: set[str] = set()
        """Patterns of folders in which some files are about texts by their names alone, and are named one by one."""
        self._without: set[str] = set()
        """Patterns of folders in which some files hold no message."""
        self._deep: set[str] = set()

    def take(self, path: str, data: bytes, configuration: Configuration) -> None:
        """Look at one file."""
        kind = kind_of(path)
        if kind is None:
            return
        relative = configuration.relative(path)
        pattern = _folder_pattern(relative, kind)
        if "/" in relative:
            self._deep.add(os.path.splitext(relative)[1])
        found = _messages(path, data, configuration)
        if found:
            self._count(found, kind, relative)
        elif kind in KEYED or kind in TEMPLATES:
            self._without.add(pattern)
        if found and kind not in CODE and kind != "markdown":
            self._place(relative, kind, pattern, found).keyed = kind in KEYED
            if kind in KEYED:
                self._beside(self._place(relative, kind, pattern, found), path, data, configuration, found)

    def entries(self) -> list[tuple[str, list[str]]]:
        """(pattern of paths, patterns of keys, none where all count) of the entries to be written: one for each folder and kind
        in which nothing else would be read by it."""
        return [(self._anchored(pattern), fields) for pattern, place in sorted(self._places.items())
                if (fields := self._fields(pattern, place)) is not None]  # fmt: skip

    @property
    def unwritten(self) -> list[str]:
        """Patterns of paths whose texts are found as long as no entry names them."""
        places = sorted(self._places.items())
        return [self._anchored(pattern) for pattern, place in places if self._fields(pattern, place) is None]

    def _fields(self, pattern: str, place: Place) -> list[str] | None:
        if pattern in self._named:
            return None
        if pattern in self._without and not place.about_sms:
            place.whole = False
        return place.fields()

    def _anchored(self, pattern: str) -> str:
        """A pattern without a slash would name files of all folders."""
        return "/" + pattern if "/" not in pattern and os.path.splitext(pattern)[1] in self._deep else pattern

    def _count(self, found: list[FoundMessage], kind: str, relative: str) -> None:
        self.messages += len(found)
        self.code += len(found) if kind in CODE else 0
        self.in_tests = self.in_tests or relative.startswith("tests/")
        for message in found:
            self.fields.update({field.name for field in find_placeholders(message.text) if field.name and not field.block})
            self.hosts.update({link.host.lower() for link in find_links(message.text) if link.host and "{" not in link.host})

    def _place(self, relative: str, kind: str, pattern: str, found: list[FoundMessage]) -> Place:
        """The entry of a file: that of its folder, or its own where its name alone says that it is about texts."""
        by_folder = names_sms(os.path.dirname(relative))
        by_name = names_sms(relative) and not by_folder and (kind in KEYED or kind in TEMPLATES)
        if by_name:
            self._named.add(pattern)
            pattern = _literal(relative)
        place = self._places.setdefault(pattern, Place(by_folder or by_name))
        place.keys.update(map(_key, found))
        return place

    def _beside(
        self, place: Place, path: str, data: bytes, configuration: Configuration, found: list[FoundMessage]
    ) -> None:
        """What else the file holds, and whether an entry without `fields` would read the same."""
        def under(**entry: list[str]) -> Configuration:
            return Configuration(None, configuration.root, {"files": [{"paths": ["**"], **entry}]})

        place.others.update(set(map(_key, _messages(path, data, under(fields=["**"])))) - set(map(_key, found)))
        place.whole = place.whole and list(map(_key, _messages(path, data, under()))) == list(map(_key, found))


def _messages(path: str, data: bytes, configuration: Configuration) -> list[FoundMessage]:
    return [one for one in extract(path, data, configuration).found if isinstance(one, FoundMessage)]


def _folder_pattern(relative: str, kind: str) -> str:
    """Files of a kind in one folder go together."""
    folder, name = os.path.split(relative)
    stem, suffix = os.path.splitext(name)
    inner = os.path.splitext(stem)[1] if kind not in KEYED else ""
    return _literal(folder) + "/" * bool(folder) + "*" + _literal(inner + suffix)


def _literal(text: str) -> str:
    """A path or key as a pattern of itself; what would be a sign there becomes one for any character."""
    return text.translate(_SIGNS)


def _above(key: str) -> str:
    """The key of what holds a key."""
    return _literal(key.rpartition(".")[0])


def _key(message: FoundMessage) -> str:
    """The key of the text in its file, without the wording that was chosen."""
    chosen = message.syntax == "icu" and message.key.endswith("}")
    return message.key.rpartition("{")[0] if chosen else message.key

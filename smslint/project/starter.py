"""A first configuration, written from what a repository holds: file by file where texts are, which fields and hosts they use."""

from __future__ import annotations

import os
from collections import Counter

from smslint.project.extract import extract
from smslint.project.found import FoundMessage
from smslint.project.kinds import CODE, KEYED, kind_of
from smslint.project.lengths import UNKNOWN, lengths
from smslint.text.links import find_links
from smslint.text.placeholders import find_placeholders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smslint.project.config import Configuration

SHOWN = 12
"""Lines of a kind; a repository of a thousand text files is told in a dozen patterns."""
_NO_HOSTS = frozenset("bit.ly tinyurl.com t.co goo.gl ow.ly buff.ly is.gd example.com localhost".split())


class Survey:
    """What was seen: patterns of paths with the keys that hold messages, fields of the texts, hosts of their links."""

    def __init__(self) -> None:
        self.keys: dict[str, set[str]] = {}
        self.kinds: dict[str, str] = {}
        self.fields: Counter[str] = Counter()
        self.hosts: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.messages = 0
        self.code = 0

    def take(self, path: str, data: bytes, configuration: Configuration) -> None:
        """Look at one file."""
        kind = kind_of(path)
        found = [one for one in extract(path, data, configuration).found if isinstance(one, FoundMessage)]
        if not found:
            return
        self.messages += len(found)
        if kind in CODE:
            self.code += len(found)
        elif kind != "markdown":
            pattern = _pattern(path, configuration)
            self.kinds[pattern] = kind or "text"
            self.keys.setdefault(pattern, set()).update(_general(one.key) for one in found if one.key and kind in KEYED)
        for message in found:
            self._words(message)

    def _words(self, message: FoundMessage) -> None:
        self.fields.update({field.name for field in find_placeholders(message.text) if field.name and not field.block})
        self.hosts.update({link.host.lower() for link in find_links(message.text) if link.host and "{" not in link.host})


def survey(files: Iterable[tuple[str, bytes]], configuration: Configuration) -> Survey:
    """Look at all files of a repository."""
    seen = Survey()
    for path, data in files:
        seen.take(path, data, configuration)
    return seen


def _pattern(path: str, configuration: Configuration) -> str:
    """Files of a kind in one folder go together."""
    folder, name = os.path.split(configuration.relative(path))
    stem, suffix = os.path.splitext(name)
    inner = os.path.splitext(stem)[1] if suffix not in (".json", ".yml", ".yaml") else ""
    return f"{folder}/*{inner}{suffix}" if folder else f"*{inner}{suffix}"


def _general(key: str) -> str:
    """A key as a pattern: all keys beside it that are about texts as well."""
    parts = key.split("{")[0].split(".")
    return ".".join([*parts[:-1], "*"]) if len(parts) > 1 else parts[0]


def starter(seen: Survey) -> str:
    """The configuration as TOML, commented."""
    return "\n".join([*_head(seen), *_context(seen), *_placeholders(seen), *_files(seen), *_rest()]) + "\n"


def _head(seen: Survey) -> Iterator[str]:
    yield "# smslint: which texts there are, and what is known about them. `smslint check` reads this file."
    yield f"# Written by `smslint init` from {seen.messages:,} messages that it found ({seen.code:,} in program code)."
    yield ""
    yield "# Segments that a message may take with the longest values of its fields."
    yield "max_segments = 3"
    yield ""
    yield "# Folders and files that are left out, beside those that git ignores."
    yield 'exclude = ["tests/**"]'
    yield ""
    yield "# Findings of today, so that only new ones count: smslint check --write-baseline"
    yield "# It writes .smslint-baseline.json beside this file, which counts from then on; another place is told here:"
    yield '# baseline = "quality/smslint-baseline.json"'
    yield ""


def _context(seen: Survey) -> Iterator[str]:
    hosts = [host for host, _ in seen.hosts.most_common(SHOWN) if host not in _NO_HOSTS]
    yield "# What is true of every message. What you do not know stays out: smslint says when it would matter."
    yield "[context]"
    yield '# brand = "Your registered name"'
    yield "# Hosts seen in the links; keep those that are yours."
    yield f"# brand_domains = [{', '.join(_quoted(host) for host in sorted(hosts)) or _quoted('yours.example')}]"
    yield '# sender_type = "10dlc"            # toll_free, 10dlc, long_code, short_code, alphanumeric'
    yield '# country = "US"'
    yield '# use_case = "transactional"       # marketing, otp, customer_care, delivery, reminder ...'
    yield "# first_message = false"
    yield ""


def _placeholders(seen: Survey) -> Iterator[str]:
    yield "# How many characters the values of fields have. Without a line the name decides, as shown."
    yield "[placeholders]"
    names = [name for name, _ in seen.fields.most_common(SHOWN)]
    for name in sorted(names):
        shortest, typical, longest = lengths(name, {})
        unknown = "  # a guess" if (shortest, typical, longest) == UNKNOWN else ""
        yield f"# {_quoted(name)} = {{shortest = {shortest}, typical = {typical}, longest = {longest}}}{unknown}"
    yield '# CompanyName = {is = "brand"}     # a field that holds the brand counts as the brand'
    yield ""


def _files(seen: Survey) -> Iterator[str]:
    patterns = sorted(seen.keys)
    if not patterns:
        yield "# Which files hold messages, and under which keys."
        yield "# [[files]]"
        yield '# paths = ["locales/*.json"]'
        yield '# fields = ["sms.*"]'
        yield '# context = {use_case = "otp"}'
        yield ""
    for pattern in patterns[:SHOWN]:
        yield "[[files]]"
        yield f"paths = [{_quoted(pattern)}]"
        keys = sorted(seen.keys[pattern])[:SHOWN]
        if keys:
            yield f"fields = [{', '.join(map(_quoted, keys))}]"
        yield '# context = {use_case = "otp"}'
        yield ""
    if len(patterns) > SHOWN:
        yield f"# ... and {len(patterns) - SHOWN} more folders with texts; add them as above."
        yield ""


def _rest() -> Iterator[str]:
    yield "# Send calls of your own, beside those of Plivo, Twilio, Vonage, Telnyx, Sinch, MessageBird and AWS."
    yield "# [[calls]]"
    yield '# callee = "notifier.send_sms"'
    yield '# arguments = ["text", 1]           # by name, or counted from 0'
    yield ""
    yield "# Findings that are known and accepted. Rules of the worst kind cannot be suppressed."
    yield "# [[suppress]]"
    yield '# rules = ["URL001"]'
    yield '# paths = ["texts/partner.txt"]'
    yield '# reason = "The partner\'s shortener, agreed with the carrier"'
    yield '# until = "2027-06-30"'


def _quoted(text: str) -> str:
    """A TOML string; what could act on a terminal or end the line is escaped."""
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\u{ord(one):04X}" for one in written if ord(one) < 0x10000) + '"'

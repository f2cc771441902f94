"""A first configuration, written from what a repository holds: file by file where texts are, which fields and hosts they use."""

from __future__ import annotations

import os

from smslint.project.kinds import kind_of
from smslint.project.lengths import UNKNOWN, lengths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.project.survey import Survey

SHOWN = 12
"""Lines of a kind; a repository of a thousand text files is told in a dozen patterns."""
_NO_HOSTS = frozenset("bit.ly tinyurl.com t.co goo.gl ow.ly buff.ly is.gd example.com localhost".split())


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
    yield ("# " if seen.in_tests else "") + 'exclude = ["tests/**"]'
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
    entries = _entries(seen)
    if not entries:
        yield "# Which files hold messages, and under which keys."
        yield "# [[files]]"
        yield '# paths = ["locales/*.json"]'
        yield '# fields = ["sms.*"]'
        yield '# context = {use_case = "otp"}'
        yield ""
    for pattern, keys in entries:
        yield "[[files]]"
        yield f"paths = [{_quoted(pattern)}]"
        if keys:
            yield f"fields = [{', '.join(map(_quoted, keys))}]"
        yield '# context = {use_case = "otp"}'
        yield ""
    written = {pattern for pattern, _ in entries}
    more = [*seen.unwritten, *(pattern for pattern, _ in seen.entries() if pattern not in written and _is_found_anyway(pattern))]
    if more:
        yield "# Texts that are found by their keys, or by the names of their files; an entry says more about them:"
        yield from (f"# {_quoted(pattern)}" for pattern in more[:SHOWN])
        if len(more) > SHOWN:
            yield f"# ... and {len(more) - SHOWN} more"
        yield ""


def _entries(seen: Survey) -> list[tuple[str, list[str]]]:
    """The entries to be written. Text files are read by them alone, so that none is left out, many go together by their kind."""
    entries = seen.entries()
    found = [one for one in entries if _is_found_anyway(one[0])][:SHOWN]
    texts = [one for one in entries if not _is_found_anyway(one[0])]
    if len(texts) > SHOWN:
        texts = [(f"*{suffix}", []) for suffix in sorted({os.path.splitext(pattern)[1] for pattern, _ in texts})]
    return sorted([*found, *texts])


def _is_found_anyway(pattern: str) -> bool:
    """Whether texts of a kind are found by keys and names, with or without an entry."""
    return kind_of(pattern) not in ("text", "jsonl")


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

"""Finding links: one pass over `:/` and dots inside words, then a few lines of Python around each."""

from __future__ import annotations

import re

from smslint.text.bare_hosts import LEET, PLAIN, clean_host, plausible, plausible_guess, usable_labels
from smslint.text.hosts import host_facts, is_tld
from smslint.text.lazy import lazy
from smslint.text.link import Link
from smslint.text.link_repair import BROKEN, GUESSED, Repaired

_ANCHOR = re.compile(r":/|\.(?=\w)")
_SCHEME_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,14}\Z")
_USERINFO = lazy(r"(?:[^\s/?#@<>\"]*+@)+")
_FIELD = r"\{\{[^{}\n]{0,100}\}\}|\$?\{[^{}\n]{0,100}\}|<%[^%\n]{0,100}%>"
_AUTHORITY = re.compile(rf"\[[0-9A-Fa-f:.%]{{2,60}}\]|(?:[\w.\u0300-\u036f-]++|%[0-9A-Fa-f]{{2}}|{_FIELD})++")
_HOST = lazy(r"[\w\u0300-\u036f-]++(?:\.[\w\u0300-\u036f-]++)++")
_PORT = lazy(r":\d{1,5}(?![\d.])")
# Letters outside ASCII belong to paths up to the scripts that are written without spaces: there a sentence follows.
_TAIL = re.compile(rf"[/?#](?:[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~\u00c0-\u0dff\u1000-\u1fff]++|{_FIELD})*+")
_GLUED = lazy(r"(?:[.;!)\]](?=[A-Z][a-z])|,(?=[A-Za-z]{3}))[A-Za-z]+\Z")
_SPLIT = lazy(r"\.?\s{1,2}\.?(?=[a-z0-9-]+(?:\.[a-z]|[/\s]|\Z))", re.IGNORECASE)
USUAL_TAIL, LONGEST_TAIL = 256, 2048
"""A path and query are read no further than this; browsers take little more."""

_AFTER_HOST = frozenset("/?#")
_IN_LABELS = frozenset("-_").union(map(chr, range(0x300, 0x370)))
_CODE = frozenset("$%{#")
_TRIMMED = ".,;:!?'*\"\u060c\u061b\u061f"
_OPENERS = {")": "(", "]": "[", "}": "{"}


class Scan:
    """One pass over a text. `floor` is where the unread part begins: nothing is read twice, so the pass is linear."""

    __slots__ = ("floor", "found", "has_at", "has_bare", "repaired", "text")

    def __init__(self, text: str, repaired: Repaired | None) -> None:
        self.text = text
        self.repaired = repaired
        self.floor = 0
        self.has_at = "@" in text
        self.has_bare = False
        self.found: list[Link] = []

    def links(self) -> list[Link]:
        """Every link of the text, in order of position."""
        for anchor in _ANCHOR.finditer(self.text):
            place = anchor.start()
            if place < self.floor:
                continue
            if self.text[place] == ":":
                self._with_scheme(place)
            else:
                self._bare(place)
        return self.found

    def _with_scheme(self, colon: int) -> None:
        text = self.text
        scheme = self._scheme(colon) if text.startswith("://", colon) else ""
        if not scheme:
            return
        host_at = colon + 3
        user = ""
        if self.has_at and (userinfo := _USERINFO.match(text, host_at)):
            user, host_at = userinfo[0][:-1], userinfo.end()
        authority = _AUTHORITY.match(text, host_at)
        if authority is None:
            self.floor = host_at
            return
        written, end = authority[0], authority.end()
        extra: set[str] = set()
        if not written.islower() or "." not in written or written[-1] in ".-_":
            end, written = self._mended(host_at, end, written, extra)
        self.floor = end
        if written:
            self._add(colon - len(scheme), end, scheme, written, user, extra)

    def _mended(self, start: int, end: int, written: str, extra: set[str]) -> tuple[int, str]:
        """Where the host ends and what it is, when a sentence is glued to it or a blank splits it."""
        if "{" in written or "[" in written:
            return end, written
        host = self._shortened(written, extra)
        if len(host) < len(written) and not (written.strip(".") == host and self.text[end : end + 1] in _AFTER_HOST):
            end = start + len(host)
        if "." not in host and host and host.lower() != "localhost":
            return self._rejoined(end, host, extra)
        return end, host

    def _scheme(self, colon: int) -> str:
        """The scheme that ends here; of a word that ends in http(s) only that, since people lose the blank before."""
        before = self.text[max(self.floor, colon - 15) : colon]
        lowered = before[-5:].lower()
        if lowered == "https":
            return lowered
        if lowered[-4:] == "http":
            return "http"
        match = _SCHEME_BEFORE.search(before)
        return match[0].lower() if match else ""

    def _shortened(self, written: str, extra: set[str]) -> str:
        """The host without what a sentence glued to it."""
        written = written.rstrip(".-_")
        labels = usable_labels(written)
        if labels and len(labels) <= written.count("."):
            extra.add(BROKEN)
            return ".".join(labels)
        return written

    def _rejoined(self, end: int, written: str, extra: set[str]) -> tuple[int, str]:
        """`https://larch .example`: a host of one label, then a blank and the rest of it."""
        gap = _SPLIT.match(self.text, end)
        if gap is None:
            return end, written
        more = _AUTHORITY.match(self.text, gap.end())
        if more is None:
            return end, written
        rest = more[0].rstrip(".-_")
        whole = f"{written}.{rest}" if "." in gap[0] else written + rest
        if "." not in whole or not is_tld(whole.rpartition(".")[2]):
            return end, written
        extra.add(BROKEN)
        return gap.end() + len(rest), whole

    def _bare(self, dot: int) -> None:
        text = self.text
        start = self._label_start(dot)
        if start == dot:
            return
        match = _HOST.match(text, start)
        if match is None:
            return
        end = match.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        if after == "@" and self._skip_address(match):
            return
        if before == "@" and (text[start - 2 : start - 1].strip() or text.startswith(" #", end)):
            self.floor = end
            return
        written, labels = clean_host(match[0])
        self.floor = end
        if not labels:
            self._address_in_digits(start, end, match[0])
            return
        start += match[0].find(written)
        upto = start + len(".".join(labels))
        glued = upto < start + len(written) and written[upto - start :][:1] == "."
        tail = "" if upto < start + len(written) else self._tail_head(upto)
        flags = self.repaired.flags(start, upto) if self.repaired else set()
        if before in _CODE and not tail and labels[-1].lower() not in PLAIN:
            return
        assured = "defanged" in flags and GUESSED not in flags
        if GUESSED in flags and not plausible_guess(labels, tail):
            return
        if assured or GUESSED in flags or plausible(text, start, upto, labels, tail):
            reasons = {"bare", BROKEN} if glued else {"bare"}
            if labels[-1].lower() in LEET:
                reasons.add("defanged")
            self._add(start, upto, "", ".".join(labels), "", reasons)

    def _label_start(self, dot: int) -> int:
        """Where the label before this dot begins, no further back than a label may reach."""
        text, start, floor = self.text, dot, max(self.floor, dot - 64)
        while start > floor and ((character := text[start - 1]).isalnum() or character in _IN_LABELS):
            start -= 1
        return start

    def _skip_address(self, match: re.Match[str]) -> bool:
        """Step over `first.last@larch.example`; `larch.example@evil.example/x` is a link with a user name instead."""
        domain = _HOST.match(self.text, match.end() + 1)
        if domain is None:
            return False
        end = domain.end()
        self.floor = end
        if self.text[end : end + 1] == "/" and usable_labels(match[0]) and usable_labels(domain[0]):
            self._add(match.start(), end, "", domain[0], match[0], {"bare"})
        return True

    def _address_in_digits(self, start: int, end: int, written: str) -> None:
        """A bare IPv4 address is a link when a path follows that is not the size of a network."""
        if written.count(".") != 3 or not written.replace(".", "").isdigit() or "ip" not in host_facts(written).flags:
            return
        tail = self._tail_head(end)
        if "/" in tail and not tail[1:].isdigit():
            self._add(start, end, "", written, "", {"bare"})

    def _tail_head(self, end: int) -> str:
        """The first characters of port, path and query: enough to judge a bare host by."""
        port = _PORT.match(self.text, end)
        path_at = port.end() if port else end
        tail = _TAIL.match(self.text, path_at, path_at + 40)
        return self.text[end : tail.end() if tail else path_at]

    def _add(self, start: int, host_end: int, scheme: str, written: str, user: str, flags: set[str]) -> None:
        """Read what stands behind the host, trim, and keep the link."""
        text = self.text
        path_at, port = host_end, ""
        after = text[host_end : host_end + 1]
        if after == ":" and (match := _PORT.match(text, host_end)):
            path_at, port = match.end(), match[0][1:]
            after = text[path_at : path_at + 1]
        end = path_at
        if after in _AFTER_HOST:
            end = self._tail_cut(path_at, flags)
        elif after == " " and text[path_at + 1 : path_at + 2] == "/" and text[path_at + 2 : path_at + 3].isalnum():
            flags.add(BROKEN)
            path_at += 1
            end = self._tail_cut(path_at, flags)
        self.floor = end
        url, path, query = text[start:end], text[path_at:end], ""
        if path:
            path, _, query = path.partition("#")[0].partition("?")
        if user:
            flags.add("userinfo")
        if self.repaired is not None:
            flags |= self.repaired.flags(start, end)
            flags.discard(GUESSED)
            start, end = self.repaired.span(start, end)
        if not scheme:
            self.has_bare = True
        facts = host_facts(written)
        every = facts.flags.union(flags) if flags else facts.flags
        self.found.append(Link(start, end, url, scheme, facts.host, facts.ascii_host, port, path, query, user, every))

    def _tail_end(self, start: int, limit: int) -> int:
        if self.repaired is not None:
            limit = self.repaired.first_guess(start + 1, limit)
        tail = _TAIL.match(self.text, start, limit)
        return tail.end() if tail else start

    def _tail_cut(self, start: int, flags: set[str]) -> int:
        """Where path and query end: before closing punctuation, another link, or an edit that was only a guess."""
        text = self.text
        end = self._tail_end(start, start + USUAL_TAIL)
        if end == start + USUAL_TAIL and _glued_link(text, start, end) == end:
            end = self._tail_end(start, start + LONGEST_TAIL)
        if text.find("://", start, end) > 0 and (second := _glued_link(text, start, end)) < end:
            flags.add(BROKEN)
            return second
        if end and not text[end - 1].isalnum():
            end = _trimmed(text, start, end)
        cut_short = text[end : end + 1] == "\n" and text[end - 1] in "=&?-_" and text[end + 1 : end + 2].isalnum()
        if cut_short or (text[end - 1].isalpha() and _GLUED.search(text, max(start, end - 24), end)):
            flags.add(BROKEN)
        return end


def _glued_link(text: str, start: int, limit: int) -> int:
    """Where the next link begins that lost its blank ("/xhttps://..."), not one in a query or path; else `limit`."""
    place = text.find("://", start, limit)
    while place > 0:
        scheme = place - 5 if text[place - 5 : place].lower() == "https" else place - 4
        if text[scheme : scheme + 4].lower() == "http" and scheme > start and text[scheme - 1].isalnum():
            return scheme
        place = text.find("://", place + 3, limit)
    return limit


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without closing punctuation; a closing bracket stays when it was opened inside."""
    surplus: dict[str, int] = {}
    while end > start:
        character = text[end - 1]
        if character in _OPENERS:
            if character not in surplus:
                surplus[character] = text.count(character, start, end) - text.count(_OPENERS[character], start, end)
            if surplus[character] <= 0:
                break
            surplus[character] -= 1
        elif character not in _TRIMMED:
            break
        end -= 1
    return end

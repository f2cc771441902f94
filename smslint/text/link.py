"""The record of one link."""

from __future__ import annotations


class Link:
    """One link.

    start, end: its place in the text as given; url: as written, but without what only hides it.
    scheme: http, https, another, or "" when bare; host: Unicode, ascii_host: the same for the wire; port as written.
    path, query, userinfo: their parts of the url, "" when absent.
    flags: bare (no scheme), defanged (hxxp, [.], dot com), ip (any notation), punycode, mixed_script, userinfo, broken
    (split by a blank or a line end, or glued to the next sentence), fullwidth (foreign dots or letters), invisible
    (hidden characters inside), encoded (%-escapes in the host), bidi (turned by an override), templated (merge field in the
    host), unknown_tld.
    """

    __slots__ = (
        "ascii_host", "end", "flags", "host", "path", "port", "query", "scheme", "start", "url", "userinfo",
    )  # fmt: skip

    def __init__(
        self, start: int, end: int, url: str, scheme: str, host: str, ascii_host: str, port: str, path: str, query: str,
        userinfo: str, flags: frozenset[str],
    ) -> None:  # fmt: skip
        self.start = start
        self.end = end
        self.url = url
        self.scheme = scheme
        self.host = host
        self.ascii_host = ascii_host
        self.port = port
        self.path = path
        self.query = query
        self.userinfo = userinfo
        self.flags = flags

    def __repr__(self) -> str:
        return f"Link({self.start}:{self.end} {self.url!r} {' '.join(sorted(self.flags))})"

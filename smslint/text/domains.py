"""Whose domain a host belongs to, by the Public Suffix List that ships with tldextract. Never asks the network."""

from __future__ import annotations

from functools import cache, lru_cache

from smslint.text.hosts import ipv4, to_ascii

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tldextract import TLDExtract


@lru_cache(maxsize=8192)
def registrable_domain(host: str) -> str:
    """The domain that somebody registered: `shop.larch.co.uk` belongs to `larch.co.uk`.

    Private suffixes count, so `larch.github.io` is its own. An address returns itself; a host below no known suffix
    (`www.larch.example`) its last two labels; a suffix alone (`co.uk`) itself. Letters beyond ASCII stay as given.
    """
    host = host.lower().strip(".")
    if ":" in host or ipv4(host):
        return host
    labels = host.split(".")
    if labels[-1].isdigit():
        return host
    size = _suffix_labels(".".join(map(to_ascii, labels)))
    return ".".join(labels[-(size + 1) :]) if size else ".".join(labels[-2:])


def _suffix_labels(ascii_host: str) -> int:
    """How many labels the public suffix of a host has; 0 when none is known."""
    suffix = _extractor().extract_str(ascii_host).suffix
    return suffix.count(".") + 1 if suffix else 0


@cache
def _extractor() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

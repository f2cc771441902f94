"""Whose domain a link leads to."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from smslint.model import Context
    from smslint.text.links import Link

_hosts_cache: dict[tuple[str, ...], frozenset[str]] = {}


def under(link: Link, hosts: Collection[str]) -> bool:
    """Whether the link's host is one of `hosts` or below one."""
    from smslint.text.links import host_matches

    return host_matches(link.host, hosts) or (link.ascii_host != link.host and host_matches(link.ascii_host, hosts))


def is_own(link: Link, context: Context) -> bool:
    """Whether the link is known to lead to the sender's own domain."""
    domains = context.brand_domains
    return domains is not None and under(link, own_hosts(domains))


def host_is_own(host: str, context: Context) -> bool:
    """Whether a host in lower case is known to be the sender's own, or below it."""
    known: dict[str, bool] = context.derived.setdefault("own_hosts", {})
    own = known.get(host)
    if own is None:
        from smslint.text.links import host_matches

        if len(known) > 1024:
            known.clear()
        domains = context.brand_domains
        own = known[host] = domains is not None and host_matches(host, own_hosts(domains))
    return own


def own_hosts(domains: tuple[str, ...]) -> frozenset[str]:
    """The hosts in a list of domains that people may have written as addresses."""
    known = _hosts_cache.get(domains)
    if known is None:
        if len(_hosts_cache) > 1024:
            _hosts_cache.clear()
        known = _hosts_cache[domains] = frozenset(map(_host, domains))
    return known


def _host(domain: str) -> str:
    """`https://Larch.example:443/shop`, `*.larch.example` and `larch.example.` all mean larch.example and what is below it."""
    host = domain.lower().strip().removeprefix("https://").removeprefix("http://").split("/")[0]
    return host.partition(":")[0].removeprefix("*").strip(".")

"""Numbers and hosts that belong to nobody, so that an invented message reaches no one."""

from __future__ import annotations

import re

from smslint.text.links import find_emails, find_links, host_matches
from smslint.text.written_phones import find_phones

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_FICTION = (
    re.compile(r"55501\d\d\Z"),  # North America: behind any area code
    re.compile(r"(?:\+?61|0)25550\d{4}\Z"),  # Australia: 02 5550, and of the mobile numbers those that ACMA lists for drama
    re.compile(r"(?:\+?61|0)491570(?:006|110|15[6-9]|313|737)\Z"),
    # United Kingdom, Ofcom's ranges for drama: 020 7946 0, 07700 900, 0808 157 0, 01632 960, and 496 0 in the large cities
    re.compile(r"(?:\+?44|0)(?:2079460\d{3}|7700900\d{3}|8081570\d{3}|1632960\d{3}|1(?:1[3-8]|21|31|41|51|61)4960\d{3})\Z"),
    re.compile(r"(?:\+?33|0)(?:19900|63998)\d{4}\Z"),  # France: 01 99 00, 06 39 98
)
"""Numbers that regulators keep for fiction."""
_NUMBER_DIGITS = 10
_RESERVED_HOST = re.compile(r"(?:\A|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))\Z")
_DOCUMENTATION_IP = re.compile(r"(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}\Z")


def is_reserved_number(number: str) -> bool:
    """Whether a number is kept for fiction; one of fewer than ten digits is no number of a person."""
    digits = re.sub(r"\D", "", number)
    return len(digits) < _NUMBER_DIGITS or any(kept.search(digits) for kept in _FICTION)


def is_reserved_host(host: str) -> bool:
    """Whether a host can belong to nobody."""
    host = host.lower().rstrip(".")
    return bool(_RESERVED_HOST.search(host) or _DOCUMENTATION_IP.match(host))


def foreign_numbers(text: str) -> Iterator[str]:
    """Numbers written in a text that may ring at somebody's."""
    for phone in find_phones(text):
        if not is_reserved_number(phone.digits):
            yield text[phone.start : phone.end]


def foreign_hosts(text: str, known: Container[str]) -> Iterator[str]:
    """Hosts of links and addresses in a text that somebody may own, those known aside."""
    for link in find_links(text):
        host = (link.ascii_host or link.host).lower()
        if "templated" not in link.flags and not _may_stand(host, known):
            yield host
    for email in find_emails(text):
        if not _may_stand(email.domain, known):
            yield email.domain


def foreign_domains(domains: tuple[str, ...], known: Container[str]) -> Iterator[str]:
    """Domains of a sender that somebody may own, those known aside."""
    return (domain for domain in domains if not _may_stand(domain.lower(), known))


def _may_stand(host: str, known: Container[str]) -> bool:
    return is_reserved_host(host) or host_matches(host, known)

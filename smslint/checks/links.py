"""Kind `links`: where links lead and how they are written."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check
from smslint.engine.brands import imitated
from smslint.engine.named_brands import brands_named
from smslint.engine.ownership import is_own, under
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program
    from smslint.text.links import Link


class Links(Check):
    """Tests of each link; several tests in one rule mean any of them. Counting tests look at all links together."""

    kind = "links"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.single = [(SINGLE[name], value, name in OWN_COUNT) for name, value in options.items() if name in SINGLE]
        self.together = [(TOGETHER[name], value) for name, value in options.items() if name in TOGETHER]

        self.needs = (program.bits.group(one for pair in options.items() for one in _traits(*pair, program)),)

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        context = hits.view.context
        for link in hits.view.links:
            own = is_own(link, context)
            if any(test(hits, link, value) for test, value, counts_own in self.single if counts_own or not own):
                yield link.start, link.end, (), (), None, ()
        if "foreign" in self.options and context.brand_domains is None:
            for link in hits.view.links:
                yield link.start, link.end, (), ("brand_domains",), None, ()
        for gather, value in self.together:
            for start, end in gather(hits, value):
                yield start, end, (), (), None, ()


_TRAITS = {
    "shortener": "link:in:hosts/shorteners", "foreign": "link:foreign", "lookalike": "link:brand", "extensions": "link:file",
    "more_than": "links", "domains_more_than": "links", "redirect": "link:query", "personal_data": "link:query",
}  # fmt: skip


def _traits(test: str, value: Any, program: Program) -> tuple[int | str, ...]:
    """The traits or signs of which one must be there for a test to succeed."""
    if test == "premium_phone":
        return (program.meta["phone"],)
    if test == "defanged":
        return tuple(f"link:{flag}" for flag in _HIDING)
    if test in ("list", "tld_list", "scheme"):
        return ({"list": f"link:in:{value}", "tld_list": f"link:tld:{value}", "scheme": f"link:{value}"}[test],)
    return (_TRAITS.get(test, f"link:{test}"),)


_HIDING = ("defanged", "fullwidth", "encoded", "bidi")
"""Flags of links that are not written as links are."""


def _defanged(hits: Hits, link: Link, value: Any) -> bool:
    return not link.flags.isdisjoint(_HIDING)


def _flag(name: str) -> Callable[[Hits, Link, Any], bool]:
    return lambda hits, link, value: name in link.flags


def _shortener(hits: Hits, link: Link, value: Any) -> bool:
    return under(link, hits.program.hosts.get("hosts/shorteners", frozenset()))


def _listed(hits: Hits, link: Link, value: Any) -> bool:
    return under(link, hits.program.hosts[value])


def _scheme(hits: Hits, link: Link, value: Any) -> bool:
    return bool(link.scheme == value)


def _foreign(hits: Hits, link: Link, value: Any) -> bool:
    return hits.view.context.brand_domains is not None


def _lookalike(hits: Hits, link: Link, value: Any) -> bool:
    named = [brand for brand, _ in brands_named(hits)]
    return imitated(hits.program, link, hits.view.context, named) is not None


def _top_level(hits: Hits, link: Link, value: Any) -> bool:
    return link.host.rsplit(".", 1)[-1] in hits.program.hosts[value] and "ip" not in link.flags


def _extension(hits: Hits, link: Link, value: Any) -> bool:
    from smslint.text.links import has_file_extension

    return has_file_extension(link, value)


def _redirect(hits: Hits, link: Link, value: Any) -> bool:
    from smslint.text.links import redirect_target

    return bool(redirect_target(link))


_PERSONAL_FIELDS = frozenset(
    """email mail e_mail emailaddress phone phonenumber tel mobile msisdn ssn sin password passwd pwd pass name firstname
    first_name lastname last_name fullname full_name dob birthdate birthday dateofbirth license licence passport
    secret apikey api_key mrn access_token auth_token sessionid session_id jsessionid""".split()
)
_NUMBER_FIELDS = frozenset(
    "card cardnumber card_number pan cc ccnum cvv cvc account acct accountnumber account_number iban routing pin otp".split()
)
"""Fields that tell something only when they hold a number."""
_ADDRESS_IN_PATH = lazy(r"(?:^|[/=])[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")


def _personal_data(hits: Hits, link: Link, value: Any) -> bool:
    from smslint.text.links import query_fields

    if _ADDRESS_IN_PATH.search(link.path) or ":" in link.userinfo:
        return True
    filled = [(name.lower(), value) for name, value in query_fields(link) if value and not value.startswith(_OPENS_FIELD)]
    return any(_tells_of_a_person(name, value) for name, value in filled)


_OPENS_FIELD = ("{", "$", "[", "%", "<")
FEW_DIGITS = 4
"""Digits from which a number is a secret: a PIN has as many."""


def _tells_of_a_person(name: str, value: str) -> bool:
    if name in _PERSONAL_FIELDS or _ADDRESS_IN_PATH.search(value):
        return True
    return name in _NUMBER_FIELDS and sum(map(str.isdigit, value)) >= FEW_DIGITS


def _userinfo(hits: Hits, link: Link, value: Any) -> bool:
    return bool(link.userinfo)


def _many(hits: Hits, limit: int) -> Sequence[tuple[int, int]]:
    links = hits.view.links
    return [(links[limit].start, links[-1].end)] if len(links) > limit else ()


def _many_domains(hits: Hits, limit: int) -> Sequence[tuple[int, int]]:
    links = [link for link in hits.view.links if link.host]
    if len({link.host for link in links}) <= limit:
        return ()
    from smslint.text.domains import registrable_domain

    seen: dict[str, Link] = {}
    for link in links:
        seen.setdefault(registrable_domain(link.ascii_host), link)
    odd = list(seen.values())[limit:]
    return [(link.start, link.end) for link in odd]


def _premium_phone(hits: Hits, value: Any) -> Sequence[tuple[int, int]]:
    from smslint.engine.facts import BUILTINS

    return [(hit[0], hit[1]) for hit in BUILTINS["@phone.premium"](hits)]


SINGLE: dict[str, Callable[[Hits, Link, Any], bool]] = {
    "shortener": _shortener, "list": _listed, "scheme": _scheme, "bare": _flag("bare"), "foreign": _foreign, "ip": _flag("ip"),
    "punycode": _flag("punycode"), "mixed_script": _flag("mixed_script"), "lookalike": _lookalike, "userinfo": _userinfo,
    "tld_list": _top_level, "extensions": _extension, "redirect": _redirect, "defanged": _defanged,
    "broken": _flag("broken"), "personal_data": _personal_data,
}  # fmt: skip
"""Tests of one link."""

OWN_COUNT = frozenset(("scheme", "bare", "broken", "personal_data", "extensions", "defanged", "redirect", "userinfo"))
"""Tests that a link of the sender's own can fail as well."""

TOGETHER: dict[str, Callable[[Hits, Any], Sequence[tuple[int, int]]]] = {
    "more_than": _many, "domains_more_than": _many_domains, "premium_phone": _premium_phone,
}  # fmt: skip
"""Tests of all links, or of the numbers, of a text together."""

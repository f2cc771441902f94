"""Hosts that nobody registered, made to keep us busy: their end tells whose they are, and the rest is not searched."""

from __future__ import annotations

import pytest

from smslint.engine.akin import READ_FOR_NAMES, bears_name
from smslint.engine.brands import MOST_PARTS, index_of
from smslint.linter import Linter
from smslint.text.hosts import LONGEST_HOST, host_facts
from tests.words import linter


@pytest.mark.parametrize("filler", ["a", "a.", "-a", "0", "%61", "é", "xn--"])
def test_of_what_is_too_long_for_a_host_only_the_end_is_looked_at(filler: str) -> None:
    facts = host_facts(filler * 300_000 + ".com")
    assert facts.flags == {"unknown_tld"}
    assert len(facts.host) <= LONGEST_HOST
    assert facts.host.endswith(".com")


def test_no_well_known_domain_has_more_parts_than_are_looked_up() -> None:
    domains = index_of(linter()._rules.program)._domains
    assert max(1 + domain.count(".") + domain.count("-") for domain in domains) <= MOST_PARTS
    longest = max(domains, key=lambda domain: (domain.count(".") + domain.count("-"), domain))
    assert index_of(linter()._rules.program).brand_in(f"a.b-c.{longest}.pay.example") is not None


def test_what_is_remembered_of_a_text_is_short() -> None:
    bears_name.cache_clear()
    seen: list[int] = []

    def watched(host: str, names: tuple[str, ...], prose: str) -> bool:
        seen.append(len(prose))
        return False

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("smslint.engine.akin.bears_name", watched)
        Linter().lint("Quail Parcel: held, pay the $2 fee at https://hold-desk.example/pay today. " + "Word after word. " * 1000)
    assert seen
    assert max(seen) <= READ_FOR_NAMES

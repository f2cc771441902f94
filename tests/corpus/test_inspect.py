"""Rows that do not keep to corpora/README.md are found, each with its place and a remedy."""

from __future__ import annotations

import pytest

from smslint.corpus.inspect import Inspector
from smslint.corpus.labelled import Row
from smslint.corpus.reserved import is_reserved_host, is_reserved_number
from tests.corpus.words import row

TWICE = [{"category": "sex", "span": "Hi"}] * 2


def faults(*rows: Row) -> list[str]:
    inspector = Inspector(frozenset({"bit.ly", "larchbank.test2"}))
    return [fault.message for one in rows for fault in inspector.faults(one)]


def test_a_good_row_has_no_fault() -> None:
    text = "Larch: see https://larch.example or bit.ly/3abcd, call 202-555-0142, mail a@larch.example. {{host}}"
    assert faults(row(text, "promotion:see", either=["sex"], context={"brand_phones": ["+12025550142"]})) == []


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (row("Hi", note="x"), "unknown key 'note'"),
        (row("Hi", familiy="x"), "did you mean 'family'?"),
        (row("Hi", lang=None), 'no "lang" in this row'),
        (row("Hi", context=None), 'no "context" in this row'),
        (row(" "), "an empty text without a label"),
        (row("Hi", id="store-0001"), "write shop-0001"),
        (row("Hi", id="shop"), "is not the name of the file and a number"),
        (row("Hi", lang="english"), "lang is no language"),
        (row("Hi", labels=[{"category": "sex"}]), "write null for an absence"),
        (row("Hi", labels=[{"category": "sex", "span": None, "nht": 1}]), "did you mean 'nth'?"),
        (row("Hi", labels=TWICE), "stands twice at one place"),
        (row("Hi", "sex", either=["sex"]), "sex is both a label and doubtful"),
        (row("Call 202-456-1111"), "the number that begins with 202-45 may ring at somebody's"),
        (row("Hi", context={"sender": "+12024561111"}), "the number of the context may ring"),
        (row("See https://larchbank.com/x"), "the host larchbank.com may be somebody's"),
        (row("Mail a@larchbank.com"), "the host larchbank.com may be somebody's"),
        (row("Hi", context={"brand_domains": ["larchbank.com"]}), "the host larchbank.com may be somebody's"),
        (row("See notbit.ly/x"), "the host notbit.ly may be somebody's"),
    ],
)
def test_a_fault_says_what_to_do(one: Row, says: str) -> None:
    assert [message for message in faults(one) if says in message]


def test_ids_and_messages_come_once() -> None:
    first, again = row("Hi"), row("Ho", context={"brand": "Larch"})
    assert faults(first, again) == ["the id shop-0001 stands in corpora/clean/shop.jsonl:1 already; number it anew"]
    assert "the same text and context as shop-0001" in faults(first, row("Hi", number=2))[0]
    assert faults(row("Hi"), row("Hi", number=2, context={"brand": "Larch"})) == []


@pytest.mark.parametrize("number", ["+12025550142", "800-555-0199", "02 5550 0142", "+44 7700 900123", "55512", "LARCH"])
def test_numbers_that_regulators_keep_for_fiction_are_free(number: str) -> None:
    assert is_reserved_number(number)


@pytest.mark.parametrize("number", ["+12025551142", "202-555-0242", "+44 7911 123456"])
def test_other_numbers_are_not(number: str) -> None:
    assert not is_reserved_number(number)


@pytest.mark.parametrize(
    ("host", "free"),
    [("larch.example", True), ("EXAMPLE.com", True), ("203.0.113.7", True), ("8.8.8.8", False), ("myexample.com", False)],
)
def test_hosts_that_nobody_can_own_are_free(host: str, free: bool) -> None:
    assert is_reserved_host(host) == free

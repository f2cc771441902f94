"""Numbers and texts stay inside unless they are asked for: in results, logs, errors, reports and checkpoints alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.audit.parts import SUFFIX
from smslint.audit.redaction import is_redacted_text, masked, shown_id
from tests.audit.words import Auditor, csv_bytes
from tests.canaries import DIGITS, leaks, words_and_numbers

COUNT = 1_000


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+12025550123", "+12025550***"),
        ("12025550123", "12025550***"),
        ("(202) 555-0123", "(202) 555-0***"),
        ("202 555 01 23", "202 555 0***"),
        ("+12025550***", "+12025550***"),
        ("12025550123.0", "12025550***"),
        ("1.2025550123E+10", "1.2025550***"),
        ("+12025550123 ext 4567", "+12025550***"),
        ("12025550123<12025550199", "12025550***"),
        ("12025550123 12025550199", "1202***"),
        ("28777", "28777"),
        ("LARCH", "LARCH"),
    ],
)
def test_a_number_loses_its_last_three_digits(number: str, shown: str) -> None:
    assert masked(number) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("m-17", "m-17"), ("+12025550123", "+12025550***"), ("12025550123", "12025550***"), ("90210", "90210"),
        ("12025550123.0", "12025550***"), ("1.2025550123E+10", "1.2025550***"), ("3.50", "3.50"), ("1e5", "1e5"),
        ("2025550123", "2025550***"), ("202-555-0123", "202-555-0***"), ("1000000001", "1000000001"),
        ("10000000001", "10000000001"), ("1794312000", "1794312000"), ("1794312000000", "1794312000000"),
        ("2000000001", "2000000001"), ("12020550123", "12020550123"),
        ("(44) 7700 900123", "(44) 7700 900***"), ("100000000000001", "100000000000001"),
    ],
)  # fmt: skip
def test_an_identifier_that_is_a_number_is_treated_as_one(value: str, shown: str) -> None:
    assert shown_id(value) == shown


def test_what_providers_put_in_place_of_texts_is_known() -> None:
    assert is_redacted_text("***Text Content Redacted***")
    assert is_redacted_text(" ***text content redacted*** ")
    assert not is_redacted_text("*** Sale *** 20% off ***")


def canaries(count: int = COUNT) -> tuple[list[tuple[str, ...]], list[str]]:
    """(rows, what none of the outputs may hold): a number and a word of its own in each row, good and broken rows alike."""
    found, secrets = [], []
    for place, (word, text, number) in enumerate(words_and_numbers(count)):
        sender = f"+1800555{place % 20:04d}"
        extra = {0: ("x",), 1: (f"never {word}",)}.get(place % 50, ())
        when = word if place % 31 == 0 else "2026-11-10T03:00:00+00:00"
        found.append((number if place % 3 else f"id{place}", text, sender, number, when, f"c{place % 7}", *extra))
        secrets += [word, number[-DIGITS:], sender[-DIGITS:]]
    return found, secrets


def test_a_leak_would_be_seen() -> None:
    rows, secrets = canaries(3)
    assert leaks(str(rows).encode(), secrets) == sorted(set(secrets))


@pytest.mark.parametrize(("kind", "count"), [("csv", COUNT), ("jsonl", 200), ("parquet", 200)])
def test_no_output_and_no_word_holds_a_number_or_a_text(auditor: Auditor, kind: str, count: int) -> None:
    rows, secrets = canaries(count)
    data = csv_bytes(rows) + f'\n9,"open {secrets[0]}\n9,{secrets[4]}\xe9'.encode("latin-1") + f"{secrets[5]}\n".encode()
    path = auditor.file("a.csv", data)
    page = ["--report", str(auditor.out / "p.html")] if kind == "csv" else []
    auditor.run(path, *page, out=f"r.{kind}")
    assert "rows in" in auditor.said
    for name, content in auditor.outputs().items():
        assert leaks(content, secrets) == [], name
    assert leaks((auditor.said + auditor.printed).encode(), secrets) == []


def test_no_checkpoint_holds_a_number_or_a_text(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, secrets = canaries(300)
    kept: list[bytes] = []

    def stop(self: object, *_: object) -> None:
        import pyarrow as pa

        home = auditor.out / f"r.jsonl{SUFFIX}"
        kept.extend(path.read_bytes() for path in home.iterdir())
        for part in home.glob("*.arrow"):  # what is packed is looked at unpacked
            table = pa.ipc.open_stream(part.read_bytes()).read_all()
            kept.append(str(table.to_pylist()).encode() + str(table.schema.metadata).encode())
        raise MemoryError(secrets[0])

    monkeypatch.setattr("smslint.audit.run.Audit._put_together", stop)
    code = auditor.run(auditor.file("a.csv", csv_bytes(rows)), "--brand", "Larch", "--brand-phone", "+12025559999")
    assert code == 2
    assert len(kept) > 3
    assert leaks(b"".join(kept), [*secrets, "5559999"]) == []
    assert leaks(auditor.said.encode(), secrets) == []


def test_a_stream_and_its_faults_hold_no_number_and_no_text(
    auditor: Auditor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows, secrets = canaries(200)
    path = auditor.file("a.csv", csv_bytes(rows))
    auditor.call("audit", path, "--jobs", "1")
    assert auditor.printed.count("\n") > 150
    assert leaks((auditor.said + auditor.printed).encode(), secrets) == []


@pytest.mark.parametrize(
    ("log", "number", "text"),
    [("true", True, True), ("number_only", True, False), ("content_only", False, True), ("false", False, False)],
)
def test_log_says_what_is_shown_in_the_words_of_the_provider(auditor: Auditor, log: str, number: bool, text: bool) -> None:
    message = "Hello, your appointment is confirmed for tomorrow at 3 PM."
    row = ("1", message, "+18005550142", "+12025550123", "", "")
    auditor.run(auditor.file("a.csv", csv_bytes([row])), "--log", log, "--report", str(auditor.out / "p.html"))
    result = auditor.results[0]
    assert result["recipient"] == ("+12025550123" if number else "+12025550***")
    assert result.get("text") == (message if text else None)
    assert ("+18005550142" in (auditor.out / "p.html").read_text()) == number
    assert ("appointment" in (auditor.out / "p.html").read_text()) == text


def test_passwords_of_addresses_are_shown_nowhere(auditor: Auditor) -> None:
    address = "postgresql://larch:s3cr3tword@127.0.0.1:1/db?password=an0therword#messages"
    assert auditor.run(address) in (2, 3)
    assert "s3cr3tword" not in auditor.said
    assert "an0therword" not in auditor.said


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("call +1 (212) 555-0155 now", "call +1 (212) 555-0*** now"),
        ("{'a': '+12125550155'}", "{'a': '+12125550***'}"),
        ("spring+summer-2026", "spring+summer-2026"),
        ("a+1.2.3", "a+1.2.3"),
    ],
)
def test_a_number_inside_an_identifier_is_treated_as_one(value: str, shown: str) -> None:
    assert shown_id(value) == shown


def test_a_file_without_titles_does_not_show_its_first_row(auditor: Auditor) -> None:
    assert auditor.run(auditor.file("a.csv", b"+12125550143,Private words\n+12125550144,Others\n")) == 2
    assert "which has to name the columns" in auditor.said
    assert "5550143" not in auditor.said
    assert "Private" not in auditor.said

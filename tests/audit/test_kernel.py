"""The kernel says of every row what `lint` says of it, in order, and judges equal messages once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from smslint.audit import lint_batches
from smslint.audit.cache import Recent
from smslint.audit.redaction import REDACTED_TEXT
from smslint.errors import SmslintError
from smslint.linter import Linter
from smslint.model import Context, Report
from tests.audit.words import BAD, CODE, GOOD
from tests.bench.messages import messages
from tests.words import linter


class Counting(Linter):
    """A linter that counts what it is asked."""

    def __init__(self) -> None:
        self.__dict__.update(linter().__dict__)
        self.asked: list[tuple[str, Context]] = []

    def each(self, cases: Iterable[tuple[str, Context]]) -> Iterator[Report | SmslintError]:
        asked = list(cases)
        self.asked += asked
        return super().each(asked)


def judged(data: dict[str, list[Any]], size: int = 1000, **options: Any) -> list[dict[str, Any]]:
    """Rows that the kernel makes of columns, cut into batches of a size."""
    batch = pa.RecordBatch.from_pydict(data)
    batches = [batch.slice(start, size) for start in range(0, batch.num_rows, size)]
    options.setdefault("linter", linter())
    return list(pa.Table.from_batches(list(lint_batches(batches, **options))).to_pylist())


def as_lint_says(text: str, context: Context) -> dict[str, Any]:
    """What the kernel has to say of a message."""
    report = linter().lint(text, context)
    return {
        "verdict": report.verdict.value, "score": report.score, "tier": report.tier, "exposure_usd": report.exposure_usd,
        "encoding": report.segments.encoding, "segments": report.segments.count,
        "open_questions": list(report.open_questions), "rules": sorted({one.rule for one in report.findings}),
        "findings": [(one.rule, one.severity.value, one.message, one.start, one.end) for one in report.findings],
    }  # fmt: skip


def told(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the kernel in the same form."""
    names = ("verdict", "score", "tier", "exposure_usd", "encoding", "segments", "open_questions", "rules")
    spots = [(one["rule"], one["severity"], one["message"], one["start"], one["end"]) for one in row["findings"]]
    return {**{name: row[name] for name in names}, "findings": spots}


def test_every_row_is_judged_as_lint_judges_it() -> None:
    texts = list(messages(150, seed=4))
    senders = [("+18005550142", "+12025550123", None)[place % 3] for place in range(150)]
    numbers = [("+12025550199", "+14165550199", "+447700900123", None)[place % 4] for place in range(150)]
    moments = [f"2026-11-{1 + place % 28:02d}T{place % 24:02d}:30:00-05:00" for place in range(150)]
    found = judged({"text": texts, "sender": senders, "recipient": numbers, "sent_at": moments}, size=64)
    for row, text, sender, number, moment in zip(found, texts, senders, numbers, moments, strict=True):
        context = Context(sender=sender, recipient=number, sent_at=datetime.fromisoformat(moment))
        assert told(row) == as_lint_says(text, context)


def test_equal_messages_are_judged_once_over_all_batches() -> None:
    counting = Counting()
    judged({"text": [GOOD, BAD, CODE] * 500}, size=100, linter=counting)
    assert len(counting.asked) == 3


def test_recipients_of_one_country_are_one_case() -> None:
    counting = Counting()
    numbers = [f"+1{area}555{number:04d}" for area in (202, 305, 415) for number in range(100)]
    judged({"text": [GOOD] * 300, "recipient": numbers}, linter=counting)
    assert len(counting.asked) == 1


def test_hours_at_which_no_rule_could_speak_are_one_case() -> None:
    counting = Counting()
    noon = [f"2026-11-10T18:{minute:02d}:00+00:00" for minute in range(60)]
    judged({"text": [BAD] * 60, "sent_at": noon, "recipient": ["+12125550199"] * 60}, linter=counting)
    assert len(counting.asked) == 1


def test_a_batch_keeps_what_is_neither_text_nor_context() -> None:
    row = judged({"ticket": ["t1"], "text": [GOOD], "brand": ["Larch Cafe"]})[0]
    assert row["ticket"] == "t1"
    assert "text" not in row
    assert "brand" not in row


def test_columns_may_bear_other_names() -> None:
    row = judged({"body": [GOOD], "by": ["+18005550142"]}, columns={"text": "body", "sender": "by"})[0]
    assert told(row) == as_lint_says(GOOD, Context(sender="+18005550142"))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"text": [None]}, "no text"),
        ({"text": [REDACTED_TEXT]}, "redacted"),
        ({"text": [GOOD], "use_case": ["my private words"]}, "use_case has a value that it cannot have"),
        ({"text": [GOOD], "sent_at": ["soon"]}, "sent_at is no moment"),
        ({"text": ["x" * 2_000_001]}, "exceeds the limit"),
    ],
)
def test_what_cannot_be_judged_says_why_and_not_what(columns: dict[str, list[Any]], words: str) -> None:
    row = judged(columns)[0]
    assert row["verdict"] is None
    assert words in row["error"]
    assert "private" not in row["error"]


@pytest.mark.parametrize(
    ("name", "column", "words"),
    [
        ("sender", pa.array([float("inf"), None]), "sender is text, not float"),
        ("brand_phones", pa.array([18005550142, None]), "brand_phones is a list of texts, not int"),
        ("brand_domains", pa.array([True, None]), "brand_domains is a list of texts, not bool"),
        ("sent_at", pa.array([2**60, None], pa.timestamp("us")), "sent_at is no moment"),
        ("sent_at", pa.array([2**62, None], pa.timestamp("s", "UTC")), "sent_at is no moment"),
        ("brand", pa.array([[("a", ["b"])], None], pa.map_(pa.string(), pa.list_(pa.string()))), "brand is text, not tuple"),
        ("brand", pa.array([b"\xff", None]), "brand is text, not a value that cannot be read"),
        ("brand_aliases", pa.array([[1], None]), "brand_aliases has a value that it cannot have"),
        ("first_message", pa.array([0.5, None]), "first_message is true or false"),
        ("text", pa.array([b"\xff", GOOD.encode()]), "no text"),
        ("text", pa.array([[GOOD], None]), "no text"),
    ],
)
def test_an_odd_value_costs_its_own_row(name: str, column: pa.Array, words: str) -> None:
    data = {name: column, **({"text": [GOOD, GOOD]} if name != "text" else {})}
    odd, even = judged(data)
    assert words in odd["error"]
    assert (even["error"] is None) == (column[1].as_py() is not None or name != "text")


def test_bytes_and_fine_moments_and_floats_are_read_as_what_they_hold() -> None:
    moments = pa.array([1_794_312_000_000_000_001] * 2, pa.timestamp("ns", "UTC"))
    columns = {"text": pa.array([GOOD.encode()] * 2), "sent_at": moments, "first_message": pa.array([1.0, 0.0])}
    found = judged(columns)
    noon = Context(sent_at=datetime.fromisoformat("2026-11-10T12:00Z"))
    assert [told(row) for row in found] == [as_lint_says(GOOD, noon.replace(first_message=one)) for one in (True, False)]


@pytest.mark.parametrize("keep", [None, ["segments", "error"]])
def test_a_kept_column_with_the_name_of_a_result_is_an_error(keep: list[str] | None) -> None:
    data = {"text": [GOOD], "segments": [1], "error": ["x"]}
    with pytest.raises(ValueError, match="the names 'segments', 'error' too; rename"):
        judged(data, keep=keep)
    assert judged(data, keep=[])[0]["error"] is None


def test_a_name_that_is_no_field_is_an_error() -> None:
    with pytest.raises(ValueError, match="knows no 'sendr'; did you mean 'sender'"):
        judged({"text": [GOOD], "x": ["a"]}, columns={"text": "text", "sendr": "x"})
    with pytest.raises(KeyError, match="does not say which one holds the 'text'"):
        judged({"text": [GOOD], "x": ["a"]}, columns={"sender": "x"})


def test_a_column_that_is_absent_is_an_error() -> None:
    with pytest.raises(KeyError, match="text"):
        judged({"body": [GOOD]})


def test_texts_in_dictionaries_and_large_texts_are_texts() -> None:
    for kind in (pa.dictionary(pa.int8(), pa.string()), pa.large_string(), pa.string_view()):
        column = pa.array([GOOD, BAD, GOOD]).cast(kind)
        batch = pa.RecordBatch.from_arrays([column], names=["text"])
        assert [row["verdict"] for row in next(iter(lint_batches([batch], linter()))).to_pylist()] == [
            "pass",
            "block",
            "pass",
        ]


def test_lists_of_names_are_lists_and_other_nests_are_faults() -> None:
    own = [["larch.example", "l.example"], None, ["larch.example", "l.example"]]
    rows = judged({"text": ["Larch Cafe: see https://l.example/a"] * 3, "brand": ["Larch Cafe"] * 3, "brand_domains": own})
    assert rows[0]["rules"] == rows[2]["rules"]
    assert all(row["error"] is None for row in rows)
    for nest in ({"a": ["b"]}, [["a"]]):
        assert "sender" in judged({"text": [GOOD], "sender": [nest]})[0]["error"]


def test_no_batches_give_no_batches() -> None:
    def none() -> Iterator[Any]:
        yield from ()

    assert list(lint_batches(none(), linter())) == []


def test_the_memory_is_bounded_and_keeps_what_is_asked_for() -> None:
    memory: Recent[int, int] = Recent(size=10, weight=10**9)
    for number in range(1000):
        memory.put(number, number)
        assert memory.get(number // 10 * 10) is not None
    assert len(memory._young) + len(memory._old) <= 20
    heavy: Recent[int, str] = Recent(size=10**9, weight=1000)
    for number in range(100):
        heavy.put(number, "x", weight=100)
    assert len(heavy._young) + len(heavy._old) <= 20


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_of_garbage_is_left_as_it_was(on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        batches = lint_batches(iter([pa.RecordBatch.from_pydict({"text": [GOOD, BAD]})] * 2), linter())
        for _ in batches:
            assert gc.isenabled() == on
        with pytest.raises(KeyError):
            next(lint_batches([pa.RecordBatch.from_pydict({"words": [GOOD]})], linter()))
        assert gc.isenabled() == on
    finally:
        (gc.enable if was else gc.disable)()

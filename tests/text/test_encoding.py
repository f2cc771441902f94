"""Segments are counted as Twilio's calculator counts them, in linear time, whatever the text."""

from __future__ import annotations

import json
import pickle
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.text.encoding import (
    GSM7,
    GSM7_BASIC,
    GSM7_EXTENSION,
    extension_positions,
    first_segment_end,
    gsm7_units,
    is_plain_gsm,
    quick_units,
    segment_starts,
    segments,
    smart_encode,
    to_gsm7,
)
from smslint.text.graphemes import clusters, stand_alone
from smslint.text.gsm_tables import substitute

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ANY_TEXT = st.text(alphabet=st.characters())  # lone surrogates included
WRITTEN = st.text(alphabet="aé€[~“’—😀👍\U0001f3fb\u200d\ufe0f👩❤\U0001f1fa\u0301क\u094dष \r\n")
fuzz = settings(deadline=None)  # the first example pays for an import
NAMES = {"gsm7": "GSM-7", "ucs2": "UCS-2"}


def conformance() -> list[Any]:
    cases = SHARED / "data/conformance/segments_twilio_tests.jsonl"
    if not cases.exists():
        return [pytest.param(None, marks=pytest.mark.skip("the shared conformance cases are not beside this checkout"))]
    # Not splitlines(): some of the texts hold U+2028.
    lines = cases.read_text(encoding="utf-8").strip("\n").split("\n")
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", conformance())
def test_counts_agree_with_the_reference(case: dict[str, Any]) -> None:
    text, smart = case["input"]["text"], case["input"]["smart"]
    counted = segments(text, smart)
    ours = {
        "encoding": NAMES[counted.encoding],
        "segments": counted.count,
        "message_bits": counted.message_bits,
        "total_bits": counted.total_bits,
        "characters": counted.characters,
        "unicode_scalars": counted.chars,
        "normalised_text": smart_encode(text),
        "last_segment_text": text[counted.starts[-1] :],
        "udh_bytes_per_segment": (counted.total_bits - counted.message_bits) // 8 // counted.count,
        "non_gsm": [character for character, _ in counted.forcing],
        "all_chars_non_gsm": sum(len(where) for _, where in counted.forcing) == len(text),
    }
    assert {key: ours[key] for key in case["expected"]} == case["expected"]


@pytest.mark.parametrize(
    ("text", "encoding", "per_segment"),
    [
        ("", "gsm7", (0,)),
        ("a" * 160, "gsm7", (160,)),
        ("a" * 161, "gsm7", (153, 8)),
        ("a" * 307, "gsm7", (153, 153, 1)),
        ("é" * 161, "gsm7", (153, 8)),
        ("ê" * 70, "ucs2", (70,)),
        ("ê" * 71, "ucs2", (67, 4)),
        ("a" * 159 + "€", "gsm7", (153, 8)),
        ("a" * 152 + "[" + "a" * 10, "gsm7", (152, 12)),  # the bracket's escape and its code stay together
        ("“" + "[" * 69, "ucs2", (70,)),  # in UCS-2 an extension character costs one
        ("a" * 66 + "😀" + "a" * 5, "ucs2", (66, 7)),  # a surrogate pair stays together
        ("a" * 65 + "é\u0301" + "b" * 9, "ucs2", (67, 9)),
        ("a" * 66 + "e\u0301" + "b" * 9, "ucs2", (66, 11)),  # a mark stays with its letter
        ("a" * 60 + "👨‍👩‍👧‍👦" + "b", "ucs2", (60, 12)),
        ("a" * 66 + "\r\n😀" + "b" * 5, "ucs2", (67, 8)),  # a line end may be cut in two
    ],
)
def test_segments_of(text: str, encoding: str, per_segment: tuple[int, ...]) -> None:
    counted = segments(text)
    assert (counted.encoding, counted.per_segment, counted.count) == (encoding, per_segment, len(per_segment))


def test_a_grapheme_longer_than_a_segment_counts_as_in_the_reference() -> None:
    assert segments("a" + "\u0301" * 200).per_segment == (0, 201)


@pytest.mark.parametrize(
    ("text", "left", "to_save"),
    [("a" * 160, 0, None), ("a" * 150, 10, None), ("a" * 163, 143, 3), ("a" * 310, 149, 4), ("“" * 72, 62, 2)],
)
def test_room_left_and_what_must_go_to_save_a_segment(text: str, left: int, to_save: int | None) -> None:
    assert (segments(text).remaining, segments(text).to_save) == (left, to_save)


def test_forcing_characters_are_named_in_order_with_their_places_and_substitutes() -> None:
    shape = segments("It’s “ready” — 🎉’").to_dict()
    assert [(entry["character"], entry["positions"], entry["replacement"]) for entry in shape["forcing"]] == [
        ("’", [2, 16], "'"), ("“", [5], '"'), ("”", [11], '"'), ("—", [13], "-"), ("🎉", [15], None),
    ]  # fmt: skip
    assert shape["forcing"][0]["name"] == "RIGHT SINGLE QUOTATION MARK"
    assert shape["forcing"][0]["count"] == 2
    assert set(shape) == {"encoding", "count", "units", "chars", "per_segment", "forcing", "to_save"}


def test_the_json_shape_survives_lone_surrogates() -> None:
    shape = segments("a\ud83d\x00").to_dict()
    assert json.dumps(shape, ensure_ascii=False).encode("utf-8")
    assert [entry["name"] for entry in shape["forcing"]] == ["U+D83D", "U+0000"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It’s “here” – now…", 'It\'s "here" - now...'),
        ("a\u00a0b\u200bc\u202fd\te", "a bc d e"),
        ("Cafe\u0301", "Café"),
        ("𝐅𝐫𝐞𝐞 ＦＲＥＥ ﬁne", "Free FREE fine"),
        ("½ off • Larch® × 2", "1/2 off - Larch(R) x 2"),
        ("`code`", "'code'"),
        ("mañana, à bientôt, ê", "mañana, à bientôt, ê"),  # no bare letter for an accented one
        ("é€[ok]", "é€[ok]"),
    ],
)
def test_substitutes_keep_the_meaning(text: str, plain: str) -> None:
    assert to_gsm7(text) == plain


def test_count_if_gsm7_tells_what_substitutes_would_save() -> None:
    assert segments("“" + "a" * 99).count == 2
    assert segments("“" + "a" * 99).count_if_gsm7 == 1
    assert segments("😀" + "a" * 99).count_if_gsm7 is None


def test_extension_positions() -> None:
    assert extension_positions("a[b]€\f") == (1, 3, 4, 5)
    assert extension_positions("plain") == ()


def test_where_segments_begin() -> None:
    assert segment_starts("a" * 400) == (0, 153, 306)
    assert segment_starts("😀" * 40) == (0, 33)
    assert first_segment_end("a" * 400) == 153
    assert first_segment_end("short") == 5


def test_segments_stay_silent_about_the_text_and_survive_pickling() -> None:
    counted = segments("secret word")
    assert "secret" not in repr(counted)
    assert pickle.loads(pickle.dumps(counted)) == counted
    assert hash(counted) == hash(segments("secret word"))


def test_the_alphabet_has_127_letters_and_ten_extensions() -> None:
    assert (len(GSM7_BASIC), len(GSM7_EXTENSION)) == (127, 10)


def test_every_substitute_is_gsm7() -> None:
    found = [plain for code in range(0x110000) if (plain := substitute(chr(code))) is not None]
    assert len(found) > 1000
    assert all(GSM7.issuperset(plain) for plain in found)


@fuzz
@given(ANY_TEXT)
def test_units_add_up_and_segments_begin_in_order(text: str) -> None:
    counted = segments(text)
    assert sum(counted.per_segment) == counted.units
    assert len(counted.starts) == counted.count
    assert list(counted.starts) == sorted(counted.starts)
    assert counted.starts[0] == 0
    assert (counted.encoding == "ucs2") == bool(counted.forcing)
    assert counted.to_dict() == segments(text).to_dict()


@fuzz
@given(ANY_TEXT)
def test_the_quick_answers_agree_with_the_full_one(text: str) -> None:
    assert quick_units(text) == (gsm7_units(text) if text.isascii() else None)
    assert is_plain_gsm(text) == (text.isascii() and GSM7_BASIC.issuperset(text))


@fuzz
@given(WRITTEN.map(lambda text: text * 4))
def test_a_segment_ends_between_clusters(text: str) -> None:
    counted = segments(text)
    ends, place = {0}, 0
    for cluster in clusters(text):
        place += len(cluster)
        ends.add(place)
    assert ends.issuperset(counted.starts)
    assert all(units <= (153 if counted.encoding == "gsm7" else 70) for units in counted.per_segment[1:])


@fuzz
@given(ANY_TEXT | WRITTEN)
def test_clusters_joined_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    if stand_alone(text):
        assert len(clusters(text)) == len(text)


@fuzz
@given(ANY_TEXT)
def test_substitution_settles_at_once(text: str) -> None:
    plain = to_gsm7(text)
    assert to_gsm7(plain) == plain
    assert segments(text).replacements.keys() <= {character for character, _ in segments(text).forcing}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("🇺🇸🇩🇪", 2), ("👩🏽‍💻", 1), ("👍🏿👍", 2), ("❤️❤️", 2), ("🏳️‍🌈", 1), ("क्ष", 2), ("\u1100\u1161\u11a8한", 2),
        ("a\u0301\u0302", 1), ("\r\n", 2), ("\u200b\u200b", 2), ("\ud83d\ud83d", 2), ("\u0600\u0600", 1),
    ],
)  # fmt: skip
def test_clusters_of(text: str, parts: int) -> None:
    assert len(clusters(text)) == parts


SHAPES = {
    "ascii": "a", "extension": "[", "curly": "“", "emoji": "😀", "flags": "🇺🇸", "joined": "👨\u200d", "marks": "\u0301",
    "zalgo": "a" + "\u0301\u0327" * 9, "jamo": "\u1100\u1161\u11a8", "surrogates": "\ud83d", "hindi": "क्षे", "nul": "\0",
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_with_the_text_and_not_faster(name: str) -> None:
    unit = SHAPES[name]
    # Ten times the text: linear work takes 10 times as long, quadratic 100; a busy machine blurs both.
    assert seconds(unit, 100_000) <= 30 * max(seconds(unit, 10_000), 0.001)


def seconds(unit: str, length: int) -> float:
    text = unit * (length // len(unit))
    best = 9.0
    for _ in range(5):
        began = time.thread_time()
        segments(text).to_dict()
        best = min(best, time.thread_time() - began)
    return best

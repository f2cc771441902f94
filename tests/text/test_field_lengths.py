"""How long the values of merge fields get."""

from __future__ import annotations

import pytest

from smslint.text.field_lengths import worst_length
from smslint.text.placeholders import find_placeholders


def worst(written: str) -> int:
    (field,) = find_placeholders(f"Hi {written}, hello")
    return worst_length(field, written)


@pytest.mark.parametrize(
    ("field", "length"),
    [
        ("{{name | truncate: 12}}", 12),
        ("{{title|slice:0,25}}", 25),
        ("%.10s", 10),
        ("{name:.15}", 15),
        ("{#var#}", 30),
        ("{{code}}", 8),
        ("{{order_date}}", 18),
        ("{{doctor_name}}", 24),
        ("{{whatever}}", 20),
        ("{{dias}}", 3),
        ("{{apertura}}", 8),
        ("{{fecha_entrega}}", 18),
        ("{{prénom}}", 14),
    ],
)
def test_declared_limits_come_before_usual_lengths(field: str, length: int) -> None:
    assert worst(field) == length


def test_blocks_print_nothing() -> None:
    fields = find_placeholders("{% if vip %}{{name}}{% endif %}")
    assert [worst_length(field, "") for field in fields if field.block] == [0, 0]

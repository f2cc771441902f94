"""Three-valued logic: what is not known stays open unless the rest decides."""

from __future__ import annotations

from typing import Any

import pytest

from smslint.conditions import ONE_OF, evaluate

FIRST = ("is", "first_message", (True,))
MARKETING = ("is", "use_case", ("marketing", "mixed"))
SERVICE = ("range", "sender", (("ends_with", ("-S", "-T")),))
LOCAL = {ONE_OF.format("sender_type"): ("10dlc", "long_code")}
OVERDUE = ("range", "messages_since_opt_out", (("at_least", 4),))


@pytest.mark.parametrize(
    ("condition", "known", "value", "waits"),
    [
        (FIRST, {}, None, {"first_message"}),
        (FIRST, {"first_message": False}, False, set()),
        (("any", (FIRST, MARKETING)), {"first_message": True}, True, set()),
        (("any", (FIRST, MARKETING)), {"first_message": False}, None, {"use_case"}),
        (("any", (FIRST, MARKETING)), {}, None, {"first_message", "use_case"}),
        (("all", (FIRST, MARKETING)), {"use_case": "otp"}, False, set()),
        (("all", (FIRST, MARKETING)), {"use_case": "mixed"}, None, {"first_message"}),
        (("not", MARKETING), {}, None, {"use_case"}),
        (("not", MARKETING), {"use_case": "otp"}, True, set()),
        (OVERDUE, {"messages_since_opt_out": 4}, True, set()),
        (OVERDUE, {"messages_since_opt_out": 3}, False, set()),
        (SERVICE, {"sender": "vm-larchx-s"}, True, set()),
        (SERVICE, {"sender": "VM-LARCHX-P"}, False, set()),
        (SERVICE, {}, None, {"sender"}),
        (("is", "sender_type", ("toll_free", "short_code")), LOCAL, False, set()),
        (("is", "sender_type", ("10dlc",)), LOCAL, None, {"sender_type"}),
        (("is", "sender_type", ("long_code", "10dlc", "toll_free")), LOCAL, True, set()),
        (("is", "sender_type", ("toll_free",)), {}, None, {"sender_type"}),
        (("known", ("sender_type",)), LOCAL, False, set()),
        (("known", ("two_way",)), {}, False, set()),
        (("kind", ("message",)), {}, True, set()),
        (("kind", ("message",)), {"kind": "sample"}, False, set()),
        (("unless_other", "country", ("US", "CA")), {}, True, set()),
        (("unless_other", "country", ("US", "CA")), {"country": "FR"}, False, set()),
    ],
)
def test_value_and_what_it_waits_for(condition: Any, known: dict[str, Any], value: bool | None, waits: set[str]) -> None:
    assert evaluate(condition, known) == (value, frozenset(waits))

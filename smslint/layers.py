"""What is known of a message from several places, one nearer to it than the other, laid over each other."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_ORDINARY = ("10dlc", "long_code")


def laid_over(general: Mapping[str, Any], nearer: Mapping[str, Any]) -> dict[str, Any]:
    """Context fields, and those of a nearer place over them.

    A `sender_type` that is said in general ends where a nearer `sender` is a number of another kind; what one place says of
    both stands. Values are not checked.
    """
    fields = {**general, **nearer}
    if "sender_type" in general and "sender_type" not in nearer and rules_out(nearer.get("sender"), general["sender_type"]):
        del fields["sender_type"]
    return fields


def rules_out(sender: Any, sender_type: Any) -> bool:
    """Whether a number tells by itself that it is of another kind, as a toll-free one or a short code. A name tells nothing."""
    if sender_type is None or not isinstance(sender, str):
        return False
    from smslint.text.phones import sender_facts

    facts = sender_facts(sender)
    if facts.local:
        return sender_type not in _ORDINARY
    return facts.sender_type not in (None, "alphanumeric", sender_type)

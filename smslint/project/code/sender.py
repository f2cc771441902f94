"""The sender that a send call names beside the text, when it is written there and not known only to the running program."""

from __future__ import annotations

import re

from smslint.project.code.literals import STRINGS, write_literal
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.project.code.calls import Call
    from smslint.project.code.matches import Match
    from smslint.project.code.values import Values

NAMES = frozenset("from src originator sender fromnumber originationidentity originationnumber".split())
_SENDER = re.compile(r"\+?[\d(][\d ().-]{2,20}|[A-Za-z0-9](?:[\w &'.-]{0,9}[\w.])?", re.ASCII)
"""A number, a short code or an alphanumeric id of at most 11 characters; identifiers of services and addresses are longer."""
MOST = 8
"""Senders that are compared."""
_WRAPPER = re.compile(r"(?:^|\.)phonenumber\Z")


def sender_of(values: Values, match: Match) -> str | None:
    """The sender of a call, None where it is not written in the file, or where it may be one of several."""
    given = match.given
    if given is None:
        return None
    named = [value for name, value in [*given.named.items(), *match.carried] if _is_sender(name)]
    senders = {_checked(values, node) for node in named[:MOST]}
    if not senders and given.at(match.call.position) is not None:
        senders = {_checked(values, given.at(_position(values, match.call)))}
    return senders.pop() if len(senders) == 1 else None


def _is_sender(name: str) -> bool:
    return name.rpartition(".")[2] in NAMES or name.endswith("senderid.stringvalue")


def _checked(values: Values, node: Any) -> str | None:
    text = _text(values, node) if node is not None else None
    return text if text is not None and _SENDER.fullmatch(text) else None


def _position(values: Values, call: Call) -> int | None:
    """Where the sender stands without a name: before the recipient, but in Twilio's `Message.creator` and PHP's SMS behind it."""
    if call.position != 2:
        return None
    if "sms" in call.last and values.tree.language == "php":
        return 1
    return 0 if "creator" not in call.last or "plivo" in values.tree.source.text.lower() else 1


def _text(values: Values, node: Any) -> str | None:
    tree = values.tree
    inner = node.child_by_field_name("arguments")
    name = node.child_by_field_name("type") or node.child_by_field_name("constructor") or node.child_by_field_name("function")
    if inner is not None and name is not None and _WRAPPER.search(tree.path(name).lower()) and inner.named_children:
        node = inner.named_children[0]
    texts = values.of(node)
    if texts is None or len(texts) != 1 or any(part.type not in STRINGS for part in texts[0]):
        return None
    writing = Writing(tree.source)
    for part in texts[0]:
        write_literal(tree, part, writing)
    return writing.done(0)[0].strip()

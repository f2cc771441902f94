"""Kinds of check. A new kind is a class in a file of its own and a line in the table."""

from __future__ import annotations

from smslint.checks.base import Check
from smslint.checks.combine import Combine
from smslint.checks.disguise import Disguise
from smslint.checks.fields import Fields
from smslint.checks.length import Length
from smslint.checks.links import Links
from smslint.checks.placeholders import Placeholders
from smslint.checks.reply import Reply
from smslint.checks.required import Required
from smslint.checks.shape import Shape
from smslint.checks.terms import Terms
from smslint.checks.timing import Hours

KINDS: dict[str, type[Check]] = {
    kind.kind: kind
    for kind in (Combine, Disguise, Fields, Hours, Length, Links, Placeholders, Reply, Required, Shape, Terms)
}
"""Name in a rule file -> the class that does it; `pattern` is compiled to `terms`."""

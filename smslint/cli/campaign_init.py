"""`smslint campaign init`: a commented form to fill in, or a complete example."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.cli.options import FLAG, OUTPUT_FILE, VALUE, Option
from smslint.cli.outputs import writing
from smslint.model import USE_CASES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.cli.campaign import Word

ABOUT = "Write a commented form of a 10DLC campaign or a toll-free verification, or a complete example of a use case."
ARGUMENTS: tuple[Word, ...] = ()
OPTIONS: tuple[Option, ...] = (
    Option("--toll-free", FLAG, "A toll-free verification, not a 10DLC campaign."),
    Option(
        "--example",
        VALUE,
        "A complete campaign of this use case instead; with --toll-free that of reminder.",
        "USE_CASE",
        tuple(USE_CASES),
    ),
    Option(OUTPUT_FILE, VALUE, "Write into this file, which must not exist.", "FILE"),
)


def run(params: Mapping[str, Any]) -> int:
    """Print or write the form."""
    text = _text(params)
    path = params.get("output_file")
    if path is None:
        console.write(text)
        return console.CLEAN
    if os.path.lexists(path):
        raise UsageError(f"{path!r} is there already; remove it or choose another name")
    with writing(path), open(path, "x", encoding="utf-8") as file:
        file.write(text)
    console.say(f"wrote {path}; fill it in, then: smslint campaign vet {path}")
    return console.CLEAN


def _text(params: Mapping[str, Any]) -> str:
    from smslint.campaign.registration.blank import TOLL_FREE_EXAMPLE, blank_form, example

    kind, use_case = "toll_free" if params.get("toll_free") else "campaign", params.get("example")
    if not use_case:
        return blank_form(kind)
    if kind == "campaign":
        return example(use_case)
    if use_case != TOLL_FREE_EXAMPLE:
        hint = f"give --example {TOLL_FREE_EXAMPLE}, or leave out --toll-free"
        raise UsageError(f"there is no toll-free example of {use_case}; {hint}")
    return example(kind)

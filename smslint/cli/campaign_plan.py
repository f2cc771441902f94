"""`smslint campaign plan MESSAGES`: will this volume go out?"""

from __future__ import annotations

from smslint.cli import console
from smslint.cli.campaign import Word
from smslint.cli.failure import UsageError
from smslint.cli.options import COLOR_OPTION, COUNT, FLAG, VALUE, Option
from smslint.cli.outputs import writing
from smslint.model import USE_CASES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from smslint.campaign.plan.volume import Volume

ABOUT = (
    "Will this volume go out? Simulates queues, rates, caps and expiry second by second, and says when the last message"
    " leaves, how many expire or fail, what limits it and what would help."
)
ARGUMENTS = (Word("messages", "MESSAGES"),)
_NUMBER_TYPES = ("10dlc", "toll_free", "short_code", "long_code")
OPTIONS: tuple[Option, ...] = (
    Option(
        "--number-type", VALUE, "What the messages leave from (default: 10dlc).", "TYPE", _NUMBER_TYPES, panel="Sender"
    ),
    Option("--numbers", COUNT, "How many numbers (default: 1).", "N", panel="Sender"),
    Option("--score", COUNT, "Vetting score of the brand, 0 to 100.", "N", panel="Sender"),
    Option("--rate", VALUE, "Messages a second of your account (default: 5, of MMS 0.25).", "N", panel="Sender"),
    Option("--sent-today", COUNT, "Segments to T-Mobile since midnight Pacific (default: 0).", "N", panel="Sender"),
    Option("--segments", COUNT, "Segments of a message (default: 1).", "N", panel="Messages"),
    Option("--text", VALUE, "A message as it will be sent: its segments are counted.", panel="Messages"),
    Option(
        "--use-case",
        VALUE,
        "What they are for; codes wait 600 seconds by default.",
        "USE_CASE",
        tuple(USE_CASES),
        panel="Messages",
    ),
    Option("--mms", FLAG, "They are MMS.", panel="Messages"),
    Option("--expiry", COUNT, "Seconds that a message may wait (default: 10,800).", "SECONDS", panel="Messages"),
    Option(
        "--spread", COUNT, "Seconds over which they are handed over (default: at once).", "SECONDS", panel="Messages"
    ),
    Option("--start", VALUE, "When the first is handed over, as 2026-03-01T09:30-05:00.", "TIME", panel="Messages"),
    Option("--country", VALUE, "US (default) or CA.", "CODE", ("US", "CA"), panel="Recipients"),
    Option("--shares", VALUE, "Recipients by carrier, as tmobile=40,att=30,verizon=30.", "PARTS", panel="Recipients"),
    Option("--format", VALUE, "How to write the result (default: text).", "FORMAT", ("text", "json")),
    Option("--picture", VALUE, "Also draw the course into this SVG file.", "FILE"),
    COLOR_OPTION,
)
_PLAIN = ("numbers", "score", "segments", "expiry", "spread", "sent_today", "number_type", "country", "use_case")


def run(params: Mapping[str, Any]) -> int:
    """Simulate and print; exits 1 when some messages would not leave."""
    from smslint.campaign.plan.remedy import remedies
    from smslint.campaign.plan.simulate import simulate
    from smslint.report.plan import plan_json, plan_text

    course = simulate(_volume(params))
    proposals = remedies(course)
    if params.get("picture"):
        _draw(params["picture"], course)
    if params.get("format") == "json":
        console.write(plan_json(course, proposals))
    else:
        console.write(plan_text(course, proposals, console.style(params, totals=False)))
    return console.FOUND if course.expired or course.failed else console.CLEAN


def _volume(params: Mapping[str, Any]) -> Volume:
    from smslint.campaign.plan.volume import Volume

    given = {name: params[name] for name in _PLAIN if params.get(name) is not None}
    if params.get("text") is not None:
        _refuse_beside_text(params)
        from smslint.text.encoding import segments

        given["segments"] = max(1, segments(params["text"]).count)
    return Volume(
        _messages(params["messages"]),
        **given,
        mms=bool(params.get("mms")),
        account_rate=_rate(params.get("rate")),
        start=_start(params.get("start")),
        shares=_shares(params.get("shares")),
    )


def _refuse_beside_text(params: Mapping[str, Any]) -> None:
    if params.get("segments") is not None:
        raise UsageError("--text and --segments exclude each other; the segments of the text are counted")
    if params.get("mms"):
        raise UsageError("--text and --mms exclude each other; an MMS has no segments to count")


def _messages(text: str) -> int:
    """A count, with or without commas between thousands; `2,5` is no count."""
    first, *groups = text.split(",")
    if groups and (not 0 < len(first) < 4 or any(len(group) != 3 for group in groups)):
        raise UsageError(f"MESSAGES cannot be {text!r}; write a whole number, as 25000 or 25,000")
    return _whole("MESSAGES", first + "".join(groups), "25000")


def _whole(name: str, text: str, example: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise UsageError(f"{name} cannot be {text!r}; write a whole number, as {example}")
    return int(text)


def _rate(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"--rate cannot be {text!r}; write messages a second, as 5 or 0.25") from None


def _start(text: str | None) -> datetime | None:
    from smslint.cli.setup import parse_time

    if text is None:
        return None
    try:
        moment: datetime = parse_time(text)
    except UsageError:
        raise UsageError(f"--start cannot be {text!r}; write a moment as 2026-03-01T09:30-05:00") from None
    return moment


def _shares(text: str | None) -> dict[str, int] | None:
    if text is None:
        return None
    found: dict[str, int] = {}
    for part in text.split(","):
        name, _, share = (word.strip() for word in part.partition("="))
        if name in found:
            raise UsageError(f"--shares names {name!r} twice; give each carrier one part")
        found[name] = _whole(f"--shares {name}", share, "tmobile=40,att=30,verizon=30")
    return found


def _draw(path: str, course: Any) -> None:
    from smslint.report.plan_picture import plan_picture

    picture = plan_picture(course)
    with writing(path), open(path, "w", encoding="utf-8") as file:
        file.write(picture)

"""The course of a plan as a picture: what has left, expired, failed and still waits, over time. One SVG file."""

from __future__ import annotations

from smslint.report.page import charts
from smslint.report.plan import duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.campaign.plan.simulate import Course

_SERIES = {"left": charts.BLUE, "waiting": "#c9d3de", "failed at the cap": charts.RED, "expired": charts.YELLOW}
"""From the bottom of the stack to its top."""
_UNITS = ((172_800, 86_400, "days"), (7_200, 3_600, "hours"), (120, 60, "minutes"), (0, 1, "seconds"))
HEIGHT = 260
TAIL = 20
"""One in so many parts of the time is drawn after the end, when all is settled."""


def plan_picture(course: Course) -> str:
    """A whole SVG document. Raises MissingExtraError without the extra `report`."""
    altair = charts._altair()
    import vl_convert

    seconds, unit = next((size, name) for least, size, name in _UNITS if course.end >= least)
    # What expires or fails in the last second would have no width.
    tail = (course.end + max(1, course.end // TAIL), *course.points[-1][1:])
    rows = [row for point in (*course.points, tail) for row in _rows(course, point, seconds)]
    chart = altair.Chart(altair.Data(values=rows)).mark_area(interpolate="linear").encode(
        x=altair.X("time:Q", title=f"{unit} from the first message", axis=altair.Axis(tickCount=8)),
        y=altair.Y("messages:Q", stack="zero", title="messages", axis=altair.Axis(format="~s", tickCount=6)),
        color=altair.Color(
            "state:N",
            scale=altair.Scale(domain=list(_SERIES), range=list(_SERIES.values())),
            legend=altair.Legend(title=None, orient="top"),
        ),
        order=altair.Order("place:Q"),
    ).properties(width=charts.WIDTH, height=HEIGHT, title=_title(course), background="white")  # fmt: skip
    spec = chart.to_dict(validate=False)
    spec["config"] = {"font": charts.FONT, "view": {"stroke": None}, "title": {"anchor": "start", "fontSize": 14}}
    return str(vl_convert.vegalite_to_svg(spec)) + "\n"


def _rows(course: Course, point: tuple[int, int, int, int], seconds: int) -> list[dict[str, Any]]:
    at, sent, expired, failed = point
    waiting = course.volume.created(at) - sent - expired - failed
    counts = {"left": sent, "waiting": waiting, "failed at the cap": failed, "expired": expired}
    return [
        {"time": round(at / seconds, 4), "state": state, "messages": count, "place": place}
        for place, (state, count) in enumerate(counts.items())
    ]


def _title(course: Course) -> str:
    lost = course.expired + course.failed
    last = "" if course.last is None else f", the last after {duration(course.last)}"
    return f"{course.sent:,} of {course.volume.messages:,} messages leave{last}" + (
        f"; {lost:,} do not" if lost else ""
    )

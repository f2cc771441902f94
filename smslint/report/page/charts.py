"""Charts as SVG that stands in the page itself: drawn once, here, so that the page needs no script.

Labels and numbers enter as data of the chart and nowhere else, and come out escaped.
"""

from __future__ import annotations

import re

from smslint.errors import MissingExtraError
from smslint.report.page.blocks import Figure
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

WIDTH = 620
ROW = 26
"""Points a bar takes from its neighbour's place to its own."""
HEIGHT = 220
WIDEST = 48
"""Points of a column, where there are few."""
LONGEST_LABEL = 40
FONT = "system-ui, 'Segoe UI', 'Liberation Sans', sans-serif"
BLUE, GREEN, YELLOW, VIOLET, RED = "#1f5fa8", "#2e8b62", "#d09a1e", "#7a5aa6", "#b3261e"
TONES = {"pass": GREEN, "warn": YELLOW, "needs_context": VIOLET, "block": RED}
"""Colours of verdicts, the same in every report; ordinary series take the others in turn."""
_IN_TURN = (BLUE, GREEN, YELLOW, VIOLET, RED)
SIGNS = ("circle", "square", "triangle-up", "diamond", "cross")
_NUMBER_AXIS = {"grid": True, "tickCount": 6, "format": "~s"}


def bars(counts: Sequence[tuple[str, float]], caption: str, unit: str = "messages", color: str = BLUE) -> Figure:
    """Horizontal bars in the order given. counts: (label, value). Raises MissingExtraError without the extra."""
    altair = _altair()
    rows = [{"place": place, "label": _label(label), "value": value} for place, (label, value) in enumerate(counts)]
    base = altair.Chart(altair.Data(values=rows)).encode(
        y=altair.Y("label:N", sort={"field": "place"}, title=None, axis=altair.Axis(labelLimit=260)),
        x=altair.X("value:Q", title=unit, axis=altair.Axis(**_NUMBER_AXIS)),
    )
    drawn = base.mark_bar(color=color, height={"band": 0.7}) + base.mark_text(align="left", dx=4).encode(
        text=altair.Text("value:Q", format=",~r" if _whole(counts) else ",.3~f")
    )
    return _figure(drawn, max(1, len(rows)) * ROW, caption)


def columns(
    series: Mapping[str, Sequence[tuple[str, float]]], caption: str, unit: str = "messages", tones: Sequence[str] = ()
) -> Figure:
    """Stacked columns over days or other ordered places.

    series: name -> (place, value), names in the order of the stack; tones: the verdict whose colour each of them bears.
    """
    altair = _altair()
    rows = [
        {"order": order, "series": _label(name), "place": _label(place), "value": value}
        for order, (name, points) in enumerate(series.items())
        for place, value in points
    ]
    places = len({row["place"] for row in rows})
    chart = altair.Chart(altair.Data(values=rows)).mark_bar(**({"width": WIDEST} if places * WIDEST < WIDTH / 2 else {})).encode(
        x=altair.X("place:O", title=None, axis=altair.Axis(labelAngle=-45, labelOverlap=True)),
        y=altair.Y("value:Q", title=unit, axis=altair.Axis(**_NUMBER_AXIS)),
        color=_colors(altair, list(series), tones),
        order=altair.Order("order:Q"),
    )  # fmt: skip
    return _figure(chart, HEIGHT, caption)


def lines(
    series: Mapping[str, Sequence[tuple[str, float | None]]],
    caption: str,
    unit: str,
    levels: Sequence[tuple[str, float]] = (),
    percent: bool = False,
) -> Figure:
    """Lines over ordered places, with dashed levels. None leaves a gap: unknown is not zero. percent: values are 0..1."""
    altair = _altair()
    rows = [
        {"series": _label(name), "place": _label(place), "value": value}
        for name, points in series.items()
        for place, value in points
    ]
    axis = altair.Axis(grid=True, tickCount=6, format=".0%" if percent else "~s")
    chart = altair.Chart(altair.Data(values=rows)).mark_line(
        point={"size": 60}, invalid="break-paths-show-domains"
    ).encode(
        x=altair.X("place:O", title=None, axis=altair.Axis(labelAngle=-45, labelOverlap=True)),
        y=altair.Y("value:Q", title=unit, axis=axis),
        color=_colors(altair, list(series)),
        shape=_shapes(altair, list(series)),
    )  # fmt: skip
    for name, value in levels:
        mark = altair.Chart(altair.Data(values=[{"value": value, "name": _label(name)}])).encode(y="value:Q")
        chart = chart + mark.mark_rule(strokeDash=[6, 4], color=RED)
        chart = chart + mark.mark_text(align="right", dy=-6, color=RED).encode(x=altair.value(WIDTH), text="name:N")
    return _figure(chart, HEIGHT, caption)


def require() -> None:
    """Raise MissingExtraError where charts cannot be drawn: said before the work, not after it."""
    _altair()


def _whole(counts: Sequence[tuple[str, float]]) -> bool:
    return all(float(value).is_integer() for _, value in counts)


def _label(text: Any) -> str:
    label = escape(str(text))
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 3] + "..."


def _colors(altair: Any, names: Sequence[str], tones: Sequence[str] = ()) -> Any:
    colors = [TONES.get(name, _IN_TURN[place % len(_IN_TURN)]) for place, name in enumerate(tones or names)]
    scale = altair.Scale(domain=[_label(name) for name in names], range=colors)
    legend = altair.Legend(title=None, orient="top") if len(names) > 1 else None
    return altair.Color("series:N", scale=scale, legend=legend)


def _shapes(altair: Any, names: Sequence[str]) -> Any:
    """A sign for each series, for those who do not see colours and for paper."""
    signs = [SIGNS[place % len(SIGNS)] for place in range(len(names))]
    legend = altair.Legend(title=None, orient="top") if len(names) > 1 else None
    return altair.Shape("series:N", scale=altair.Scale(domain=[_label(name) for name in names], range=signs), legend=legend)


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401
    except ImportError:
        raise MissingExtraError("a report with charts", "report") from None
    return altair


def _figure(chart: Any, height: int, caption: str) -> Figure:
    import vl_convert

    spec = chart.properties(width=WIDTH, height=height).to_dict(validate=False)
    spec["config"] = {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {"domainColor": "#9aa5b1", "gridColor": "#e4e8ec", "labelColor": "#3c4754", "titleColor": "#3c4754"},
        "text": {"color": "#3c4754", "font": FONT},
    }
    return Figure(_plain(vl_convert.vegalite_to_svg(spec)), caption)


def _plain(svg: str) -> str:
    """The drawing alone: without an XML head, and with a size that follows the page."""
    drawing = svg[svg.index("<svg") :]
    return re.sub(r'^<svg([^>]*?) width="[^"]*" height="[^"]*"', r"<svg\1", drawing, count=1)

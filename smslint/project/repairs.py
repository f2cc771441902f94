"""What a machine can mend: for each finding the edits of the message, safe ones and those of wording."""

from __future__ import annotations

import re

from smslint.model import Edit
from smslint.text.encoding import gsm7_units, segments
from smslint.text.links import find_links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from smslint.model import Context, Finding, Report

    Edits = Sequence[Edit]
    Repair = Callable[["Task"], list[Edits]]

_SPANISH_FRENCH = {
    "es": frozenset("el los las del que en una por para con su sus tu tus esta hoy al se lo más nos te cita".split()),
    "fr": frozenset("le les des du une est en pour avec sur votre vos nous vous au aux dans ce cette pas".split()),
}
_ENOUGH = 3
_ENDS_IN_A_WORD = re.compile(r"(?:^|\s)[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\Z")
"""A sentence that nobody ended; a full stop behind a link or a field would be taken for a part of it."""
_SHORTER = {"en": ("STOP to opt out.", "STOP=end"), "es": ("STOP para salir.",), "fr": ("STOP pour arreter.",)}
_FACTS = frozenset(("DIS001", "CNT017"))
"""Rules whose wording states a fact that only the sender knows."""
_KEYWORD = frozenset(("OPT001", "OPT002", "DIS003"))


class Task:
    """One finding of one message, to be mended. links: the configuration's replacements."""

    def __init__(self, finding: Finding, report: Report, context: Context, links: Mapping[str, str], room: int) -> None:
        self.finding = finding
        self.text = report.text
        self.context = context
        self.links = links
        self.room = room


def repairs(task: Task, unsafe: bool) -> list[Edits]:
    """Ways to mend a finding, the best one first; empty when there is none of the kind that is wanted."""
    found: list[Edits] = []
    for repair in _SAFE.get(task.finding.rule, ()):
        found += repair(task)
    if unsafe:
        for repair in _UNSAFE.get(task.finding.rule, (_append,)):
            found += repair(task)
    return [edits for edits in found if edits]


def _characters(task: Task) -> list[Edits]:
    """Every character that forces UCS-2, when all of them have a counterpart: replacing some would save nothing."""
    counted = segments(task.text)
    replacements = counted.replacements
    edits = []
    for character, places in counted.forcing:
        plain = replacements.get(character)
        if plain is None or character.isalpha():
            return []
        edits += [Edit(place, place + 1, plain) for place in places]
    edits.sort(key=lambda edit: edit.start)
    return [edits] if edits else []


def _https(task: Task) -> list[Edits]:
    """`http` to `https`, on the brand's own domain: whether others answer there is not ours to promise."""
    edits = []
    for link in find_links(task.text):
        plain = task.text[link.start : link.start + 5].lower() == "http:"
        if plain and link.start == task.finding.start and _is_own(link.host, task.context):
            edits.append(Edit(link.start, link.start + 4, "https"))
    return [edits]


def _with_scheme(task: Task) -> list[Edits]:
    edits = [
        Edit(link.start, link.start, "https://") for link in find_links(task.text)
        if link.start == task.finding.start and _is_own(link.host, task.context) and "://" not in task.text[link.start : link.end]
    ]  # fmt: skip
    return [edits]


def _is_own(host: str, context: Context) -> bool:
    name = host.lower().rstrip(".")
    return any(name == own or name.endswith("." + own) for own in (one.lower() for one in context.brand_domains or ()))


def _short_link(task: Task) -> list[Edits]:
    """A short link by the address that the configuration gives for it."""
    if task.finding.start is None or task.finding.end is None:
        return []
    written = task.text[task.finding.start : task.finding.end]
    bare = written.split("://", 1)[-1].rstrip("/")
    for short, long in task.links.items():
        if short.split("://", 1)[-1].rstrip("/") == bare:
            return [[Edit(task.finding.start, task.finding.end, long)]]
    return []


_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad\u180e")


def _invisible(task: Task) -> list[Edits]:
    """Characters that show nothing and join nothing; joiners of emoji and of scripts stay."""
    places = [place for place, character in enumerate(task.text) if character in _INVISIBLE]
    return [[Edit(place, place + 1, "") for place in places]]


def _append(task: Task) -> list[Edits]:
    """The rule's own wording in the language of the message, or a shorter one, where no segment is added."""
    if task.finding.rule in _FACTS or task.finding.start is not None:
        return []
    append: Mapping[str, str] = getattr(task.finding._rule, "append", {})
    language = task.context.language or _language(task.text)
    wordings = [append[language]] if language in append else []
    if task.finding.rule in _KEYWORD:
        wordings += _SHORTER.get(language, ())
    end = len(task.text.rstrip())
    gaps = (". ", " ") if _ENDS_IN_A_WORD.search(task.text[:end]) else (" ",) if end else ("",)
    ways = [gap + wording for wording in wordings for gap in gaps]
    return [[Edit(end, len(task.text), way)] for way in ways if _fits(task, end, way)]


def _fits(task: Task, end: int, wording: str) -> bool:
    """Whether added wording stays within the segments that the message has, at its longest, and in its alphabet."""
    if gsm7_units(wording) is None and gsm7_units(task.text) is not None:
        return False
    size = len(wording) if gsm7_units(task.text) is None else (gsm7_units(wording) or 0)
    return size <= task.room


def _language(text: str) -> str:
    words = [word.strip(".,:;!?¡¿").lower() for word in text.split()]
    counted = {name: len(small.intersection(words)) for name, small in _SPANISH_FRENCH.items()}
    best = max(counted, key=lambda name: counted[name])
    return best if counted[best] >= _ENOUGH else "en"


def _capitals(task: Task) -> list[Edits]:
    if task.finding.start is None or task.finding.end is None:
        return []
    written = task.text[task.finding.start : task.finding.end]
    return [[Edit(task.finding.start, task.finding.end, written.upper())]] if written.isalpha() else []


def _one_mark(task: Task) -> list[Edits]:
    """A run of one punctuation mark by a single one."""
    if task.finding.start is None or task.finding.end is None:
        return []
    written = task.text[task.finding.start : task.finding.end]
    return [[Edit(task.finding.start, task.finding.end, written[0])]] if len(set(written)) == 1 else []


_SAFE: dict[str, tuple[Repair, ...]] = {
    "ENC001": (_characters,),
    "URL002": (_https,),
    "URL001": (_short_link,),
    "EVA003": (_invisible,),
}
_UNSAFE: dict[str, tuple[Repair, ...]] = {
    "URL003": (_with_scheme,),
    "OPT010": (_capitals,),
    "SPM003": (_one_mark,),
}
"""Rules whose wording is mended by other means than the text that they append."""

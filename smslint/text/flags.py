"""The letters that make flags, two and two, and where they spell words instead."""

from __future__ import annotations

from smslint.text.fold_tables import REGIONAL_FIRST, REGIONAL_LAST, fold_character, is_mark
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_REGIONS_TEXT = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf
cg ch ci ck cl cm cn co cp cr cu cv cw cx cy cz de dg dj dk dm do dz ea ec ee eg eh er es et eu fi fj fk fm fo fr ga gb gd ge
gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu ic id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn
kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne
nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm
sn so sr ss st sv sx sy sz ta tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um un us uy uz va vc ve vg vi vn vu wf ws
xk ye yt za zm zw
"""
REGIONS = frozenset(_REGIONS_TEXT.split())
"""The regions that Unicode lists a flag for (emoji-sequences.txt): those of ISO 3166 and a few more."""


_REGIONAL = lazy(f"[{REGIONAL_FIRST}-{REGIONAL_LAST}]")


def is_regional(character: str) -> bool:
    """Whether a character is a letter of flags (a regional indicator)."""
    return REGIONAL_FIRST <= character <= REGIONAL_LAST


def spelled_in_flag_letters(text: str) -> dict[int, str]:
    """Place -> letter of the letters of flags that spell: alone, or three and more in a row that are no row of flags."""
    if not _REGIONAL.search(text):
        return {}
    letters: dict[int, str] = {}
    pieces: list[list[int]] = [[]]
    for index, character in enumerate(text + " "):
        if is_regional(character):
            pieces[-1].append(index)
        elif pieces[0] and _shows_nothing(character):
            pieces.append([])
        else:
            letters.update(_letters(text, pieces))
            pieces = [[]]
    return letters


def _letters(text: str, pieces: Sequence[Sequence[int]]) -> dict[int, str]:
    """The letters of a row, in pieces as invisible characters part them; {} when it shows flags."""
    spelled = ["".join(_letter(text[place]) for place in piece) for piece in pieces if piece]
    if all(map(_is_flags, spelled)) or (len(spelled) == 1 and len(spelled[0]) == 2):
        return {}
    return {place: _letter(text[place]) for piece in pieces for place in piece}


def _is_flags(piece: str) -> bool:
    return len(piece) % 2 == 0 and REGIONS.issuperset(piece[at : at + 2] for at in range(0, len(piece), 2))


def _letter(indicator: str) -> str:
    return chr(ord("a") + ord(indicator) - ord(REGIONAL_FIRST))


def _shows_nothing(character: str) -> bool:
    return is_mark(character) or not fold_character(character)

"""Is `larch.in` a link or two sentences that lost their space? Judged by case, neighbours and the label after the dot.

Most scam links have no scheme, so a host on its own counts. But many top-level domains are words (`now`, `call`, `me`),
and people write "See you soon.Call me". The tables below say which words need evidence before they make a link.
"""

from __future__ import annotations

import re

from smslint.text.hosts import LONGEST_HOST, LONGEST_LABEL, deceptive_tld, is_tld


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PLAIN = _words("com net org info biz edu gov mil example")
"""Nobody starts a sentence with these: they make a link in any case of letters."""

_GLUE_TEXT = """
am as at be best bet bid buy by call care case chase chat cheap click code codes come compare contact cool dad date day
deal deals discover do download drive eat fast final fly free fun game got help here home hot house how id im in inc is
it kids la like live llc lol love ltd ma man md me meet men mm mom money mov mr ms music my na name new news next no now
on one open pa party pay phone pin pl place play plus post ps py re read rent report rest review rip rs run safe sale
save search secure seek select sex sexy sh show smile so song st study sucks talk team tel test tips to today total
travel trust us vote watch weather win work works wow wtf xxx you zero zip invalid local localhost dog sap
"""
GLUE = _words(_GLUE_TEXT)
"""Top-level domains that people also begin a sentence with, and file endings: not a link without evidence."""

_ENDS = _words("in it me us be at to is am as id la my live help win click care deals best pl st rs re")
"""Of those, the ones that a text may plainly end with: "more at larch.in."."""

_ORDERS = _words("shop email link app support order top food travel gift style book tickets")
"""Top-level domains that double as an order to the reader: "Ends today.shop now"."""

_AFTER_ORDERS = _words("here now the this these our your us online all new")

_COMMON_TEXT = """
about again all alright and any back been before bye call check come contact day dear done email fine follow for friend
from good great hello help here hi home how info it join last later life love mail me message morning msg name need new
news nice night number off offer office ok okay once one order our out phone please pls reply sale school see send she
shop sms so soon sorry still stop sure text thank thanks that the them then there they this time today told tomorrow
tonight want watch well what when work yes you your
"""
_COMMON = _words(_COMMON_TEXT)
"""Words before the dot that end a sentence rather than name a site."""

_INTRODUCTIONS = _words(
    "visit visiting url link links site website web webpage page via browse open login signin log-in goto domain "
    "visita visite besuche portal online"
)
_WEAK_INTRODUCTIONS = _words("see at on from to or and")
_SMALL_PATHS = _words("call text txt sms email mail or and visit reply not off chat her him them pm am")
_SECOND_LEVEL = _words("co com net org gov edu ac go or ne nic gob gouv nom mil in me ltd plc sch nhs")
_SHORT_NAMES = _words("com net org co")
_NOT_HOSTS = _words("asp.net vb.net ado.net paint.net")
_REVERSED = _words("com org net io edu")
_BEFORE_DOT_COM = _words("a an the this that our your my and or of in old new another every is are was")


LEET = _words("c0m n3t 0rg")
"""Top-level domains spelt to slip through."""

_COM_AND_DIGITS = re.compile(r"com\d", re.IGNORECASE)


def usable_labels(host: str) -> list[str]:
    """The labels of a host up to its last one that is a top-level domain; none when there is no such host.

    A word glued on after a full stop ("larch.example.Reply") is left out.
    """
    labels = host.split(".")
    if len(labels) > LONGEST_HOST // 2:
        return []
    while len(labels) > 1:
        if _ends_host(labels) and not (len(labels) > 2 and _glued(labels)):
            return labels if all(map(_is_label, labels)) and len(host) <= LONGEST_HOST else []
        if len(labels) > 2 and labels[0].lower() == "www" and _COM_AND_DIGITS.match(labels[-1]):
            labels[-1] = labels[-1][:3]
            continue
        labels.pop()
    return []


def clean_host(written: str) -> tuple[str, list[str]]:
    """A host without the strokes around it and without the unspaced script before it, and its labels."""
    written = written.strip("-_")
    if not written.isascii():
        first, _, rest = written.partition(".")
        cut = max((index + 1 for index, character in enumerate(first) if character >= "\u2e80"), default=0)
        if 0 < cut < len(first) and first[cut:].isascii():
            written = f"{first[cut:]}.{rest}"
        last = written.rpartition(".")[2]
        cut = next((index for index, character in enumerate(last) if character >= "\u0e00"), len(last))
        if 0 < cut < len(last) and last[:cut].isascii():
            written = written[: cut - len(last)]
    return written, usable_labels(written)


def _ends_host(labels: list[str]) -> bool:
    """Whether the last label is a top-level domain, or passes for one beside a name in Latin letters ("larch.соm")."""
    last = labels[-1]
    if is_tld(last) or last.lower() in LEET:
        return True
    if last.isascii() or not deceptive_tld(last):
        return False
    return any("a" <= character.lower() <= "z" for character in labels[-2] + last) or last.upper() > "\uff00"


def _glued(labels: list[str]) -> bool:
    """Whether the last label starts a sentence after a host that was complete already: "larch.example.Call"."""
    last, before = labels[-1], labels[-2]
    return last[:1].isupper() and not before[-1:].isupper() and before.lower() in PLAIN | {"uk"}


def _is_label(label: str) -> bool:
    return 0 < len(label) <= LONGEST_LABEL and label[0] not in "-_" and label[-1] not in "-_"


def plausible(text: str, start: int, end: int, labels: list[str], tail: str) -> bool:
    """Whether text[start:end], a host of these labels followed by `tail` (path, port), reads as a link."""
    written, tld, name = labels[-1], labels[-1].lower(), labels[-2]
    if labels[0].lower() == "www":
        return True
    if tld in LEET or (not written.isascii() and not is_tld(tld)):
        return True
    if tail:
        return _plausible_with_path(written, tld, name, tail)
    if len(name) == 1:
        return tld in _SHORT_NAMES and written.islower()
    if len(labels) > 2 and labels[0].lower() in _REVERSED and tld not in PLAIN:
        return False
    if tld in PLAIN:
        return f"{name}.{tld}".lower() not in _NOT_HOSTS
    if name.isdigit():
        return False
    if len(labels) > 2 and len(tld) == 2 and name.lower() in _SECOND_LEVEL:
        return True
    return _plausible_word(text, start, end, labels, tld)


def _plausible_with_path(written: str, tld: str, name: str, tail: str) -> bool:
    if tld not in GLUE:
        return not (name.isdigit() and len(tld) == 2)
    return written == tld and not name.isdigit() and tail[1:].lower().strip("/") not in _SMALL_PATHS


def _plausible_word(text: str, start: int, end: int, labels: list[str], tld: str) -> bool:
    """The hard case: `name.word` with nothing behind it."""
    written, name = labels[-1], labels[-2]
    introduced = _introduced(text, start)
    if written != tld:
        shouted = written.isupper() and name.isupper()
        return tld not in GLUE and (introduced or (shouted and (len(tld) == 2 or _closes(text, end))))
    if tld in GLUE:
        if introduced or _made_up(name):
            return True
        if tld not in _ENDS or len(name) < 4 or name.lower() in _COMMON:
            return False
        return _closes(text, end) or _last_word(text[max(0, start - 12) : start]) in _WEAK_INTRODUCTIONS
    if tld in _ORDERS and not introduced:
        return _word_after(text, end) not in _AFTER_ORDERS and name.lower() not in _COMMON
    return True


def _made_up(name: str) -> bool:
    """A name that no sentence ends with: hyphens, or letters followed by two digits ("secure24")."""
    if "-" in name:
        return True
    digits = sum(map(str.isdigit, name))
    return digits > 1 and len(name) - digits > 3 and name[0].isalpha()


def _introduced(text: str, start: int) -> bool:
    """Whether the words before announce an address: "visit", "website:", "->"."""
    before = text[max(0, start - 24) : start].rstrip(" \t\n(\"'[")
    if not before:
        return False
    if before[-1] in ":>=@":
        return True
    return _last_word(before) in _INTRODUCTIONS


def _last_word(before: str) -> str:
    return before.split()[-1].lower() if before.strip() else ""


def _closes(text: str, end: int) -> bool:
    """Whether the text, the line or the sentence ends right here (a question or a shout does not count)."""
    after = text[end : end + 2]
    return not after or after[0] == "\n" or (after[0] in ".)" and not after[1:].strip())


def _word_after(text: str, end: int) -> str:
    words = text[end : end + 16].split(None, 1)
    return words[0].lower().strip(".,!") if words and text[end : end + 1].isspace() else ""


def plausible_guess(labels: list[str], tail: str) -> bool:
    """The stricter test for hosts pieced together: "larch dot com", "larch .com", "larch,com"."""
    tld, name = labels[-1].lower(), labels[-2].lower()
    if name in _BEFORE_DOT_COM or (len(name) == 1 and not tail):
        return False
    if tail:
        return tld not in GLUE and tld not in _ORDERS
    return tld in PLAIN or tld in ("io", "ly", "co", "uk", "cc", "ru", "xyz", "app")

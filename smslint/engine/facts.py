"""Built-in signals: facts of text and context that no phrase list can hold (links, numbers, the sender's own name)."""

from __future__ import annotations

import re

from smslint.engine.code_fields import one_time_codes
from smslint.engine.link_facts import LINK_FACTS
from smslint.engine.naming import NAME_FACTS
from smslint.text.composed import composed, in_original
from smslint.text.lazy import lazy
from smslint.text.tongue import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from smslint.engine.hits import Hits, Occurrence

_STOP_TO = lazy(
    r"\b(?:stop|alto|baja|arr[eê]t)(?: ?all| ?sms)?[\"')]* (?:to|2|au|al?|à) (?:the number )?"
    r"(\+?\(?[0-9][0-9 ().-]{1,16}[0-9])",
    re.I,
)
_STOPS = ("stop", "alto", "baja", "arr")
"""What any match of the above begins with: quickly seen to be absent."""
_CODES_ABROAD = {" au ": lazy(r"3[68][0-9]{3}\Z"), " al ": lazy(r"(?:2[5-9][0-9]{3}|79[0-9]{4}|[6-9][0-9]{8})\Z")}
"""How STOP is sent in France and in Spain, to short codes and, in Spain, to mobile and toll-free numbers."""


def sends_stop_to_a_number(text: str) -> bool:
    """Whether STOP is to be sent to a number: the one place where more of a sender counts than its type and country."""
    folded = text.casefold()
    begins = [place for place in map(folded.find, _STOPS) if place >= 0]
    # Only what is ASCII keeps its places when it is folded.
    return bool(begins) and _STOP_TO.search(composed(text)[0], min(begins) if text.isascii() else 0) is not None


def _stop_elsewhere(hits: Hits) -> Iterable[Occurrence]:
    """STOP to be sent to a number that is not the sender's."""
    from smslint.text.phones import same_number

    context = hits.view.context
    found, sender = [], context.sender
    text, offsets = composed(hits.view.text)
    for match in _STOP_TO.finditer(text):
        digits = "".join(filter(str.isdigit, match[1]))
        own = sender is not None and (digits == sender or same_number(digits, sender))
        # "STOP au 36105", "BAJA al 27001": so texts in France and Spain end; only a known country tells otherwise.
        said = match[0].lower()
        abroad = context.country is None and any(to in said and code.match(digits) for to, code in _CODES_ABROAD.items())
        if not own and not abroad:
            found.append((*in_original(offsets, *match.span()), (), ("sender",) if sender is None else (), ""))
    return found


_ENOUGH = 4
_MIXED = 3


def _other_tongue(hits: Hits) -> Iterable[Occurrence]:
    """The whole text, when it is declared to be, or plainly is, Spanish or French."""
    language = hits.view.context.language
    number = counted(hits.view.folded.words.split())
    # "Your cita is mañana at 10": who reads that reads English, whatever language is declared.
    if language in number and number["en"] > max(number[language], _MIXED):
        language = "en"
    if language is None:
        best = max(("es", "fr"), key=number.__getitem__)
        language = best if number[best] >= _ENOUGH and number[best] >= 2 * number["en"] else "en"
    return [(0, len(hits.view.text), (), (), "")] if language in ("es", "fr") else []


def _phones(hits: Hits) -> Iterable[Occurrence]:
    return [(start, end, (), (), "") for start, end, _ in hits.view.phones]


def _foreign_phones(hits: Hits) -> Iterable[Occurrence]:
    from smslint.text.phones import same_number

    own = hits.view.context.brand_phones
    if own is None:
        return [(start, end, (), ("brand_phones",), "") for start, end, _ in hits.view.phones]
    return [
        (start, end, (), (), "")
        for start, end, digits in hits.view.phones
        if not any(same_number(digits, number) for number in own)
    ]


_PREMIUM = lazy(r"(?:\+?1)?(?:900|976)[0-9]{7}\Z|(?:\+?1)?[0-9]{3}976[0-9]{4}\Z|(?:\+?44|0)(?:9[018])[0-9]{7,8}\Z")


def _premium_phones(hits: Hits) -> Iterable[Occurrence]:
    digits = "".join(filter(str.isdigit, hits.view.text))
    if not any(sign in digits for sign in ("900", "976", "09", "449")):
        return []
    return [
        (start, end, (), (), "") for start, end, digits in hits.view.phones if _PREMIUM.match(digits.replace("+", ""))
    ]


def _emails(hits: Hits) -> Iterable[Occurrence]:
    return [(start, end, (), (), "") for start, end in hits.view.emails] if "@" in hits.view.text else []


def _placeholders(hits: Hits) -> Iterable[Occurrence]:
    return [(field.start, field.end, (), (), "") for field in hits.view.placeholders]


_MONEY = lazy(
    r"(?:[$€£¥]|\b(?:usd|cad|us\$) ?)\s?[0-9][0-9.,]{0,12}(?: ?[km]\b)?"
    r"|\b[0-9][0-9.,]{0,12} ?(?:dollars|bucks|usd|euros?|pounds)\b",
    re.I,
)
_CODE = lazy(
    r"\b(?:code|passcode|otp|pin|password|one-time|verification)\b[^0-9\n]{0,24}\b[0-9]{3}[- ]?[0-9]{1,5}\b"
    r"|\b[0-9]{3}[- ]?[0-9]{1,5}\b[^0-9.\n]{0,16}\b(?:is your|as your|code|passcode|otp)\b",
    re.I,
)


def _by_pattern(pattern: re.Pattern[str]) -> Callable[[Hits], Iterable[Occurrence]]:
    return lambda hits: [(match.start(), match.end(), (), (), "") for match in pattern.finditer(hits.view.text)]


def _emoji(hits: Hits) -> Iterable[Occurrence]:
    if hits.view.text.isascii():
        return []
    import regex

    shown = r"\p{Regional_Indicator}{2}|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f"
    older = r"\p{Extended_Pictographic}(?<=[\u2600-\u27bf\U0001f000-\U0001faff])"
    pattern = rf"(?:{shown}|{older})(?:\ufe0f|\p{{EMod}}|\u200d\p{{Extended_Pictographic}})*"
    return [(match.start(), match.end(), (), (), "") for match in regex.finditer(pattern, hits.view.text)]


BUILTINS: dict[str, Callable[[Hits], Iterable[Occurrence]]] = {
    **LINK_FACTS,
    **NAME_FACTS,
    "@phone": _phones,
    "@phone.foreign": _foreign_phones,
    "@phone.premium": _premium_phones,
    "@email": _emails,
    "@placeholder": _placeholders,
    "@money": _by_pattern(_MONEY),
    "@code": _by_pattern(_CODE),
    "@code.field": one_time_codes,
    "@emoji": _emoji,
    "@stop.elsewhere": _stop_elsewhere,
    "@tongue.other": _other_tongue,
    "@disguised": lambda hits: hits.all_disguised(),
}
"""Name of a built-in signal -> how it is found."""

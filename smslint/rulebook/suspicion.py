"""Cheap signs, scanned with everything else, that a text may hold a link or a disguise; the careful look comes after.

They must nominate at least what that look would find in ASCII text; text beyond ASCII is always looked at.
"""

from __future__ import annotations

from smslint.rulebook.oddities import SHORT_CODE_PATTERN
from smslint.text.leet import CODE_SIGNS, SPACED_SIGN, WORD_SIGNS

LINK_PATTERN = (
    r"://|www[. ,_]|h[tx*]{2}p|\.[a-z]{2}|\.xn--|[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]|\[[0-9a-f]*:"
    # The disguises that `smslint.text.link_repair` undoes.
    r"|[\[({<] ?(?:\.|,|d[o0]t) ?[\])}>]|[ _*~-]d[o0]t[ _*~-]|[a-z0-9]dot[a-z]{2}|%2e|&#0?46;|&#x2e;|&period;"
    r"|[a-z0-9_] {1,2}\. ?[a-z]{2}|\. com\b|\. [a-z]{2,6}/[a-z0-9_]|[a-z0-9_],(?:com\b|[a-z]{2,6}/[a-z0-9_])"
)

DISGUISE_PATTERNS = (*WORD_SIGNS, SPACED_SIGN, CODE_SIGNS)

GREETINGS = (
    "hi", "hello", "hey", "dear", "hola", "bonjour", "salut", "hallo", "ciao", "ola", "welcome", "thanks", "thank you", "sorry",
)  # fmt: skip
STAND_INS = (
    "name", "first ?name", "last ?name", "full name", "customer", "client name", "recipient", "contact name", "user ?name",
)  # fmt: skip
"""What templates call the person, left where a name belongs."""

_PERSONS = "[fl]|(?:first|last|full|cust|customer|client|patient|user|contact|company|store|business|brand)_?"
UNFILLED_PATTERNS = (
    # Words of programs, and what spreadsheets and engines say.
    r"none|nul|nil|undefined|\bnan|n/a|\[object|invalid date|%!|liquid |translation missing|missing translation"
    r"|<(?:no value|missing|empty)|#(?:ref|val|nam|n/a|div)"
    r"|(?:sms|messages?|notification|template|translation|i18n|locale)\.[a-z]",
    # Nothing where a value should stand.
    r" [,.:!]|#[ .,]|[$£€] ?(?:off|has|is|was|due|will|per|by|on|for|to|\.00|[.,;]|$)|\(\)|\"\"|[a-z] % ?(?:off|disc|cash)",
    # Patterns to be overwritten.
    r"_{3}|x{3}|xx[/:]xx|xx ?%|[$£€]x|000[-.]000|0/0|0000-|(?:1970|1969|1900|0001)\b|1900-|1970-|0001-|\{ ?[\"']"
    r"|\byour-?(?:website|domain|site|company|business|brand|link|url|store)\.",
    # Names of fields without their brackets.
    rf"\b(?:{_PERSONS})name\b|[a-z]{{2}}_[a-z]{{2}}|[~^|*=+](?:first_?)?f?name[~^|*=+]|\((?:link here|insert |enter |add )"
    r"|\((?:date|time|name|link|amount|code|address|city|day|first name|order number)\)",
    rf"\b(?:{'|'.join(GREETINGS)}) (?:{'|'.join(STAND_INS)})",
)
"""What a text shows that was filled with nothing: see `smslint.text.unfilled`."""

_GAP = "[^0-9a-z]{0,3}"
"""What may stand between the digits of a telephone number."""

META: dict[str, tuple[str, ...]] = {
    "link": (LINK_PATTERN,),
    "disguise": DISGUISE_PATTERNS,
    "runs": (r"[!?]{2}|[$£€]{2}|\.{4}|~{3}",),
    "escapes": (
        r"\\[a-z\"'/]|<[/a-z!?]|\]\]>|&[#a-z]|=[0-9a-f]{2}=|%[0-9a-f]{2}|u20[12][0-9a-f]|\[/?(?:b|i|u|url|img|size|color)[\]=]"
        r"|\]\(http|[a-z0-9]\+[a-z0-9]{1,15}\+",
    ),
    "money": (r"[$%£€].*(?:[$%£€]|\boff\b|\bcash\b)|(?:\boff\b|\bcash\b).*[$%£€]",),
    "fields": (
        r"[{}\[\]]|<[a-z/%=#!@]|%[a-z(0-9@<]|%%[a-z=|]|%#@|%[-+][0-9]{0,2}[.a-z@]|%\.[0-9]|\$!?[a-z{(_]|#\{|\*\||@@|__|(?:^|[ (>]):[a-z]"
        r"|##[a-z]|#[a-z][a-z0-9_]{1,40}#|#(?:if|foreach) ?\(|~[a-z][a-z0-9_.]{1,40}~|@[a-z][a-z0-9_]{1,40}@"
        r"|\((?:(?:first|last) name|cust(?:om|\.)(?: string)? [1-4])\)",
    ),
    "phone": (rf"[0-9](?:{_GAP}[0-9]){{8}}", SHORT_CODE_PATTERN),
    "premium": (
        rf"9{_GAP}0{_GAP}0(?:{_GAP}[0-9]){{7}}|9{_GAP}7{_GAP}6(?:{_GAP}[0-9]){{4}}"
        rf"|(?:0|4{_GAP}4){_GAP}9{_GAP}[018](?:{_GAP}[0-9]){{7}}",
    ),
    "nulls": UNFILLED_PATTERNS,
}
"""Sign -> patterns; each becomes a phrase set that no rule names, and wakes the checks that look more closely."""


META_SHARES = {
    "link": 0.3, "disguise": 0.1, "runs": 0.02, "escapes": 0.02, "money": 0.05, "fields": 0.05, "phone": 0.04, "premium": 0.002, "nulls": 0.02,
}  # fmt: skip
"""The share of ordinary messages that show a sign, roughly: what tells which sign or phrase is best to wake a rule."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_USUAL_ENDINGS = ("am", "pm", "th", "st", "nd", "rd", "hr", "mi", "gb", "mb", "lb", "kg", "km", "ft", "in", "oz")
"""What people write after a number as a matter of course: 3pm, 4th, 10gb."""


def sign_keys() -> list[str]:
    """Pieces of word forms that show a disguise, a link or an empty value without any odd character."""
    return [
        *_mixed(), *_repeated(), *_spelled_out(), *(" rn" + letter for letter in _LETTERS), "vv", *_NAMED,
        *(before + "dot" + after for before in _LETTERS + _DIGITS for after in _LETTERS),
    ]  # fmt: skip


def _with_and_without_blank(written: str) -> tuple[str, ...]:
    return (written.replace(" ?", " "), written.replace(" ?", "")) if " ?" in written else (written,)


_NAMED = (
    "http", "htxp", "hxtp", "hxxp", "www", " dot ", " d0t ", " com ", "none", "nul", "nil", "undefined", " nan", "invalid date",
    " fname ", " lname ", "firstname", "lastname", "fullname", "custname", "customername", "clientname", "patientname",
    "contactname", "companyname", "storename", "businessname", "brandname", "username", " xx xx ", " xxx",
    "yourwebsite", "yourdomain", "yoursite", "yourcompany", "yourbusiness", "yourbrand", "yourlink", "yoururl", "yourstore",
    "liquid error", "liquid syntax", "translation missing", "missing translation",
    *(f"{day}{gap}{year} " for day, year in (("1", "1970"), ("31", "1969"), ("1", "1900"), ("1", "0001")) for gap in (" ", "  ")),
    *(f" {greeting} {stand_in}" for greeting in GREETINGS for one in STAND_INS for stand_in in _with_and_without_blank(one)),
)  # fmt: skip


def _mixed() -> list[str]:
    """A digit after a letter, or letters after a digit that are no usual ending."""
    found = [letter + digit for letter in _LETTERS for digit in _DIGITS]
    for digit in _DIGITS:
        for ending in (one + other for one in _LETTERS for other in _LETTERS):
            found.extend(
                [digit + ending + letter for letter in _LETTERS] if ending in _USUAL_ENDINGS else [digit + ending]
            )
    return found


def _repeated() -> list[str]:
    doubles = [letter * 2 for letter in _LETTERS]
    return [*(letter * 3 for letter in _LETTERS), *(one + other for one in doubles for other in doubles if one != other)]


def _spelled_out() -> list[str]:
    """Two single characters with one to three characters between them that are no letter or digit."""
    alone = _LETTERS + _DIGITS
    return [f" {one}{gap}{other} " for gap in (" ", "  ", "   ") for one in alone for other in alone]

"""Values that a template engine printed because it had none: "Hi None,", "order #undefined", "01/01/1970", "Hi FNAME,"."""

from __future__ import annotations

import re

from smslint.text.field_names import FIELDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Span = tuple[int, int]

_GREETING = r"\b(?:hi|hello|hey|dear|hola|bonjour|salut|hallo|ciao|ol[áa]|welcome|thanks|thank\ you|sorry)"

_NULL = re.compile(
    rf"""
      \[object\ \w{{1,20}}\]
    | \((?:null|nil|undefined|none)\)
    | \bNaN\b
    | \bInvalid\ [Dd]ate\b(?!\ (?:on|in|of|for|entered|error|format))
    | (?i:{_GREETING}[ ]{{1,4}}(?P<name>none|null|nil|undefined|(?-i:NaN|nan)|n/a)\b(?![\s]{{1,3}}(?:and\ void|of\ )))
    | \bundefined\b(?![ ](?:behaviou?r|terms?|variable|period|amount|number|until|under|by\ the|for\ now|yet|because))
    | (?:\bnull\b|\bNULL\b)(?![ ,]{{1,2}}(?:and|or|&|void|hypothesis|value|set|point|result))
    | \bNone\b
    | \#(?:REF!|VALUE!|NAME\?|N/A\b|NULL!|DIV/0!)
    | %!\w?\((?:MISSING|EXTRA|BADINDEX|NOVERB)[^()\n]{{0,40}}\)
    | <(?:no\ value|nil|null|none|undefined|missing|empty)>
    | \bLiquid\ (?:syntax\ )?error\b
    | (?i:\btranslation\ missing\b|\bmissing\ translation\b)
    | \b(?:0?0/0?0/(?:0000|00)|0000-00-00|0?1/0?1/(?:1970|1900|0001)|12/31/1969|19(?:70|00)-01-01|0001-01-01)\b
    | (?i:\b(?:jan(?:uary)?|0?1)\ (?:0?1|jan(?:uary)?),?\ (?:1970|1900|0001)\b|\bdec(?:ember)?\ 31,?\ 1969\b)
    | (?P<mask>\b(?:XX/XX(?:/XX(?:XX)?)?|XX:XX|xx/xx(?:/xx(?:xx)?)?|xx:xx)\b
        |[$£€](?:X{{1,4}}\.XX|x{{1,4}}\.xx|XX+|xx+)\b|(?<!\w)_{{3,}}(?!\w)|\bXX(?=\ ?%))
    | \bN/A(?=,\ (?:your|you|we)\b)
    | \{{\ ?["']\w{{1,30}}["']\ ?:
    | \b(?:sms|messages?|notification|template|translation|i18n|locale)(?:\.[a-z_]{{2,20}}){{1,3}}
         \.(?:body|text|message|title|content|greeting)\b
    """,
    re.VERBOSE,
)
_BARE_FIELD = re.compile(
    rf"""
      \b(?:[FL]NAME|(?:FIRST|LAST|FULL|CUST(?:OMER)?|CLIENT|PATIENT|USER|CONTACT|COMPANY|STORE|BUSINESS|BRAND)_?NAME)\b
    | \b(?:first|last|full|customer|client|patient|contact|company|business|brand)_name\b
    | (?i:{_GREETING})[ ](?P<person>(?i:first\ ?name|customer\ name|client\ name|full\ name|last\ name|lastname|
         recipient(?:\ name)?|contact\ name|user\ name|username|\((?:first\ ?|your\ |customer\ )?name\))|NAME|CUSTOMER|RECIPIENT)
         (?=[ ]?[,!.:\-]|[ ]\w|\Z)
    | (?i:\((?:insert|enter|add)\ (?:name|link|date|time|code|amount|number|address|brand|company|here)[^()]{{0,30}}\)
         |\(link\ here\))
    | (?i:{_GREETING})\ (?P<framed>[~^|*=+]{{1,2}}(?i:first_?name|name|fname)[~^|*=+]{{1,2}})
    | \b(?:[Yy]our|YOUR)-?(?i:website|domain|site|company|business|brand|link|url|store)\.(?:com|net|org|co|example)\b
    | \b(?:(?i:code|pin|otp|order|link|date|time|amount|total|passcode)(?:\ is)?[:#\ ]{{1,3}})(?P<fill>X{{3,}})\b
    | \b(?P<phone>(?:XXX|xxx)[-.\ )]{{1,2}}(?:XXX|xxx)[-.\ ](?:XXXX|xxxx)|\(XXX\)\ ?XXX-XXXX|000[-.]000[-.]0000)\b
    """,
    re.VERBOSE,
)
_ABOUT_DATA = re.compile(
    r"\b(?:columns?|fields?|schema|api|parameters?|variables?|query|csv|headers?|json|dataset)\b", re.IGNORECASE
)
"""Words of texts in which names of fields are what is talked about."""
_IN_PARENTHESES = re.compile(r"\((?:date|time|name|link|amount|code|address|city|day|first name|order number)\)", re.IGNORECASE)
"""One may add something to what stands before; two are a form."""
_SNAKE = re.compile(r"(?<![\w/=.&?#-])[a-z]{2,12}(?:_[a-z]{2,12}){1,3}(?![\w/=(.-])")
"""order_id: one may be a name in a text about software, two are a template that was not filled."""
_WEAK_FIELD = re.compile(
    r"(?<=[a-z,#:$] )(?:NAME|DATE|TIME|AMOUNT|LINK|URL|CODE|ADDRESS|ORDER|CITY|COMPANY|PRICE|TOTAL)(?=[ ,.!?]|\Z)"
)
_CHOOSING_TEXT = "or and nor select choose chose reply answer option pick say type enter text press mark with send your"
_CHOOSING = frozenset(_CHOOSING_TEXT.split())
_ENDS_OF_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789#")
_AFTER_NONE = (" of ", " of\n", " at all", " whatsoever", " left", " taken", " required", " needed", " available")
_AFTER_NAME = tuple(f"{mark} {word}" for mark in ",:" for word in ("your", "you", "we", "thank"))
_BEFORE_UNDEFINED = frozenset(("left", "remain", "remains", "remained", "still", "yet", "as", "an", "largely"))


LONGEST_READ = 200_000
"""Characters of a text that are looked at here; no carrier takes a hundredth of that."""


def printed_nulls(text: str, masks: bool = True) -> Iterator[Span]:
    """Where a value is a word of the program, a date before all dates, or with `masks` a pattern to be overwritten ($XX.XX)."""
    for match in _NULL.finditer(text, 0, LONGEST_READ):
        start, end = match.span("name") if match["name"] else match.span()
        word = text[start:end]
        if match["name"] is None and (
            (word == "None" and not _is_printed_none(text, start, end))
            or (word == "undefined" and _word_before(text, start) in _BEFORE_UNDEFINED)
        ):
            continue
        if masks or match["mask"] is None:
            yield start, end


def bare_fields(text: str) -> Iterator[Span]:
    """Names of merge fields that stand there without their brackets: "thank you FNAME for your shift on DATE"."""
    text = text[:LONGEST_READ]
    if _ABOUT_DATA.search(text):
        return
    sure = [match.span(match.lastgroup or 0) for match in _BARE_FIELD.finditer(text)]
    if "_" in text:
        parts = [match.span() for match in _SNAKE.finditer(text) if _names_fields(match[0])]
        sure.extend(parts if len(parts) > 1 else ())
    if "(" in text:
        parts = [match.span() for match in _IN_PARENTHESES.finditer(text)]
        sure.extend(parts if len(parts) > 1 else ())
    yield from sure
    if sure:
        for match in _WEAK_FIELD.finditer(text):
            if _word_before(text, match.start()) not in _CHOOSING:
                yield match.span()


def _names_fields(name: str) -> bool:
    return name.rpartition("_")[2] in FIELDS


def _is_printed_none(text: str, start: int, end: int) -> bool:
    """Whether this "None" is a value: in mid-sentence after a small letter or a mark, or alone before "your"."""
    after = text[end : end + 12]
    if after.startswith(_AFTER_NONE):
        return False
    before = text[max(0, start - 1) : start]
    if not before:
        return after.startswith(_AFTER_NAME)
    if before in "#$€£=/@":
        return True
    word = _word_before(text, start)
    if before != " " or word in _CHOOSING or text[max(0, start - 10) : start].lower().endswith("second to "):
        return False
    return text[max(0, start - 4) : start].rstrip()[-1:] in _ENDS_OF_WORDS


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 24) : start].split()
    return words[-1].lower() if words else ""

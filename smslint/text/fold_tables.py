"""Tables of folding: what single characters become before anything is matched.

Look-alikes are mapped to ASCII only ever from non-ASCII, and only inside words that mix them with Latin letters (see
`fold`): Unicode's own skeletons are for comparing, not for normalising.
"""

from __future__ import annotations

import unicodedata

SPACES = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(code) for code in range(0x2000, 0x200B)
}

PUNCTUATION = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'", "\u02b9": "'", "\u00b4": "'",
    "\u0060": "'", "\u02bb": "'", "\u02bd": "'", "\u02c8": "'", "\u055a": "'", "\ua78c": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-", "\u2043": "-",
    "\u30fb": ".", "\u3002": ".", "\uff61": ".", "\u2024": ".", "\u00b7": ".", "\u2022": ".", "\u2219": ".",
    "\u2044": "/", "\u2215": "/", "\u29f8": "/", "\u2217": "*", "\u204e": "*", "\u2223": "|", "\u01c0": "|",
}  # fmt: skip

# Default_Ignorable_Code_Point (UAX #44) and the other code points that show nothing: "strip Cf" alone misses
# U+034F, U+115F, U+3164 and the variation selectors, and every one of them hides words from a filter.
_IGNORABLE_RANGES = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
IGNORABLE_CLASS = f"[{''.join([f'{chr(low)}-{chr(high)}' for low, high in _IGNORABLE_RANGES])}]"
"""The same for a regular expression."""
IGNORABLE = frozenset().union(*[map(chr, range(low, high + 1)) for low, high in _IGNORABLE_RANGES])

# Letters of other scripts that a reader takes for a Latin one. Capitals stand apart from small letters, because the
# Greek capitals of the GSM alphabet (free of charge for a sender) look like other letters than their small forms.
_CYRILLIC = (
    "аa вb еe ёe зz іi їi јj кk мm нh оo рp сc тt уy хx ѕs ԁd ԛq ԝw һh ӏl ьb ѵv ґr гr пn лn иu йu цu фo яr шw щw "
    "ъb ыbi эe юio чy дd бb ўy ќk ѓr ӧo ӓa"
)
_CYRILLIC_CAPITALS = (
    "АA ВB ЕE ЁE ЗZ ІI ЇI ЈJ КK МM НH ОO РP СC ТT УY ХX ЅS ԀD ԚQ ԜW ҺH ӀI ГR ИN ЙN ФO ЯR ШW ЩW ЭE ЧY ДD БB ПN ЛN "
    "ЦU ЬB ЪB ЎY ЌK ЃR ӦO ӒA"
)
_GREEK = "αa βb γy εe ζz ηn θo ιi κk μu νv ξe οo πn ρp σo ςc τt υu φo χx ψy ωw ϲc ϳj ϱp δd λa άa έe ήn ίi όo ύu ώw"
_GREEK_CAPITALS = "ΑA ΒB ΓR ΔA ΕE ΖZ ΗH ΘO ΙI ΚK ΛA ΜM ΝN ΞE ΟO ΠN ΡP ΣE ΤT ΥY ΦO ΧX ΨY ΩO ΆA ΈE ΉH ΊI ΌO ΎY ΏO"
_OTHERS = (
    # Small capitals, turned letters and letters of phonetic alphabets. Letters that living languages write (ə, ɛ, ɔ, ɓ, ɗ, ƙ)
    # are not here: they are read like accents.
    "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ꞯq ʀr ꜱs ᴛt "
    "ᴜu ᴠv ᴡw ʏy ᴢz ɑa ɡg ɾr ɐa ʌv ɯm ʍm ʇt ʎy ɥh ʞk ɹr ǝe ɟf ƃg ᴉi "
    "ʂs ʐz ȷj ᶃg ᶌy ꭇr ꭎu ᴑo ꬵf ᴦr "
    # Armenian, Cherokee, Lisu, Coptic, Canadian syllabics, Osage, Deseret.
    "ցg օo ոn սu հh զq ժd աw ՏS քp յj ղn ռn եt ӏl ԼL լl տs ҽe үy ѡw ꙇi "
    "ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᏆI ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᎩY ᏃZ ᏳG ᎡR ᏕS ᏔW ᎽY Ꮟb Ꮷd Ꮒh Ꭵi "
    "ꓐB ꓑP ꓒd ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU "
    "ⲟo ⲣp ⲥc ⲭx ⲩy ⲎH ⲏh ⲔK ⲕk Ⲓi ⲓi ⲘM ⲙm ⲚN ⲛn ⲅr ⲦT ⲧt ᗅA ᗩA ᗷB ᑕC ᗞD "
    "ᗪD ᗴE ᕮE ᖴF ᘜG ᕼH ᒍJ ᛕK ᒪL ᗰM ᑎN ᑭP ᑫq ᖇR ᔕS ᑌU ᐯV ᗯW ᙭X ᖻY ᘔZ ᑲb ᑯd "
    "𐓪o 𐓂O 𐐬o 𐐄O 𐐽c 𐐕C 𐑈s 𐐠S"
)


def _pairs(table: str) -> dict[str, str]:
    return {pair[0]: pair[1:].lower() for pair in table.split()}


LOOKALIKE: dict[str, str] = {
    **_pairs(_OTHERS), **_pairs(_GREEK), **_pairs(_GREEK_CAPITALS), **_pairs(_CYRILLIC), **_pairs(_CYRILLIC_CAPITALS),
}  # fmt: skip
LOOKALIKE = {source: target for source, target in LOOKALIKE.items() if len(target) == 1}

NEGATIVE_LETTERS = {
    chr(first + index): chr(97 + index) for first in (0x1F130, 0x1F150, 0x1F170) for index in range(26)
}
REGIONAL_FIRST, REGIONAL_LAST = "\U0001f1e6", "\U0001f1ff"


MAX_PARTS = 4
"""Letters that one character may fold to."""


def fold_character(character: str) -> str:
    """What one character becomes on its own: compatibility form, case folded, punctuation plain; "" when invisible."""
    if character in SPACES:
        return " "
    if character in IGNORABLE or (character < " " or "\x7f" <= character <= "\x9f"):
        return ""
    if character in PUNCTUATION:
        return PUNCTUATION[character]
    if character in NEGATIVE_LETTERS:
        return NEGATIVE_LETTERS[character]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    folded = character
    for _ in range(3):
        again = unicodedata.normalize("NFKC", folded.casefold())
        if again == folded:
            break
        folded = again
    # A whole phrase in one character (U+FDFA) hides no word that a rule knows, and would blow up a long text.
    if folded == character or len(folded) > MAX_PARTS:
        return character
    return "".join(fold_character(part) if part != character else part for part in folded)


def is_mark(character: str) -> bool:
    """Whether this is a combining mark that sits on the letter before it."""
    return character >= "\u0300" and unicodedata.category(character) in ("Mn", "Me")

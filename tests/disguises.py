"""A generator of disguised spellings that a reader still reads at a glance, and the places they stand in."""

from __future__ import annotations

import random
from collections.abc import Callable

LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "l": "1", "b": "8", "g": "9"}
CYRILLIC = dict(zip("aeocpxyikhmtb", "аеосрхуікһмтЬ", strict=True))
GREEK = {"a": "Λ", "o": "Θ", "e": "Σ", "n": "Π", "r": "Γ"}
ACCENTS = {"a": "à", "e": "è", "i": "ì", "o": "ò", "u": "ù", "n": "ñ"}
FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x61, 0x7B)}
BOLD = {chr(0x61 + number): chr(0x1D41A + number) for number in range(26)}
CIRCLED = {chr(0x61 + number): chr(0x24D0 + number) for number in range(26)}
SMALL_CAPS = dict(zip("abcdeghijklmnoprtuvwz", "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡᴢ", strict=True))
CURRENCY = {"e": "€", "s": "$", "y": "¥", "l": "£"}

TURNED = dict(zip("abcdefghijklmnpqrtuvwy", "ɐqɔpǝɟƃɥᴉɾʞlɯudbɹʇnʌʍʎ", strict=True))
SUPERSCRIPT = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
ARMENIAN = dict(zip("oughs", "օսցհՏ", strict=True))
CHEROKEE = dict(zip("abcdeghijklmprstvwyz", "ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎩᏃ", strict=True))
SYLLABICS = dict(zip("abcdefghjklmnpqrsuvwxyz", "ᗩᗷᑕᗪᗴᖴᘜᕼᒍᛕᒪᗰᑎᑭᑫᖇᔕᑌᐯᗯ᙭ᖻᘔ", strict=True))
SQUARED = {chr(0x61 + number): chr(0x1F170 + number) for number in range(26)}

Attack = Callable[[str, random.Random], str]


def _each_word(change: Callable[[str, random.Random], str]) -> Attack:
    return lambda phrase, rng: " ".join(change(word, rng) for word in phrase.split())


def _mapped(table: dict[str, str], share: float = 1.0) -> Attack:
    def change(word: str, rng: random.Random) -> str:
        places = [place for place, letter in enumerate(word) if letter in table]
        rng.shuffle(places)
        chosen = set(places[: max(1, round(len(places) * share))])
        return "".join(rng.choice(table[letter]) if place in chosen else letter for place, letter in enumerate(word))

    return _each_word(change)


def _leet(word: str, rng: random.Random) -> str:
    """At most half of the letters, at least one where there is one to change."""
    places = [place for place, letter in enumerate(word) if letter in LEET and len(word) > 2]
    rng.shuffle(places)
    chosen = set(places[: max(1, len(word) // 2)])
    return "".join(rng.choice(LEET[letter]) if place in chosen else letter for place, letter in enumerate(word))


def _separated(separator: str) -> Attack:
    return _each_word(lambda word, rng: separator.join(word) if len(word) > 2 else word)


def _spaced_out(phrase: str, rng: random.Random) -> str:
    return "   ".join(" ".join(word) for word in phrase.split())


def _inserted(character: str) -> Attack:
    def change(word: str, rng: random.Random) -> str:
        cut = rng.randrange(1, len(word)) if len(word) > 1 else 0
        return word[:cut] + character + word[cut:]

    return _each_word(change)


def _masked(word: str, rng: random.Random) -> str:
    """One inner letter of each word of five or more becomes a star."""
    if len(word) < 5:
        return word
    place = rng.randrange(1, len(word) - 1)
    return word[:place] + "*" + word[place + 1 :]


def _repeated(word: str, rng: random.Random) -> str:
    place = rng.randrange(len(word))
    return word[:place] + word[place] * 4 + word[place + 1 :] if word.isalpha() and len(word) > 2 else word


def _entities(word: str, rng: random.Random) -> str:
    return "".join(f"&#{ord(letter)};" if rng.random() < 0.5 else letter for letter in word)


def _percent(word: str, rng: random.Random) -> str:
    return "".join(f"%{ord(letter):02x}" if rng.random() < 0.6 or place < 1 else letter for place, letter in enumerate(word))


def _mixed_case(word: str, rng: random.Random) -> str:
    return "".join(letter.upper() if rng.random() < 0.5 else letter for letter in word)


def _both(first: Callable[[str, random.Random], str], separator: str) -> Attack:
    return _each_word(lambda word, rng: separator.join(first(word, rng)) if len(word) > 2 else word)


def _wrapped(before: str, after: str) -> Attack:
    return _each_word(lambda word, rng: "".join(f"{before}{letter}{after}" for letter in word) if len(word) > 2 else word)


def _doubled(word: str, rng: random.Random) -> str:
    return "".join(letter * 2 for letter in word) if len(word) > 2 else word


def _upside_down(phrase: str, rng: random.Random) -> str:
    return "".join(TURNED.get(letter, letter) for letter in reversed(phrase))


def _regional(word: str, rng: random.Random) -> str:
    return "\u200b".join(chr(0x1F1E6 + ord(letter) - 97) if "a" <= letter <= "z" else letter for letter in word)


def _override_inside(word: str, rng: random.Random) -> str:
    cut = rng.randrange(1, len(word)) if len(word) > 1 else 0
    return word[:cut] + "\u202e" + word[cut:][::-1] + "\u202c"


def _markup(word: str, rng: random.Random) -> str:
    cut = rng.randrange(1, len(word)) if len(word) > 1 else 0
    return f"{word[:cut]}<b>{word[cut:]}</b>" if cut else word


def _escaped(pattern: str) -> Attack:
    return _each_word(lambda word, rng: "".join(pattern.format(ord(letter)) for letter in word))


def _halves(separator: str) -> Attack:
    """The longest word in two, where neither half is left with fewer than two letters."""

    def change(phrase: str, rng: random.Random) -> str:
        words = phrase.split()
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        word = words[longest]
        cut = rng.randrange(2, len(word) - 1)
        words[longest] = word[:cut] + separator + word[cut:]
        return " ".join(words)

    return change


def _thirds(separator: str) -> Attack:
    def change(word: str, rng: random.Random) -> str:
        return separator.join(word[at : at + 2] for at in range(0, len(word), 2)) if len(word) > 4 else word

    return _each_word(change)


ATTACKS: dict[str, Attack] = {
    "leet": _each_word(_leet),
    "dots": _separated("."), "dashes": _separated("-"), "underscores": _separated("_"), "stars": _separated("*"),
    "slashes": _separated("/"), "spaces": _spaced_out,
    "zero width": _inserted("\u200b"), "soft hyphen": _inserted("\u00ad"), "word joiner": _inserted("\u2060"),
    "hangul filler": _inserted("\u3164"), "grapheme joiner": _inserted("\u034f"), "variation selector": _inserted("\ufe0e"),
    "combining mark": _inserted("\u0336"), "combining stack": _inserted("\u0301\u0327\u0316"),
    "cyrillic": _mapped(CYRILLIC, 0.6), "full width": _mapped(FULL_WIDTH), "bold": _mapped(BOLD), "circled": _mapped(CIRCLED),
    "small capitals": _mapped(SMALL_CAPS), "greek capitals": _mapped(GREEK, 0.7), "gsm accents": _mapped(ACCENTS, 0.8),
    "currency": _mapped(CURRENCY), "mask": _each_word(_masked), "repeat": _each_word(_repeated),
    "entities": _each_word(_entities), "percent": _each_word(_percent), "case": _each_word(_mixed_case),
    "line breaks": lambda phrase, rng: phrase.replace(" ", "\n"),
    "brackets": _wrapped("(", ")"), "square brackets": _wrapped("[", "]"), "bars": _separated("|"), "tildes": _separated("~"),
    "two dots": _separated(".."), "two dashes": _separated("--"), "dot and space": _separated(". "),
    "hearts": _separated("\u2665"),
    "leet with dots": _both(_leet, "."), "leet with dashes": _both(_leet, "-"),
    "letters doubled": _each_word(_doubled),
    "upside down": _upside_down, "superscript": _mapped(SUPERSCRIPT),
    "armenian": _mapped(ARMENIAN), "cherokee": _mapped(CHEROKEE),
    "syllabics": _mapped(SYLLABICS), "squared": _mapped(SQUARED), "regional letters": _each_word(_regional),
    "tags": _inserted("\U000e0061"), "joiner": _inserted("\u200d"), "non-joiner": _inserted("\u200c"),
    "override inside": _each_word(_override_inside), "markup": _each_word(_markup), "unicode escapes": _escaped("\\u{:04x}"),
    "hexadecimal entities": _escaped("&#x{:x};"), "quoted printable": _escaped("={:02X}"),
    "two v": lambda phrase, rng: phrase.replace("w", "vv"), "thirds by dashes": _thirds("-"),
    "halves by two dots": _halves(".."), "halves by star": _halves("*"),
    "halves by bar": _halves("|"),
    "reversed": lambda phrase, rng: "\u202e" + phrase[::-1] + "\u202c",
}  # fmt: skip
"""Name of a trick -> how it rewrites a phrase of lower-case words."""

CARRIERS = (
    "Hi Sam, {} at Larch this week",
    "{} for you today, Dana",
    "News from Larch. {} and more",
    "Please read this: {}. Thanks",
)


def disguised(phrase: str, attack: str, seed: int = 0) -> tuple[str, int, int]:
    """(message, start, end): a message with the disguised phrase in it, and where that stands."""
    rng = random.Random(f"{phrase}|{attack}|{seed}")
    carrier = rng.choice(CARRIERS)
    spelled = ATTACKS[attack](phrase, rng)
    before, after = carrier.split("{}")
    return before + spelled + after, len(before), len(before) + len(spelled)

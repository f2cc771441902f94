"""What a host name says on its own: its two spellings, whether it is an address, whether its letters deceive.

Facts of a host are kept, since the same hosts come back in message after message.
"""

from __future__ import annotations

from functools import lru_cache

from smslint.text.tlds import TLDS

LONGEST_HOST = 253
LONGEST_LABEL = 63


class Host:
    """Facts of one host.

    host: lower case, Unicode, without a closing dot; the dotted form of an IPv4 address, the short form of an IPv6 one.
    ascii_host: the same for the wire, `xn--` where letters beyond ASCII stand.
    flags: ip, punycode, mixed_script, encoded, fullwidth, unknown_tld.
    """

    __slots__ = ("ascii_host", "flags", "host")

    def __init__(self, host: str, ascii_host: str, flags: frozenset[str]) -> None:
        self.host = host
        self.ascii_host = ascii_host
        self.flags = flags


_NOTHING: frozenset[str] = frozenset()
_UNKNOWN = frozenset({"unknown_tld"})
_IP = frozenset({"ip"})


def host_facts(written: str) -> Host:
    """Facts of a host as it stands in a link. Never raises: what cannot be a host gets the flag `unknown_tld`.

    Of what is too long to be one only the end counts: nobody is to look at a million characters, or remember them.
    """
    if len(written) > LONGEST_HOST * 3:
        end = written[-LONGEST_HOST:].lower().lstrip(".")
        return Host(end, end, _UNKNOWN)
    return _facts(written)


@lru_cache(maxsize=8192)
def _facts(written: str) -> Host:
    if written.startswith("["):
        return _ipv6(written)
    if "{" in written:
        return _templated(written)
    if written.isascii() and "%" not in written and "xn--" not in (host := written.lower().strip(".")):
        address = ipv4(host)
        if address:
            return Host(address, address, _IP)
        return Host(host, host, _NOTHING if host.rpartition(".")[2] in TLDS else _UNKNOWN)
    return _intricate(written)


def is_tld(label: str) -> bool:
    """Whether this is a top-level domain, in any case, in Unicode or `xn--` form."""
    label = label.lower()
    if label in TLDS:
        return True
    return label.startswith("xn--") and to_unicode(label) in TLDS


def deceptive_tld(label: str) -> str:
    """The ASCII top-level domain that look-alike letters imitate ("соm" in Cyrillic is "com"), else an empty text."""
    from smslint.text.fold_tables import LOOKALIKE

    plain = "".join(LOOKALIKE.get(character, character) for character in _compatible(label)).lower()
    return plain if plain in TLDS and plain.isascii() else ""


def to_unicode(label: str) -> str:
    """An `xn--` label in Unicode; any other label, or one that does not decode, as it is."""
    if not label.startswith("xn--") or len(label) > LONGEST_LABEL:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode") or label
    except (UnicodeError, ValueError, OverflowError):
        return label


def to_ascii(label: str) -> str:
    """A label for the wire: `xn--` when it has letters beyond ASCII."""
    if label.isascii() or len(label) > LONGEST_HOST:
        return label
    try:
        return "xn--" + label.encode("punycode").decode("ascii")
    except (UnicodeError, ValueError):
        return label


def ipv4(host: str) -> str:
    """The dotted form of an IPv4 address in any notation a browser takes (decimal, hex, octal, short), else ""."""
    parts = host.split(".")
    if len(parts) > 4 or not parts[-1][:1].isdigit():
        return ""
    numbers = [_number(part) for part in parts]
    if min(numbers) < 0 or max(numbers[:-1], default=0) > 255 or numbers[-1] >= 256 ** (5 - len(numbers)):
        return ""
    value = numbers[-1] + sum(number << (24 - 8 * index) for index, number in enumerate(numbers[:-1]))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _number(part: str) -> int:
    if not part.isascii() or not part[:1].isdigit() or len(part) > 24 or "_" in part:
        return -1
    try:
        if part[:2] in ("0x", "0X"):
            return int(part[2:] or "0", 16)
        return int(part, 8 if part[0] == "0" else 10)
    except ValueError:
        return -1


def _ipv6(written: str) -> Host:
    from ipaddress import AddressValueError, IPv6Address

    inside = written.strip("[]").partition("%")[0].lower()
    try:
        inside = str(IPv6Address(inside))
    except AddressValueError:
        return Host(inside, inside, _UNKNOWN)
    return Host(inside, inside, _IP)


def _templated(written: str) -> Host:
    """A host with merge fields: the part behind the last one still tells whose it is."""
    known = written.rpartition("}")[2].lower().strip(".")
    flags = {"templated"}
    if known and not is_tld(known.rpartition(".")[2]):
        flags.add("unknown_tld")
    return Host(known, known, frozenset(flags))


def _intricate(written: str) -> Host:
    flags = set()
    if "%" in written:
        from urllib.parse import unquote

        written = unquote(written, errors="replace")
        flags.add("encoded")
    plain = _compatible(written)
    if plain != _composed(written):
        flags.add("fullwidth")
    labels = plain.strip(".").split(".")
    if any(label.startswith("xn--") for label in labels):
        flags.add("punycode")
    unicode_labels = [to_unicode(label) for label in labels]
    if not is_tld(unicode_labels[-1]):
        flags.add("unknown_tld")
    if any(map(mixes_scripts, unicode_labels)) or _imitates(unicode_labels):
        flags.add("mixed_script")
    address = ipv4(".".join(labels))
    if address:
        return Host(address, address, frozenset(flags - {"unknown_tld"} | {"ip"}))
    return Host(".".join(unicode_labels), ".".join(map(to_ascii, unicode_labels)), frozenset(flags))


def _compatible(written: str) -> str:
    from unicodedata import normalize

    return normalize("NFKC", written).lower().replace("\u3002", ".")


def _composed(written: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", written).lower()


_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"})


def _script(character: str) -> str:
    from unicodedata import name

    word = name(character, "UNKNOWN").partition(" ")[0]
    return "EAST" if word in _EAST_ASIAN else word


def scripts_of(label: str) -> frozenset[str]:
    """The scripts of its letters, by the first word of their Unicode names; East Asian scripts count as one."""
    letters = filter(str.isalpha, label)
    return frozenset("LATIN" if character.isascii() else _script(character) for character in letters)


def mixes_scripts(label: str) -> bool:
    """Whether one label mixes scripts that honest names do not mix (Latin beside East Asian is usual)."""
    if label.isascii():
        return False
    scripts = scripts_of(label)
    return len(scripts) > 1 and scripts != {"LATIN", "EAST"}


def _imitates(labels: list[str]) -> bool:
    """Whether a whole label of another script reads as Latin, below or as a Latin top-level domain."""
    if all(label.isascii() for label in labels):
        return False
    if deceptive_tld(labels[-1]) and not labels[-1].isascii() and labels[-1] not in TLDS:
        return True
    from smslint.text.fold_tables import LOOKALIKE

    return labels[-1].isascii() and any(
        not label.isascii() and all(character in LOOKALIKE for character in label if character.isalpha())
        for label in labels[:-1]
    )

"""A change of a file as a unified diff that `git apply` and `patch` take."""

from __future__ import annotations

from smslint.report.visible import disarmed

_LETTERS = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
NO_END = "\\ No newline at end of file\n"


def patch(path: str, before: str, after: str, exact: bool) -> tuple[str, bool]:
    """(the diff, whether it applies). Only line feeds end a line, as git sees it; carriage returns are kept.

    path: relative to where it will be applied; exact: characters that act on a terminal stay what they are, else they are
    shown as escapes, and a diff that has some does not apply.
    """
    from difflib import unified_diff

    lines = []
    for line in unified_diff(_lines(before), _lines(after), *_names(path)):
        lines += [line] if line.endswith("\n") else [f"{line}\n", NO_END]
    raw = "".join(lines)
    shown = raw if exact else "".join(map(_safe, lines))
    return shown, shown == raw


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [*(f"{part}\n" for part in parts[:-1]), *([parts[-1]] if parts[-1] else [])]


def _safe(line: str) -> str:
    """A line of a diff that does nothing to a terminal; tabs and its own end are no danger."""
    end = "\r\n" if line.endswith("\r\n") else "\n"
    return "\t".join(map(disarmed, line.removesuffix(end).split("\t"))) + end


def _names(path: str) -> tuple[str, str]:
    return _name(f"a/{path}"), _name(f"b/{path}")


def _name(name: str) -> str:
    """A name as git writes it: in quotes where a character needs an escape, with a tab behind it where it holds a blank."""
    if any(sign in _LETTERS or disarmed(sign) != sign for sign in name):
        return f'"{"".join(map(_quoted, name))}"'
    return f"{name}\t" if " " in name else name


def _quoted(sign: str) -> str:
    if sign in _LETTERS:
        return _LETTERS[sign]
    if disarmed(sign) == sign:
        return sign
    return "".join(f"\\{byte:03o}" for byte in sign.encode("utf-8", "surrogateescape"))

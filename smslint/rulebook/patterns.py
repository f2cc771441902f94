"""What a pattern in a rule file may be: the part of the regular expression language that every engine here reads alike,
small, and with a literal that a scan can find."""

from __future__ import annotations

import re
from functools import lru_cache
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any

from smslint.rulebook.anchors import parse, required_literals, requires_digit
from smslint.rulebook.escapes import control_fault

MAX_PATTERN = 1000
MAX_REPEAT = 200
MAX_PRODUCT = 1000
MAX_GROUPS = 20
MAX_SIZE = 5_000
"""Size of one pattern, as `pattern_size` counts it."""
MAX_NESTING = 40
RE2_BYTES = 8 * 1024 * 1024
INSTEAD = "`exempt`, or `combine` with near or none"
NO_LITERAL = "the pattern has no literal that a scan could find; add one, or use `terms`"

_ESCAPES = frozenset("bBdDwWsSAntrfvx")
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_LOOKING = {
    code.ASSERT: "lookaround", code.ASSERT_NOT: "lookaround", code.GROUPREF: "a back-reference",
    code.GROUPREF_EXISTS: "a condition on a group", code.ATOMIC_GROUP: "an atomic group",
    code.POSSESSIVE_REPEAT: "a possessive repetition",
}  # fmt: skip


@lru_cache(maxsize=4096)
def pattern_fault(pattern: str, engine: str = "re2", anchor: str | None = None) -> str | None:
    """Why a pattern is refused, in one sentence, or None.

    `engine` "backtracking" permits lookaround; `anchor` "digits" takes a digit in every match for a literal.
    """
    fault = _form_fault(pattern)
    if fault:
        return fault
    try:
        tree = parse(pattern)
    except re.error as error:
        place = f" at character {error.pos + 1}" if error.pos is not None else ""
        return f"the pattern is no regular expression: {error.msg}{place}"
    except (OverflowError, RecursionError, ValueError):
        return "the pattern is too large or too deeply nested"
    fault = _tree_fault(tree, engine)
    if fault:
        return fault
    if not required_literals(pattern) and not (anchor == "digits" and requires_digit(pattern)):
        return NO_LITERAL
    return _compile_fault(pattern, engine)


@lru_cache(maxsize=4096)
def pattern_size(pattern: str) -> int:
    """How large the pattern's program will be, roughly: its characters and classes, times their repetitions."""
    try:
        return _size(parse(pattern))
    except (re.error, OverflowError, RecursionError, ValueError):
        return len(pattern)


def _size(items: Any) -> int:
    total = 0
    for operator, argument in items:
        if operator in _REPEATS:
            low, high, inner = argument
            total += max(low, 1 if high is code.MAXREPEAT else high, 1) * _size(inner)
        elif operator is code.BRANCH:
            total += sum(_size(branch) for branch in argument[1])
        elif operator is code.SUBPATTERN:
            total += _size(argument[3])
        elif operator is code.IN:
            total += len(argument)
        else:
            total += 1
    return total


def _form_fault(pattern: str) -> str | None:
    if not pattern:
        return "the pattern is empty"
    if len(pattern) > MAX_PATTERN:
        return f"the pattern has {len(pattern):,} characters; the limit is {MAX_PATTERN:,}, split it or use `terms`"
    if (fault := control_fault(pattern)) is not None:
        return fault
    if any(character < " " or "\ud800" <= character <= "\udfff" for character in pattern):
        return "the pattern holds a control character or half of a surrogate pair; write it as an escape, in single quotes"
    if pattern.count("(") > MAX_NESTING and _depth(pattern) > MAX_NESTING:
        return f"the pattern nests groups deeper than {MAX_NESTING} levels"
    return _dialect_fault(pattern)


def _depth(pattern: str) -> int:
    deepest = depth = 0
    for character in re.sub(r"\\.", "", pattern):
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


def _dialect_fault(pattern: str) -> str | None:
    for match in re.finditer(r"\\(.?)", pattern, re.DOTALL):
        letter = match[1]
        if letter.isalpha() and letter not in _ESCAPES:
            hint = "use $ for the end" if letter in "zZ" else "write the character itself"
            return f"the escape \\{letter} is not read alike by all engines; {hint}"
    bare = re.sub(r"\\.", "", pattern, flags=re.DOTALL)
    if "(?#" in bare:
        return "comments inside a pattern are not read by all engines; use a YAML comment"
    flags = re.search(r"\(\?[-a-zA-Z]*?([^-imsP<a-zA-Z:]|[aLuxU])[a-zA-Z-]*[):]", bare)
    if flags and flags[1] in "aLuxU":
        return f"the flag {flags[1]} is not read alike by all engines; only i, m and s are"
    return None


def _tree_fault(tree: Any, engine: str) -> str | None:
    if tree.state.groups - 1 > MAX_GROUPS:
        return f"more than {MAX_GROUPS} capturing groups; write (?:...) instead of (...)"
    fault = _Inspection(engine, bool(tree.state.flags & re.IGNORECASE)).fault(tree, 1, False)
    if fault is None and _size(tree) > MAX_SIZE:
        return "the pattern's repetitions make it too large; bound them closer"
    return fault


class _Inspection:
    """Looks at every node of a parse tree for what only some engines can do, or none can do fast."""

    __slots__ = ("any_case", "engine")

    def __init__(self, engine: str, any_case: bool) -> None:
        self.engine = engine
        self.any_case = any_case

    def fault(self, items: Any, times: int, unbounded: bool) -> str | None:
        """The first fault of a sequence that is itself repeated `times` times."""
        for operator, argument in items:
            fault = self._node(operator, argument, times, unbounded)
            if fault:
                return fault
        return None

    def _node(self, operator: Any, argument: Any, times: int, unbounded: bool) -> str | None:
        if operator in _LOOKING and self.engine != "backtracking":
            return f"{_LOOKING[operator]} needs `engine: backtracking`, a slow lane; try {INSTEAD}"
        if operator is code.LITERAL:
            return self._case(argument)
        if operator is code.IN:
            return self._class(argument)
        if operator in _REPEATS:
            return self._repeat(argument, times, unbounded)
        return self._inside(operator, argument, times, unbounded)

    def _inside(self, operator: Any, argument: Any, times: int, unbounded: bool) -> str | None:
        if operator is code.SUBPATTERN:
            any_case, self.any_case = self.any_case, self.any_case or bool(argument[1] & re.IGNORECASE)
            fault = self.fault(argument[3], times, unbounded)
            self.any_case = any_case
            return fault
        if operator is code.BRANCH:
            return next((fault for branch in argument[1] if (fault := self.fault(branch, times, unbounded))), None)
        if operator in (code.ASSERT, code.ASSERT_NOT):
            return self.fault(argument[1], times, unbounded)
        return self.fault(argument, times, unbounded) if operator is code.ATOMIC_GROUP else None

    def _repeat(self, argument: Any, times: int, unbounded: bool) -> str | None:
        low, high, items = argument
        endless = high is code.MAXREPEAT
        count = low if endless else high
        if count > MAX_REPEAT:
            return f"a repetition of {count:,}; the limit is {MAX_REPEAT}"
        if times * max(count, 1) > MAX_PRODUCT:
            return f"nested repetitions multiply to more than {MAX_PRODUCT:,}"
        if endless and unbounded:
            return "an endless repetition inside an endless one; bound one of them, as {1,20}"
        return self.fault(items, times * max(count, 1), unbounded or endless)

    def _case(self, point: int) -> str | None:
        character = chr(point)
        if self.any_case or character.casefold() == character:
            return None
        return f"{character!r} never occurs in the folded text, which is lower case; write {character.casefold()!r}"

    def _class(self, members: list[Any]) -> str | None:
        if any(operator is code.NEGATE for operator, _ in members):
            return None
        literals = [argument for operator, argument in members if operator is code.LITERAL]
        # A class may list both cases; only a class that can match nothing else is a mistake.
        if len(literals) == len(members) and all(self._case(point) for point in literals):
            return self._case(literals[0])
        return None


def _compile_fault(pattern: str, engine: str) -> str | None:
    if engine == "backtracking":
        return _regex_fault(pattern)
    try:
        import re2
    except ImportError:
        return None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = RE2_BYTES
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0] if error.args else ""
        reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"the scanning engine refuses the pattern: {reason[:80] or 'it is too large'}"
    return None


def _regex_fault(pattern: str) -> str | None:
    import regex

    try:
        regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError):
        return "the backtracking engine refuses the pattern"
    return None

"""Errors that carry where, what and what to do."""

from __future__ import annotations

import errno

MAX_SHOWN = 100
_REMEDIES = {
    errno.ENOENT: "check the path",
    errno.ENOTDIR: "check the path",
    errno.ENAMETOOLONG: "check the path",
    errno.ELOOP: "mend the link, which leads back to itself",
    errno.EACCES: "give this user the right to read it",
    errno.EPERM: "give this user the right to read it",
    errno.EISDIR: "name a file in it",
    errno.EMFILE: "raise the limit of open files (ulimit -n)",
    errno.EIO: "copy it from a sound disk",
}


def shown(value: object, most: int = 20) -> str:
    """A value as an error may repeat it: a word or a code, and nothing that may be a message or a telephone number."""
    word = str(value)
    telling = len(word) > 40 or len(word.split()) > 3 or sum(character.isdigit() for character in word) > 5
    return "what stands there" if telling else repr(word[:most])


def unreadable(error: OSError) -> str:
    """Why something cannot be read and, where the system's reason tells it, what to do about it."""
    reason = f"cannot be read: {error.strerror or 'it broke off'}"
    remedy = _REMEDIES.get(error.errno or 0)
    return f"{reason}; {remedy}" if remedy else reason


class SmslintError(Exception):
    """Base of all errors that smslint raises on purpose; the command line prints it and exits 2."""


class ContextError(SmslintError, ValueError):
    """A Context field has an unknown name or a value outside its list."""


class ArgumentError(SmslintError, TypeError):
    """An argument is of the wrong kind; the text says what to give instead."""


class MessageTooLargeError(SmslintError, ValueError):
    """A message exceeds the limit of code points that one lint will read."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"message of {size:,} characters exceeds the limit of {limit:,}; split it or lint it as a file of messages"
        )
        self.size = size
        self.limit = limit


class MissingExtraError(SmslintError, ImportError):
    """An optional dependency is absent; the text names the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part: pip install 'smslint[{extra}]'")
        self.extra = extra


class OutputError(SmslintError):
    """A result could not be written; the text says where and why."""


class UnknownRuleError(SmslintError, KeyError):
    """No rule has this identifier or name."""

    def __str__(self) -> str:
        return str(self.args[0])


class Issue:
    """One fault in a rule file: where it stands and what to do about it."""

    __slots__ = ("column", "line", "message", "path")

    def __init__(self, path: str, line: int, column: int, message: str) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"

    def __repr__(self) -> str:
        return f"Issue({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Issue) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


class RuleFileError(SmslintError):
    """One or more rule files could not be loaded; `issues` names every fault found, not only the first."""

    def __init__(self, issues: list[Issue]) -> None:
        self.issues = sorted(issues, key=lambda issue: (issue.path, issue.line, issue.column, issue.message))
        super().__init__(self._text())

    def __reduce__(self) -> tuple[type[RuleFileError], tuple[list[Issue]]]:
        return type(self), (self.issues,)

    def _text(self) -> str:
        lines = [str(issue) for issue in self.issues[:MAX_SHOWN]]
        if len(self.issues) > MAX_SHOWN:
            lines.append(f"... and {len(self.issues) - MAX_SHOWN} more")
        noun = "error" if len(self.issues) == 1 else "errors"
        return "\n".join([*lines, f"{len(self.issues)} {noun}, no rule loaded"])

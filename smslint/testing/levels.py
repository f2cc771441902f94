"""Names of severities, as tests give them: a misspelt one must not pass, nor read as a fault of the message."""

from __future__ import annotations

from smslint.errors import SmslintError
from smslint.model import Severity, did_you_mean


def severity_of(option: str, word: str) -> Severity:
    """A severity by name. Raises SmslintError for a name that is none."""
    names = [severity.value for severity in Severity]
    if word not in names:
        raise SmslintError(f"{option} cannot be {word!r}{did_you_mean(str(word), names) or '; one of ' + ', '.join(names)}")
    return Severity(word)

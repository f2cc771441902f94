"""Rules that entries of `[[files]]` leave out and that are none: a slip there leaves out nothing, and nobody would notice."""

from __future__ import annotations

from smslint.errors import Issue
from smslint.model import did_you_mean
from smslint.project.remarks import is_known, names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.project.config import Configuration
    from smslint.project.judge import Judge


def check_left_out(judge_: Judge, configuration: Configuration) -> None:
    """Look at the `ignore` of every entry. Raises ConfigurationError with each word that names no rule."""
    issues = [
        Issue(configuration.path or "", *_place(configuration, number), f"ignore names {word[:60]!r}, which is no rule{near}")
        for number, entry in enumerate(configuration.files)
        for word, near in _unknown(entry.ignore, judge_, configuration)
    ]
    if issues:
        from smslint.project.validate import ConfigurationError

        raise ConfigurationError(issues)


def _unknown(words: object, judge_: Judge, configuration: Configuration) -> Iterator[tuple[str, str]]:
    for word in words if isinstance(words, (list, tuple)) else ():
        if not (is_known(word, judge_) or is_known(word.upper(), judge_)):
            own = _own(configuration)
            if not any(word in (name, name.lower()) or (len(word) >= 3 and name.startswith(word)) for name in own):
                yield word, did_you_mean(word, [*names(), *own])


def _own(configuration: Configuration) -> list[str]:
    """Identifiers and names of the rules of one's own, also of those that this run has left out."""
    from smslint.rulebook.fingerprint import is_path
    from smslint.rulebook.shipped import with_shipped

    roots = [name for name in configuration.linter_arguments().get("rules", ()) if is_path(name)]
    return [name for rule in with_shipped(roots).rules.values() for name in (rule.id, rule.name)] if roots else []


def _place(configuration: Configuration, number: int) -> tuple[int, int]:
    """Where the words stand; the top of the file where they may stand in one that this extends."""
    from smslint.project.config_file import place_of

    if configuration.path is None or configuration.settings.get("extends"):
        return 1, 1
    return place_of(configuration.path, "files", str(number), "ignore")

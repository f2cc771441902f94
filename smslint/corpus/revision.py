"""Rules by name, folder or git revision, as a linter of their own."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile

from smslint.errors import SmslintError
from smslint.linter import Linter
from smslint.model import RulesetInfo
from smslint.rulebook.cache import compile_remembering
from smslint.rulebook.choice import choose
from smslint.rulebook.fingerprint import digest_of_choice, source_digest
from smslint.rulebook.home import is_inside
from smslint.rulebook.loader import load_book
from smslint.rulebook.selection import DEFAULT_PROFILE, profile_rules
from smslint.rulebook.shipped import with_shipped
from smslint.ruleset import Ruleset
from smslint.version import __version__

GIT = "git:"
FOLDER = "rules"
"""The folder taken from a revision when none is named."""


class RevisionError(SmslintError):
    """Rules that are not to be had; the text says why and what to write."""


def linter_of(name: str, scratch: str, preview: bool = False) -> Linter:
    """The linter of a profile, of a folder or file of rules, or of `git:REVISION[:FOLDER]`, unpacked into `scratch`.

    A folder laid out as the shipped rules stands alone; any other is read beside the shipped lists and sources, and only
    its own rules are active. Raises RevisionError, RuleFileError, and SmslintError for an unknown profile.
    """
    if name.startswith(GIT):
        return _of_folder(unpacked(name.removeprefix(GIT), scratch), name, preview)
    if os.path.exists(name):
        return _of_folder(name, name, preview)
    if os.sep in name or "/" in name:
        raise RevisionError(f"there is no {name!r}; name a profile, a folder of rules or {GIT}REVISION")
    return Linter(name, preview=preview or None)


def _of_folder(folder: str, name: str, preview: bool) -> Linter:
    if is_home(folder):
        book = load_book([folder])
        chosen = profile_rules(book, DEFAULT_PROFILE, preview=preview)
    else:
        book = with_shipped([folder])
        own = {one.id: one for one in book.rules.values() if is_inside(one.path, folder)}
        chosen = choose(own, (), (), preview)
    info = RulesetInfo(name, __version__, digest_of_choice(source_digest([folder]), name))
    return Linter.of(Ruleset(compile_remembering(book, chosen), info))


def is_home(folder: str) -> bool:
    """Whether a folder is laid out as the shipped rules, with sources of its own."""
    return os.path.isdir(os.path.join(folder, "core")) and os.path.isfile(os.path.join(folder, "sources.yml"))


def unpacked(revision: str, scratch: str) -> str:
    """A folder below `scratch` with the rules of a git revision, `REVISION` or `REVISION:FOLDER`. Raises RevisionError."""
    commit, _, folder = revision.partition(":")
    known = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if known is None:
        raise RevisionError(f"git knows no revision {commit!r} here; see `git log`")
    tree = f"{known.decode().strip()}:{folder or FOLDER}"
    archive = _git("archive", "--format=tar", tree)
    if archive is None:
        raise RevisionError(f"there is no folder {folder or FOLDER!r} in revision {commit!r}; write {GIT}{commit}:FOLDER")
    place = os.path.join(scratch, known.decode().strip()[:12])
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(place, filter="data")
    return place


def _git(*words: str) -> bytes | None:
    """What git prints, None when it refuses. Raises RevisionError where there is no git."""
    try:
        done = subprocess.run(["git", *words], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError(f"git is not installed here; {GIT} needs it") from None
    return done.stdout if done.returncode == 0 else None

"""What was learnt of patterns when rules were last compiled, on disk: whoever changes one rule does not wait for all others.

Which keys a pattern has hangs on the pattern, on ordinary texts and on our code, and takes most of a compilation to find out.
A file of other texts, of other code, or damaged, is not used.
"""

from __future__ import annotations

import marshal
import os

from smslint.rulebook.background import Background
from smslint.rulebook.code import this_code
from smslint.rulebook.sealed import read_sealed, write_sealed

MAGIC = b"smslint-keys-1\n"
NAME = "patterns.keys"
OWN = "own-patterns.keys"
"""By samples of one's own rules alone: these do not drive out what was learnt by the shipped ones, which takes far longer."""


def recall(background: Background, folder: str) -> None:
    """Give ordinary texts back what was learnt by them, when a folder holds it; once for as long as they are in memory."""
    if background.learnt.is_recalled:
        return
    background.learnt.is_recalled = True
    body = read_sealed(_path(background, folder), MAGIC)
    if body is None:
        return
    try:
        made_from, groups, gates = marshal.loads(body)
    except (ValueError, EOFError, TypeError):  # of a Python that writes otherwise
        return
    if made_from == _made_from(background):
        background.learnt.recall(groups, gates)


def keep(background: Background, folder: str) -> None:
    """Keep what is known by now, if any of it is new."""
    learnt = background.learnt
    if learnt.is_new:
        body = marshal.dumps((_made_from(background), *learnt.told()))
        write_sealed(_path(background, folder), MAGIC, body)
        learnt.is_new = False


def _path(background: Background, folder: str) -> str:
    return os.path.join(folder, NAME if background.shipped else OWN)


def _made_from(background: Background) -> tuple[str, str]:
    """What the keys of a pattern hang on besides the pattern."""
    return background.digest(), this_code()[2]

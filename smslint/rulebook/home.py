"""Where the shipped rules lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

from smslint.errors import SmslintError


def rules_home() -> Path:
    """The folder with core/, lists/, packs/, profiles/ and sources.yml. Raises SmslintError when there is none."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_rules", package.parent / "rules"):
        if (folder / "core").is_dir():
            return folder
    raise SmslintError("the shipped rules are missing from this installation; reinstall smslint")


def is_inside(path: str | Path, root: str | Path) -> bool:
    """Whether a path is a root or lies below it, wherever links lead."""
    real, base = os.path.realpath(path), os.path.realpath(root)
    return real == base or real.startswith(base + os.sep)

"""Where the shipped rules lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from smslint.errors import SmslintError


def rules_home() -> Path:
    """The folder with core/, lists/, packs/, profiles/ and sources.yml. Raises SmslintError when there is none."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_rules", package.parent / "rules"):
        if (folder / "core").is_dir():
            return folder
    raise SmslintError("the shipped rules are missing from this installation; reinstall smslint")

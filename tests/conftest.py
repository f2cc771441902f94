"""What all tests share: no deadlines, no chance, and a place for compiled rules that is not the user's own."""

from __future__ import annotations

import os

from hypothesis import settings

from tests.words import ROOT

# The first example pays for compiling the rules, and a busy machine is no fault of the code.
settings.register_profile("smslint", deadline=None, derandomize=True, database=None)
settings.load_profile("smslint")

# The formats of build servers are asked for where they are tested.
os.environ.pop("GITHUB_ACTIONS", None)
os.environ.setdefault("SMSLINT_CACHE_DIR", str(ROOT / ".venv" / ".rules"))

"""Builds the wheel with its rules compiled, so that the first run after an installation takes no longer than the second."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds a compiled bundle of the shipped rules; an editable installation compiles its own, as its rules change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the rules of the source tree that is being built."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from smslint.outline import with_outline
        from smslint.rulebook.cache import BROUGHT, write_shipped

        self._folder = tempfile.TemporaryDirectory(prefix="smslint-build-")
        path = os.path.join(self._folder.name, BROUGHT)
        write_shipped(path, with_outline)
        build_data["force_include"][path] = f"smslint/{BROUGHT}"

"""Audits of corpora: record batches in, record batches out, each distinct text judged once, nothing lost.

`lint_batches` is the kernel that everything else here stands on; clusters call it directly.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.audit.kernel import lint_batches

__all__ = ["lint_batches"]


def __getattr__(name: str) -> Any:
    """The kernel is brought in when it is first asked for."""
    if name == "lint_batches":
        from smslint.audit.kernel import lint_batches

        return lint_batches
    raise AttributeError(f"module 'smslint.audit' has no attribute {name!r}")

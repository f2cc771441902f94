"""The rule book: everything that the files said, by name."""

from __future__ import annotations

from smslint.errors import Issue
from smslint.rulebook.document import Document, Path
from smslint.rulebook.schema import ListSpec, PackSpec, ProfileSpec, RuleSpec, SourceSpec


class Origin:
    """Where something stands: its document and the path inside it."""

    __slots__ = ("base", "document")

    def __init__(self, document: Document, base: Path = ()) -> None:
        self.document = document
        self.base = base

    def issue(self, location: Path, message: str, key: bool = False) -> Issue:
        """A fault below this place."""
        return self.document.issue((*self.base, *location), message, key)


class Book:
    """Rules, lists, sources, profiles and packs of all roots.

    `weights` holds fitted ones, which the rules bear, and `authored` what their authors gave those rules.
    `files` names every file read with its SHA-256, in reading order; `warnings` are remarks that do not forbid loading;
    `issues` stays empty when the book was loaded strictly. `half_rules` and `half_lists` hold what could be read of
    faulty ones, by a number of their own.
    """

    __slots__ = (
        "authored", "broken", "files", "half_lists", "half_rules", "issues", "lists", "origins", "packs", "profiles", "rules",
        "sources", "warnings", "weights",
    )  # fmt: skip

    def __init__(self) -> None:
        self.rules: dict[str, RuleSpec] = {}
        self.lists: dict[str, ListSpec] = {}
        self.sources: dict[str, SourceSpec] = {}
        self.profiles: dict[str, ProfileSpec] = {}
        self.packs: dict[str, PackSpec] = {}
        self.half_rules: dict[str, RuleSpec] = {}
        self.half_lists: dict[str, ListSpec] = {}
        self.weights: dict[str, int] = {}
        self.authored: dict[str, int] = {}
        self.files: list[tuple[str, str]] = []
        self.warnings: list[Issue] = []
        self.issues: list[Issue] = []
        self.origins: dict[tuple[str, str], Origin] = {}
        self.broken: set[tuple[str, str]] = set()

    def copy(self) -> Book:
        """A book that can be added to without changing this one."""
        book = Book()
        for name in ("rules", "lists", "sources", "profiles", "packs", "weights", "authored", "origins"):
            setattr(book, name, dict(getattr(self, name)))
        for name in ("files", "warnings", "issues"):
            setattr(book, name, list(getattr(self, name)))
        book.broken = set(self.broken)
        return book

    def knows(self, kind: str, name: str) -> bool:
        """Whether something of that name was read, even if it was faulty: one mistake makes one issue."""
        return name in getattr(self, f"{kind}s") or (kind, name) in self.broken or (kind, "*") in self.broken

    def issue(self, kind: str, name: str, location: Path, message: str, key: bool = False) -> Issue:
        """A fault at a place inside something loaded, as `issue("rule", "URL001", ("check", "links"), ...)`."""
        origin = self.origins.get((kind, name))
        return origin.issue(location, message, key) if origin else Issue(kind, 1, 1, message)

    def path_of(self, kind: str, name: str) -> str | None:
        """The file of something loaded, as `path_of("rule", "URL001")`."""
        origin = self.origins.get((kind, name))
        return origin.document.path if origin else None

    def __repr__(self) -> str:
        return f"Book({len(self.rules)} rules, {len(self.lists)} lists, {len(self.sources)} sources)"

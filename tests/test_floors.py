"""The plan of the house, held: an import goes down or stays on its floor, and `import smslint` is cheap."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "smslint"

FLOORS = {
    "version": 0, "brand": 0, "context": 0, "counts": 0, "places": 0, "zones": 0, "model": 0, "values": 0, "errors": 0,
    "text": 1, "rulebook": 1,
    "engine": 2, "replies": 2,
    "checks": 3,
    "arguments": 4, "conditions": 4, "judgement": 4, "layers": 4, "linter": 4, "outcomes": 4, "outline": 4, "plan": 4,
    "ruleset": 4,
    "": 5, "audit": 5, "campaign": 5, "corpus": 5, "project": 5,
    "report": 6, "docs": 6,
    "spark": 6,
    "cli": 7, "serve": 7, "providers": 7, "testing": 7, "examples": 7, "__main__": 7,
}  # fmt: skip
"""The floor of each room; "" is the package itself, whose face shows what lies on the floors up to the fourth."""

STAIRS = {
    ("brand", "text"): "whether nobody owns the whole of a domain, asked of few",
    ("model", "text"): "a Report counts its segments when it is asked for them",
}
"""Imports that go up, and why they may."""

MODULES = sorted(HOUSE.rglob("*.py"))


def room(module: str) -> str:
    """The room of a dotted module name, as `text` for smslint.text.fold."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def name_of(path: Path) -> str:
    """The dotted name of a module file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module of the house that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "smslint")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute in this house"
            if node.module == "smslint":
                yield from (f"smslint.{alias.name}" if alias.name in FLOORS else "smslint" for alias in node.names)
            elif (node.module or "").startswith("smslint."):
                yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_an_import_only_goes_down(path: Path) -> None:
    here = room(name_of(path))
    for imported in imports(path):
        there = room(imported)
        up = FLOORS[there] > FLOORS[here]
        assert not up or here == "" or (here, there) in STAIRS, f"{name_of(path)} imports {imported} from above"


def test_every_room_has_a_floor() -> None:
    rooms = {room(name_of(path)) for path in MODULES}
    assert rooms <= FLOORS.keys()


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh Python has loaded after some code."""
    script = f"{code}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


HEAVY = {"pyarrow", "click", "rich", "rich_click", "pydantic", "yaml", "regex", "tldextract", "phonenumbers", "requests"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("import smslint") & HEAVY


SLOW_START = {"click", "rich", "rich_click", "pydantic", "yaml", "tldextract", "json", "argparse", "pathlib"}


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "concise"])
def test_linting_on_the_command_line_loads_nothing_slow(form: str) -> None:
    loaded_by("import smslint; smslint.lint('Hi')")  # compiles the rules where nobody has
    words = ["lint", "Hi", "--brand", "Larch", "--format", form]
    quiet = "import io, sys; screen, sys.stdout = sys.stdout, io.StringIO()"
    code = f"{quiet}; from smslint.__main__ import main; main({words}); sys.stdout = screen"
    assert not loaded_by(code) & SLOW_START

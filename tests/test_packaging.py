"""What people install: the wheel, somewhere else, finds its rules; so does the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import smslint

ROOT = Path(__file__).resolve().parents[1]
COUNT = "import smslint; print(len(list(smslint.Linter().rules)), smslint.__file__)"


def python(*words: str, cwd: Path, **environment: str) -> str:
    """What this Python prints for a command, in a folder."""
    done = subprocess.run(
        [sys.executable, *words], cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("dist")
    python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout into which the wheel is installed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target")
    python(*pip, str(folder), str(wheel), cwd=folder)
    return folder


def test_the_installed_wheel_finds_its_rules(elsewhere: Path, tmp_path: Path) -> None:
    count, place = python("-c", COUNT, cwd=tmp_path, PYTHONPATH=str(elsewhere)).split()
    assert Path(place).is_relative_to(elsewhere)
    assert int(count) == len(list(smslint.Linter().rules)) > 0


def test_the_installed_wheel_compiles_nothing(elsewhere: Path, tmp_path: Path) -> None:
    forbidden = "from smslint.rulebook import cache; cache._compiled = None; import smslint"
    script = f"{forbidden}; print(*[len(smslint.Linter(name, ignore=['SPM']).rules) for name in ('default', 'strict')])"
    words = python("-c", script, cwd=tmp_path, PYTHONPATH=str(elsewhere), SMSLINT_CACHE_DIR=str(tmp_path / "empty"))
    assert all(int(count) > 200 for count in words.split())


def test_the_installed_wheel_lints(elsewhere: Path, tmp_path: Path) -> None:
    words = ("-m", "smslint", "lint", "Larch: lattes today", "--format", "jsonl", "--fail-on", "never")
    assert '"verdict": ' in python(*words, cwd=tmp_path, PYTHONPATH=str(elsewhere))


def test_the_installed_wheel_has_its_demonstration(elsewhere: Path, tmp_path: Path) -> None:
    assert "fine at risk" in python("-m", "smslint", "demo", cwd=tmp_path, PYTHONPATH=str(elsewhere))


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"smslint"}
    assert {"smslint/py.typed", "smslint/report/output.schema.json", "smslint/_rules/sources.yml"} <= set(names)
    assert {f"smslint/report/page/templates/{name}" for name in ("page.html", "blocks.html", "style.css")} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("smslint/tests")]


def test_the_wheel_holds_every_rule_file_and_no_page_about_them(wheel: Path) -> None:
    packed = {name.removeprefix("smslint/_rules/") for name in zipfile.ZipFile(wheel).namelist() if "/_rules/" in name}
    rules = ROOT / "rules"
    files = (path.relative_to(rules) for path in rules.rglob("*") if path.is_file() and path.suffix != ".md")
    assert packed == {path.as_posix() for path in files}


def test_the_checkout_finds_its_rules(tmp_path: Path) -> None:
    count, place = python("-c", COUNT, cwd=tmp_path, PYTHONPATH=str(ROOT)).split()
    assert Path(place).is_relative_to(ROOT)
    assert int(count) > 0

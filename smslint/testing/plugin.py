"""The pytest plugin: a fixture with the assertions over your rules, and rule files collected as tests.

    [tool.pytest.ini_options]
    smslint_rules = ["default", "packs/larch"]

The fixture `smslint` judges by these rules, named as for `--rules`; each sample in the files and folders among them is a test,
whatever `testpaths` says, unless pytest is told what to run.
pytest finds it by itself. It costs nothing until it is asked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from smslint.linter import Linter
    from smslint.model import Context, Finding, Report
    from smslint.testing.packs import Sample

RULES = "smslint_rules"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings."""
    parser.addini(RULES, "Rules to judge by, as for --rules; the samples of files and folders are tests.", type="args")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse rules that are not there, whose samples would seem to pass, and have the others collected."""
    for rule in _rules(config):
        fault = _fault(rule, _roots(config))
        if fault is not None:
            raise pytest.UsageError(f"{RULES}: {fault}")
    if not _is_told_what_to_run(config):
        config.args += [str(root) for root in _roots(config) if not _is_below(root, config.args)]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tell of rules without a sample that is run."""
    if session.testsfailed or _is_told_what_to_run(config):
        return
    tested = [item.path for item in items if isinstance(item, SampleItem)]
    for root in _roots(config):
        if not any(path.is_relative_to(root) for path in tested):
            warnings.warn(pytest.PytestWarning(f"{RULES}: no sample was collected below {root}"), stacklevel=1)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A rule file below one of the folders is a file of tests."""
    if not any(file_path.is_relative_to(root) for root in _roots(parent.config)):
        return None
    from smslint.rulebook.fingerprint import is_source

    return RuleFile.from_parent(parent, path=file_path) if is_source(file_path.name) else None


def _rules(config: pytest.Config) -> list[str | Path]:
    """What the setting says: profiles by name, files and folders by their place beside the configuration."""
    base = config.inipath.parent if config.inipath is not None else config.rootpath
    return [base / name if (base / name).exists() or "/" in name else name for name in config.getini(RULES)]


def _roots(config: pytest.Config) -> list[Path]:
    return [rule for rule in _rules(config) if isinstance(rule, Path)]


def _fault(rule: str | Path, roots: list[Path]) -> str | None:
    """Why a word of the setting means nothing; what is inside the files is told where they are read."""
    if isinstance(rule, Path):
        return None if rule.exists() else f"there is no {str(rule)!r}; check the path"
    from smslint.model import did_you_mean
    from smslint.rulebook.home import rules_home

    known = {file.stem for folder in (rules_home() / "profiles", *roots) for file in folder.rglob("*.y*ml")}
    if rule in known:
        return None
    return f"there is no profile, file or folder {rule!r}{did_you_mean(rule, sorted(known))}"


def _is_told_what_to_run(config: pytest.Config) -> bool:
    return config.args_source is pytest.Config.ArgsSource.ARGS


def _is_below(root: Path, places: list[str]) -> bool:
    return any(root.resolve().is_relative_to(Path(place).resolve()) for place in places)


class RuleFile(pytest.File):
    """A rule file."""

    def collect(self) -> Iterable[pytest.Item]:
        """A test for each sample in it; none for a list or a table of sources."""
        from smslint.testing.packs import samples

        here = str(self.path.resolve())
        for sample in samples(*_roots(self.config)):
            if str(Path(sample.path).resolve()) == here:
                yield SampleItem.from_parent(self, name=str(sample), sample=sample)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """A faulty rule file is told in its own words, without a traceback."""
        from smslint.errors import SmslintError

        return str(excinfo.value) if isinstance(excinfo.value, SmslintError) else super().repr_failure(excinfo)


class SampleItem(pytest.Item):
    """One sample."""

    def __init__(self, *, sample: Sample, **others: Any) -> None:
        super().__init__(**others)
        self.sample = sample

    def runtest(self) -> None:
        """Let the rule judge it."""
        self.sample.check()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What differs, with file and line."""
        return str(excinfo.value) if isinstance(excinfo.value, AssertionError) else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the sample stands."""
        return self.path, self.sample.line - 1, self.name


class Judge:
    """The assertions of `smslint.testing`, judging by the rules of `smslint_rules`."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter

    def lint(self, text: str, context: Context | None = None, **fields: Any) -> Report:
        """As `smslint.lint`."""
        return self.linter.lint(text, context, **fields)

    def assert_clean(self, text: str, context: Context | None = None, **options: Any) -> Report:
        """As `smslint.testing.assert_clean`."""
        from smslint.testing import assert_clean

        return assert_clean(text, context, linter=self.linter, **options)

    def assert_finds(self, rule: str, text: str, context: Context | None = None, **options: Any) -> Finding:
        """As `smslint.testing.assert_finds`."""
        from smslint.testing import assert_finds

        return assert_finds(rule, text, context, linter=self.linter, **options)

    def assert_silent(self, rule: str, text: str, context: Context | None = None, **fields: Any) -> Report:
        """As `smslint.testing.assert_silent`."""
        from smslint.testing import assert_silent

        return assert_silent(rule, text, context, linter=self.linter, **fields)


@pytest.fixture(scope="session")
def smslint(pytestconfig: pytest.Config) -> Judge:
    """Assertions about messages, by the rules that `smslint_rules` names, or the default ones."""
    from smslint.linter import Linter

    return Judge(Linter(rules=tuple(map(str, _rules(pytestconfig))) or "default"))

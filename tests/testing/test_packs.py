"""A team's own pack: its samples as tests, by hand and through pytest's plugin."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from smslint.errors import RuleFileError, SmslintError
from smslint.testing import samples

pytest_plugins = ["pytester"]

RULE = """\
id: SPM042
name: mystery-guest
category: promotion
severity: warning
confidence: medium
check: {terms: {terms: ["(become|be) [our |a ]mystery (guest|shopper)"], exempt: [mystery guest speaker]}}
message: Recruiting mystery guests reads as promotion.
why: Carriers see the phrase mostly in job schemes, and filter it.
fix: {say: Say who you are and why this person gets the text.}
sources: [{source: plivo-us-best-practices, clause: Content creation, binding: provider}]
innocent: [Announcing a speaker at an event.]
samples:
  bad:
    - {text: "Be a mystery guest at Larch", span: "Be a mystery guest"}
    - {text: "Become our mystery shopper today", span: "Become our mystery shopper"}
    - {text: "Be a myst3ry guest", span: "Be a myst3ry guest"}
  good:
    - {text: "Larch Hall: our mystery guest speaker arrives at 6."}
    - {text: "Larch Hall: the mystery play begins at 7."}
    - {text: "Larch Hotel: your guest is in the lobby."}
"""
WRONG = RULE.replace("Larch Hotel: your guest", "Be a mystery guest: your guest")
PLUGIN = ("-p", "smslint.testing.plugin", "-p", "no:cacheprovider")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one good rule."""
    folder = tmp_path / "packs" / "larch"
    folder.mkdir(parents=True)
    (folder / "guest.yaml").write_text(RULE)
    return folder


def test_each_sample_is_a_test(pack: Path) -> None:
    found = samples(pack)
    assert [str(one) for one in found] == [
        f"SPM042-{kind}-{number}" for kind in ("bad", "good") for number in (1, 2, 3)
    ]
    for sample in found:
        sample.check()


def test_a_sample_that_the_rule_fails_is_told_with_its_place(pack: Path) -> None:
    (pack / "guest.yaml").write_text(WRONG)
    sample = samples(pack)[-1]
    with pytest.raises(AssertionError, match=r"guest.yaml:20:7: SPM042 good sample 3: must stay silent"):
        sample.check()


def test_no_rule_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(SmslintError, match="no rule in no path at all"):
        samples()
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "a.yaml").write_text("list: a\nabout: Words.\nterms: [one]\n")
    with pytest.raises(SmslintError, match="no rule in"):
        samples(tmp_path)


def test_a_faulty_file_is_told_with_its_place(pack: Path) -> None:
    (pack / "guest.yaml").write_text(RULE.replace("severity", "sevrity"))
    with pytest.raises(RuleFileError, match="did you mean 'severity'"):
        samples(pack)


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A team's repository with pack, tests and settings."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyprojecttoml("""
        [tool.pytest.ini_options]
        testpaths = ["packs", "tests"]
        smslint_rules = ["packs/larch"]
    """)
    (pytester.mkdir("packs") / "larch").mkdir()
    (pytester.path / "packs" / "larch" / "guest.yaml").write_text(RULE)
    (pytester.path / "packs" / "other.yaml").write_text("not: ours\n")
    (pytester.mkdir("tests") / "test_texts.py").write_text(
        "def test_own_rule(smslint):\n"
        "    smslint.assert_finds('SPM042', 'Larch: be our mystery guest', span='be our mystery guest')\n"
        "    smslint.assert_silent('SPM042', 'Larch: your table is ready')\n"
        "    assert smslint.lint('Larch: be our mystery guest').verdict.value == 'warn'\n"
        "def test_failing(smslint):\n"
        "    smslint.assert_clean('Larch: be our mystery guest', at='warning')\n"
    )
    return pytester


def test_the_plugin_collects_samples_and_lends_assertions(project: pytest.Pytester) -> None:
    done = project.runpytest_inprocess(*PLUGIN)
    done.assert_outcomes(passed=7, failed=1)
    done.stdout.fnmatch_lines(["*not clean at warning*", "*SPM042*"])


def test_the_plugin_tells_what_is_wrong_without_a_traceback(project: pytest.Pytester) -> None:
    file = project.path / "packs" / "larch" / "guest.yaml"
    file.write_text(WRONG)
    done = project.runpytest_inprocess(*PLUGIN, "packs")
    done.assert_outcomes(passed=5, failed=1)
    done.stdout.fnmatch_lines(["*guest.yaml:20:7: SPM042 good sample 3: must stay silent*"])
    file.write_text(RULE.replace("severity", "sevrity"))
    done = project.runpytest_inprocess(*PLUGIN, "packs")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*guest.yaml:4:1: *did you mean 'severity'*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_profiles_are_named_as_on_the_command_line(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\nsmslint_rules = default\n")
    pytester.makepyfile(
        "def test_shortener(smslint):\n    smslint.assert_finds('URL001', 'Larch: https://bit.ly/3abcd')\n"
    )
    pytester.runpytest_inprocess(*PLUGIN).assert_outcomes(passed=1)


def test_samples_are_tests_whatever_testpaths_says(project: pytest.Pytester) -> None:
    toml = project.path / "pyproject.toml"
    toml.write_text(toml.read_text().replace('["packs", "tests"]', '["tests"]'))
    project.runpytest_inprocess(*PLUGIN).assert_outcomes(passed=7, failed=1)
    project.runpytest_inprocess(*PLUGIN, "tests").assert_outcomes(passed=1, failed=1)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('["default", "packs/larhc"]', "smslint_rules: there is no '*packs/larhc'; check the path"),
        ('["packs/larch/absent.yaml"]', "smslint_rules: there is no '*absent.yaml'; check the path"),
        ('["defualt", "packs/larch"]', "smslint_rules: there is no profile, file or folder 'defualt'; did you mean 'default'?"),
        ('["larhc"]', "smslint_rules: there is no profile, file or folder 'larhc'*"),
    ],
)
def test_rules_that_are_not_there_are_no_success(project: pytest.Pytester, rules: str, said: str) -> None:
    toml = project.path / "pyproject.toml"
    toml.write_text(toml.read_text().replace('["packs/larch"]', rules))
    done = project.runpytest_inprocess(*PLUGIN)
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines([f"*{said}*"])


def test_a_profile_of_ones_own_rules_is_known(project: pytest.Pytester) -> None:
    toml = project.path / "pyproject.toml"
    toml.write_text(toml.read_text().replace('["packs/larch"]', '["packs/larch", "own"]'))
    (project.path / "packs" / "larch" / "profiles").mkdir()
    (project.path / "packs" / "larch" / "profiles" / "own.yaml").write_text("profile: own\nextends: default\n")
    assert project.runpytest_inprocess(*PLUGIN, "--collect-only").ret != pytest.ExitCode.USAGE_ERROR


def test_rules_whose_samples_are_not_collected_are_told(project: pytest.Pytester) -> None:
    toml = project.path / "pyproject.toml"
    toml.write_text(toml.read_text() + '\naddopts = "--ignore=packs/larch"\n')
    done = project.runpytest_inprocess(*PLUGIN)
    done.assert_outcomes(passed=1, failed=1, warnings=1)
    done.stdout.fnmatch_lines(["*smslint_rules: no sample was collected below *larch*"])


def test_without_settings_nothing_is_collected(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    (pytester.path / "guest.yaml").write_text(RULE)
    pytester.runpytest_inprocess(*PLUGIN).assert_outcomes()


def test_pytest_finds_the_plugin_by_itself() -> None:
    (found,) = entry_points(group="pytest11", name="smslint")
    assert found.value == "smslint.testing.plugin"

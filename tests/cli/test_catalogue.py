"""The commands about rules, on the rules that come with smslint."""

import json
from pathlib import Path

import pytest

from smslint import Linter
from smslint.__main__ import main
from smslint.campaign.pages import campaign_rules
from smslint.project.rules import RULES
from tests.rulebook.words import FILES, write
from tests.rulebook.words import rule as changed

COPY = "rules/core/links/URL001-public-shortener.yaml"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    code = main(list(words))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_every_active_rule_is_listed_once(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rules")
    listed = [line.split()[0] for line in out.splitlines()]
    assert code == 0
    assert listed == sorted({rule.id for rule in (*Linter().rules, *RULES, *campaign_rules())})


def test_rules_that_need_a_repository_are_explained_too(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rule", "suppression-unused")
    assert (code, out.splitlines()[0]) == (0, "TMP023 suppression-unused")
    assert json.loads(run(capsys, "rule", "TMP008", "--format", "json")[1])["category"] == "length"
    assert run(capsys, "rules", "--select", "TMP023")[1].split()[0] == "TMP023"


def test_the_list_can_be_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("rules", "--select", "URL", "--category", "url_shortener", "--ref", "TWILIO:30892", "--format", "json")
    rules = json.loads(run(capsys, *words)[1])["rules"]
    assert rules
    for rule in rules:
        assert rule.keys() == {"id", "name", "category", "severity", "status", "tags", "refs", "pack"}
        assert rule["category"] == "url_shortener"
        assert "twilio:30892" in rule["refs"]


def test_rules_that_have_ended_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**FILES, "core/larch.yaml": changed(("since:", "effective: {until: 2020-01-01}\nsince:"))})
    ended = ("rules", "--rules", str(tmp_path), "--as-of", "2021-01-01")
    assert run(capsys, *ended) == (0, "", "smslint: no rule is left by these options; not in force on 2021-01-01: CNT099\n")
    assert "CNT099" in run(capsys, *ended[:-1], "2020-01-01")[1]


def test_an_empty_list_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "rules", "--ref", "nobody:0") == (0, "", "smslint: no rule is left by these options\n")
    waiting = "smslint: no rule is left by these options; in preview: TIM008 (add --preview)\n"
    assert run(capsys, "rules", "--ref", "twilio:30517") == (0, "", waiting)


@pytest.mark.parametrize(
    ("ref", "meant"),
    [
        ("twillio:30007", "twilio:30007"), ("twilio:3007", "twilio:30007"), ("TWILIO:3007", "twilio:30007"),
        ("3007", "30007"), ("plivo:30", None), ("plivo:30007", None), ("twilio:30", None), ("nobody:30007", None),
    ],
)  # fmt: skip
def test_a_code_is_guessed_among_those_of_its_provider(capsys: pytest.CaptureFixture[str], ref: str, meant: str | None) -> None:
    hint = f"; did you mean {meant!r}?" if meant else ""
    assert run(capsys, "rules", "--ref", ref) == (0, "", f"smslint: no rule is left by these options{hint}\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("rules", "--category", "url_shortner"), "did you mean 'url_shortener'?"),
        (("rules", "--select", "URL01X"), "unknown selector"),
        (("rules", "--rules", "defualt"), "unknown profile 'defualt'"),
        (("rule", "opt-out-mising"), "did you mean 'opt-out-missing'?"),
        (("rule", "NOPE99"), "unknown rule 'NOPE99'; `smslint rules` lists them all"),
        (("rule", "opt01"), "unknown rule 'opt01'; did you mean 'OPT041'?\n"),
        (("rule", "OPT001", "--rules", "defualt"), "unknown profile 'defualt'; did you mean 'default'?"),
        (("test", "no-such-pack"), "no pack or path 'no-such-pack'"),
        (("test", "absent/"), "no such file or folder"),
        (("test", "absent.yaml"), "absent.yaml:1:1: no such file or folder"),
        (("lint", "Hi", "--rules", "absent.yaml"), "absent.yaml:1:1: no such file or folder"),
        (("test", "pyproject.toml"), "pyproject.toml:1:1: a rule file ends in .yaml or .yml"),
        (("lint", "Hi", "--rules", "pyproject.toml"), "pyproject.toml:1:1: a rule file ends in .yaml or .yml"),
    ],
)
def test_what_there_is_not_is_a_usage_error(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert says in err


@pytest.mark.parametrize("name", ["OPT001", "opt001", "opt-out-missing"])
def test_a_rule_is_explained_by_identifier_or_name(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, _ = run(capsys, "rule", name)
    assert code == 0
    assert out.startswith("OPT001 opt-out-missing\n")
    assert json.loads(run(capsys, "rule", name, "--format", "json")[1])["rule"] == "OPT001"


def test_the_samples_of_a_part_of_the_rules_can_be_run(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "test", str(Path(__file__).parents[2] / "rules" / "core" / "links"))
    assert code == 0, out
    assert out.endswith(", 0 failed\n")


def own_rule(folder: Path, **changes: str) -> Path:
    """A rule file of one's own, with some of its text changed."""
    rule = """
id: SPM900
name: own-rule
category: shouting
status: stable
since: "0.1"
severity: warning
confidence: high
weight: 1
check:
  terms: {terms: [larch sale]}
message: The sale is named.
why: It is only an example.
fix: {say: Leave it out.}
sources:
  - {source: plivo-us-best-practices, clause: "Content creation", binding: provider}
innocent: [None that we know of.]
samples:
  bad:
    - {text: "Our larch sale", span: "larch sale"}
    - {text: "Larch sale now", span: "Larch sale"}
    - {text: "A larch sale", span: "larch sale"}
  good:
    - {text: "Our pine sale"}
    - {text: "Hi"}
    - {text: "A larch"}
"""
    for old, new in changes.items():
        assert old in rule
        rule = rule.replace(old, new)
    file = folder / "own.yaml"
    file.write_text(rule)
    return file


def test_the_samples_of_ones_own_rules_are_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "test", str(own_rule(tmp_path))) == (0, "1 rule, 6 samples, 0 failed\n", "")


@pytest.mark.parametrize("place", ["own.yaml", ".", "./own.yaml"])
def test_ones_own_rule_is_explained(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "mine").mkdir()
    own_rule(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    where = str(Path("mine") / place) if place != "." else "mine"
    assert run(capsys, "rule", "SPM900", "--rules", where)[1].startswith("SPM900 own-rule\n")
    assert run(capsys, "lint", "Our larch sale", "--rules", where, "--format", "concise")[1]


def test_the_rule_of_the_readme_passes_its_samples(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    file = tmp_path / "mine.yaml"
    rule, sources = (block.split("```")[0] for block in readme.split("```yaml\n")[1:3])
    file.write_text(rule)
    assert run(capsys, "test", str(file)) == (0, "1 rule, 6 samples, 0 failed\n", "")
    assert run(capsys, "rules", "--rules", str(file))[1].count("SPM942") == 1
    file.write_text(rule.replace("plivo-us-best-practices", "larch-policy"))
    code, _, talk = run(capsys, "test", str(tmp_path))
    assert code == 2
    assert "unknown source 'larch-policy'; your own stand in sources.yml at the top of the folder that is given, with" in talk
    (tmp_path / "sources.yml").write_text(sources)
    assert run(capsys, "test", str(tmp_path)) == (0, "1 rule, 6 samples, 0 failed\n", "")


def test_a_sample_that_fails_is_named_with_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "test", str(own_rule(tmp_path, **{"Our pine sale": "Our larch sale too"})))
    assert code == 1
    assert "own.yaml:24:7: SPM900 good sample 1: must stay silent, but finds 'larch sale'\n" in out
    assert out.endswith("1 rule, 6 samples, 1 failed\n")


def test_a_broken_file_is_named_and_nothing_is_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "test", str(own_rule(tmp_path, severity="sevrity")))
    assert (code, out) == (2, "")
    assert "own.yaml:7:1: unknown key 'sevrity'" in err
    assert err.endswith("no rule loaded\n")


def test_the_review_remarks_and_fails_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = own_rule(tmp_path, **{"[larch sale]": "[larch sale], exempt: [pine tree]"})
    code, out, _ = run(capsys, "test", str(file), "--review")
    assert code == 0
    assert "own.yaml:11:" in out
    assert "[dead-exemption]\n" in out


def test_ones_own_rules_judge_messages(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = (
        "lint",
        "Our larch sale",
        "--rules",
        str(own_rule(tmp_path)),
        "--format",
        "concise",
        "--fail-on",
        "warning",
    )
    assert run(capsys, *words) == (1, "<text>:1:5: warning[SPM900] The sale is named.\n", "")


def test_the_demonstration_shows_every_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "demo")
    assert (code, err) == (0, "")
    for word in ("PASS", "WARN", "BLOCK", "NEEDS CONTEXT", "fix:", "$2,000", "fine at risk"):
        assert word in out


@pytest.mark.parametrize(
    ("rule", "checked_by"),
    [("USE008", "smslint campaign vet"), ("TIM006", "smslint campaign plan"), ("URL014", "smslint campaign stats")],
)
def test_a_rule_that_no_text_breaks_has_a_page(capsys: pytest.CaptureFixture[str], rule: str, checked_by: str) -> None:
    code, out, _ = run(capsys, "rule", rule)
    assert (code, out.split()[0]) == (0, rule)
    assert f"found by `{checked_by}`" in out
    assert json.loads(run(capsys, "rule", rule, "--format", "json")[1])["checked_by"] == checked_by


@pytest.mark.parametrize("where", ["rules", "rules/core/opt-out"])
def test_a_part_of_the_shipped_rules_adds_nothing_to_them(capsys: pytest.CaptureFixture[str], where: str) -> None:
    code, out, err = run(capsys, "rule", "OPT001", "--rules", str(Path(__file__).parents[2] / where))
    assert (code, out.split()[0], err) == (0, "OPT001", "")


def test_a_code_finds_the_rule_about_forms_behind_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "rules", "--ref", "30538")[1].split()[0] == "USE008"
    assert run(capsys, "rules", "--select", "USE005,campaign-nobody")[0] == 2


def test_only_rules_in_force_are_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = str(own_rule(tmp_path, **{"severity: warning": "severity: warning\neffective: {from: 2024-01-01, until: 2024-12-31}"}))
    assert run(capsys, "rules", "--rules", file, "--as-of", "2024-06-01")[1].split()[0] == "SPM900"
    assert run(capsys, "rules", "--rules", file, "--as-of", "2025-06-01")[1] == ""


def test_rules_of_ones_own_are_listed_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert len(run(capsys, "rules", "--rules", str(own_rule(tmp_path)))[1].splitlines()) == 1


def test_a_rule_is_explained_as_a_profile_has_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    own_rule(tmp_path)
    (tmp_path / "profiles").mkdir()
    loud = "profile: loud\nabout: Louder.\noverrides: {SPM900: {severity: error}}\n"
    (tmp_path / "profiles" / "loud.yaml").write_text(loud)
    words = ("rule", "SPM900", "--rules", str(tmp_path), "--format", "json")
    assert json.loads(run(capsys, *words)[1])["severity"] == "warning"
    page = json.loads(run(capsys, *words, "--rules", "loud")[1])
    assert page["severity"] == "error"
    assert (page["applies"]["kinds"], page["when"], page["unless"]) == (["message", "sample"], None, None)


def test_a_pack_without_rules_is_a_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "test", "plivo") == (0, "0 rules, 0 samples, 0 failed\n", "")


def test_selectors_of_ones_own_rules(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = str(own_rule(tmp_path))
    assert run(capsys, "lint", "Our larch sale", "--rules", file, "--select", "OPT")[0] == 0
    assert "did you mean 'SPM900'?" in run(capsys, "lint", "Hi", "--rules", file, "--select", "spm900")[2]

"""What runs smslint in other people's repositories: the hooks of pre-commit, by the real pre-commit, and the GitHub Action.

The hooks' own environments would be built from a package index, so here they run in the environment of the tests; their
files, arguments and entries are those of the manifest.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from smslint.project.kinds import SUFFIXES
from tests.project.test_sample import SAMPLE, planted
from tests.testing.test_packs import RULE, WRONG
from tests.words import ROOT

BIN = Path(sys.executable).parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / "action.yml"
GIFT = "Larch: your order waits at https://bit.ly/3abcd. Reply STOP to opt out.\n"
FINE = "Larch Cafe: your table is ready. Reply STOP to opt out.\n"


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, with the programs of the tests' environment and a git that knows nobody."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "GITHUB_"))}
    settings = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(cwd), "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1",
        "SMSLINT_CACHE_DIR": os.environ["SMSLINT_CACHE_DIR"],
    }  # fmt: skip
    return subprocess.run(
        words, cwd=cwd, env={**plain, **settings, **environment}, capture_output=True, text=True, timeout=300
    )


def commit(folder: Path) -> str:
    """Make a folder a repository with all its files committed; the revision."""
    author = ("-c", "user.name=Larch", "-c", "user.email=larch@example.com", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "-A"), (*author, "commit", "-q", "--no-verify", "-m", "All")):
        done = run("git", *words, cwd=folder)
        assert done.returncode == 0, done.stderr
    return run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A clone of the hooks, as pre-commit wants one, and its revision."""
    folder = tmp_path_factory.mktemp("hooks")
    (folder / MANIFEST.name).write_bytes(MANIFEST.read_bytes())
    return folder, commit(folder)


@pytest.fixture
def project(source: tuple[Path, str], tmp_path: Path) -> Path:
    """A team's repository that uses both hooks."""
    hooks = [
        {"id": "smslint", "language": "system", "additional_dependencies": []},
        {"id": "smslint-rules", "language": "system", "args": ["packs/larch"]},
    ]
    config = {"repos": [{"repo": source[0].as_uri(), "rev": source[1], "hooks": hooks}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ready.txt").write_text(FINE)
    (tmp_path / "packs" / "larch").mkdir(parents=True)
    (tmp_path / "packs" / "larch" / "guest.yaml").write_text(RULE)
    return tmp_path


def pre_commit(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One run over all files."""
    commit(folder)
    return run("pre-commit", "run", "--all-files", "--verbose", *words, cwd=folder, PRE_COMMIT_HOME=str(folder / ".home"))


def test_a_clean_repository_passes_both_hooks(project: Path) -> None:
    done = pre_commit(project)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 2
    assert "6 samples, 0 failed" in done.stdout


def test_a_fault_in_a_text_fails_the_first_hook(project: Path) -> None:
    (project / "texts" / "gift.txt").write_text(GIFT)
    done = pre_commit(project, "smslint")
    assert done.returncode == 1
    assert "exit code: 1" in done.stdout
    assert "texts/gift.txt:1:28" in done.stdout
    assert "[URL001]" in done.stdout


def test_a_fault_in_a_rule_fails_the_second_hook(project: Path) -> None:
    (project / "packs" / "larch" / "guest.yaml").write_text(WRONG)
    done = pre_commit(project, "smslint-rules")
    assert done.returncode == 1
    assert "guest.yaml:20:7: SPM042 good sample 3" in done.stdout


def test_the_sample_repository_has_the_same_faults_as_on_the_command_line(project: Path) -> None:
    shutil.copytree(SAMPLE, project / "sample")
    config = project / ".pre-commit-config.yaml"
    config.write_text(config.read_text().replace("id: smslint\n", "id: smslint\n    args: [--format, concise, --no-cache]\n"))
    done = pre_commit(project, "smslint")
    found = [re.match(r"sample/([^:]+):(\d+):(\d+)(?: \(id \w+\))?: \w+\[(\w+)\]", line) for line in done.stdout.splitlines()]
    places = [(one[1], int(one[2]), int(one[3]), one[4]) for one in found if one]
    assert sorted(places) == sorted(fault[:4] for fault in planted())


def test_the_hook_gets_every_kind_of_file_that_is_read() -> None:
    hook = yaml.safe_load(MANIFEST.read_text("utf-8"))[0]
    assert [suffix for suffix in SUFFIXES if not re.search(hook["files"], f"texts/a{suffix}")] == []
    assert not re.search(hook["files"], "texts/a.png")


def test_the_manifest_is_one_that_pre_commit_accepts() -> None:
    assert run("pre-commit", "validate-manifest", str(MANIFEST), cwd=ROOT).returncode == 0


def action() -> dict[str, Any]:
    """The action's description."""
    loaded: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    return loaded


def lint_step(folder: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """The second step of the action, as a runner starts it; what it did, and the outputs it set."""
    step = next(one for one in action()["runs"]["steps"] if one["id"] == "lint")
    outputs = folder / "outputs"
    environment = {f"SMSLINT_{name.upper()}": action()["inputs"][name]["default"] for name in ("paths", "args", "sarif")}
    environment |= {"RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(outputs), "GITHUB_ACTIONS": "true"}
    assert set(step["env"]) <= environment.keys()
    given = {f"SMSLINT_{name.upper()}": value for name, value in inputs.items()}
    done = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=folder, **{**environment, **given})
    return done, outputs.read_text() if outputs.exists() else ""


def test_the_action_is_one_that_github_accepts() -> None:
    done = run("check-jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION), cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_action_notes_faults_and_writes_sarif(tmp_path: Path) -> None:
    (tmp_path / "gift.txt").write_text(GIFT)
    (tmp_path / "ready.txt").write_text(FINE)
    done, outputs = lint_step(tmp_path, paths="gift.txt\nready.txt", sarif="smslint.sarif")
    assert (done.returncode, outputs) == (1, "exit-code=1\n")
    assert done.stdout.startswith("::error file=gift.txt,line=1,col=28,")
    assert '"ruleId": "URL001"' in (tmp_path / "smslint.sarif").read_text()


def test_the_action_runs_nothing_that_an_input_says(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text(FINE)
    payloads = "$(touch owned) `touch owned` ; touch owned && touch owned # |touch owned > owned *"
    for name in ("paths", "args", "sarif"):
        lint_step(tmp_path, **{"paths": "ready.txt", name: payloads})
    assert not (tmp_path / "owned").exists()
    assert all("${{" not in step["run"] for step in action()["runs"]["steps"])

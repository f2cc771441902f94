"""The cache of compiled rules is checked, never trusted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from mmap import ALLOCATIONGRANULARITY
from pathlib import Path
from typing import Any

import pytest

from smslint.__main__ import main
from smslint.errors import RuleFileError
from smslint.linter import Linter
from smslint.rulebook import cache, code, shipped
from smslint.rulebook.book import Book
from smslint.rulebook.compile import compile_book
from smslint.rulebook.selection import Choice
from smslint.rulebook.shipped import shipped_book, with_shipped
from smslint.rulebook.variants import with_variants
from tests.words import ROOT

RULE = """
id: SPM900
name: mystery-guest
category: promotion
severity: warning
check: {terms: {terms: ["mystery guest"]}}
message: Mystery guests read as promotion.
why: Carriers see the phrase in job schemes.
fix: {say: Say who you are.}
sources: [{source: plivo-us-best-practices, clause: Content creation, binding: provider}]
innocent: [A speaker at an event.]
samples:
  bad: [{text: "a mystery guest"}, {text: "the mystery guest"}, {text: "one mystery guest"}]
  good: [{text: "a guest"}, {text: "a mystery"}, {text: "nothing"}]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "cache"
    monkeypatch.setenv("SMSLINT_CACHE_DIR", str(folder))
    monkeypatch.delenv("SMSLINT_NO_CACHE", raising=False)
    monkeypatch.setattr(cache._Kept, "last", None)
    return folder


@pytest.fixture
def rule_file(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(RULE, encoding="utf-8")
    return path


def kept(folder: Path) -> Path:
    (file,) = folder.glob("*.rules")
    return file


def found(rule_file: Path, text: str) -> set[str]:
    return {finding.rule for finding in Linter(str(rule_file)).lint(text).findings}


def test_second_load_comes_from_the_cache(own_cache: Path, rule_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(rule_file, "a mystery guest") == {"SPM900"}
    monkeypatch.setattr(cache, "_compiled", lambda *_: pytest.fail("compiled again"))
    assert found(rule_file, "a mystery guest") == {"SPM900"}
    assert kept(own_cache).stat().st_size > 0


def test_the_same_code_installed_anew_finds_its_cache(
    own_cache: Path, rule_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(rule_file, "a mystery guest")
    compiled: list[int] = []
    original = cache._compiled
    monkeypatch.setattr(cache, "_compiled", lambda *asked: (compiled.append(1), original(*asked))[1])
    monkeypatch.setattr(code, "_state", lambda: "of another time")
    assert found(rule_file, "a mystery guest") == {"SPM900"}
    assert not compiled
    monkeypatch.setattr(code, "_digest", lambda: "of another content")
    assert found(rule_file, "a mystery guest") == {"SPM900"}
    assert compiled


def test_a_changed_source_is_compiled_anew(own_cache: Path, rule_file: Path) -> None:
    assert found(rule_file, "a secret shopper") == set()
    rule_file.write_text(RULE.replace('["mystery guest"]', "[secret shopper]"), encoding="utf-8")
    assert found(rule_file, "a secret shopper") == {"SPM900"}


@pytest.mark.parametrize("damage", [b"", b"smslint-rules-5\n", cache.MAGIC, cache.MAGIC + bytes(4), b"\x00" * 5_000])
def test_a_damaged_cache_is_rebuilt(own_cache: Path, rule_file: Path, damage: bytes) -> None:
    assert found(rule_file, "a mystery guest") == {"SPM900"}
    kept(own_cache).write_bytes(damage)
    assert found(rule_file, "a mystery guest") == {"SPM900"}
    assert kept(own_cache).read_bytes() != damage


def test_a_single_flipped_bit_is_noticed(own_cache: Path, rule_file: Path) -> None:
    assert found(rule_file, "a mystery guest") == {"SPM900"}
    file = kept(own_cache)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    assert found(rule_file, "a mystery guest") == {"SPM900"}


def test_no_place_to_write_is_no_error(tmp_path: Path, rule_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("SMSLINT_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert found(rule_file, "a mystery guest") == {"SPM900"}


def test_no_place_to_write_is_told_once_with_what_to_do(
    tmp_path: Path, rule_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("SMSLINT_CACHE_DIR", str(tmp_path / "file" / "below"))
    monkeypatch.setattr(cache._Kept, "is_told", False)
    for _ in range(2):
        assert main(["lint", "a mystery guest", "--rules", str(rule_file)]) == 0
    told = capsys.readouterr().err
    assert told.count("so each run compiles them; set SMSLINT_CACHE_DIR to another folder") == 1


def test_two_checkouts_keep_their_rules_apart(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finds its own again, the second write of one replaces its first, and what is gone leaves nothing behind."""
    homes = []
    for number in (1, 2):
        home = tmp_path / f"checkout{number}" / "rules"
        shutil.copytree(ROOT / "rules", home, ignore=shutil.ignore_patterns("core", "docs"))
        (home / "sources.yml").open("a", encoding="utf-8").write(f"# of checkout {number}\n")
        homes.append(home)

    compiled: list[int] = []
    monkeypatch.setattr(cache, "_compiled", lambda *_: (compiled.append(1), compiled_of_few())[1])

    def load(home: Path) -> None:
        monkeypatch.setattr(cache._Kept, "last", None)
        monkeypatch.setattr(cache, "_home", lambda: str(home))
        cache.load_ruleset_bundle(("default",))

    for home in (*homes, *homes):
        load(home)
    assert (len(compiled), len(list(own_cache.glob("*.rules")))) == (2, 2)
    (homes[0] / "sources.yml").open("a", encoding="utf-8").write("# changed\n")
    load(homes[0])
    assert (len(compiled), len(list(own_cache.glob("*.rules")))) == (3, 2)
    shutil.rmtree(homes[0])
    (homes[1] / "sources.yml").open("a", encoding="utf-8").write("# changed\n")
    load(homes[1])
    assert (len(compiled), len(list(own_cache.glob("*.rules")))) == (4, 1)


def test_rules_of_one_name_in_two_folders_are_kept_apart(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, word in enumerate(("guest", "shopper")):
        folder = tmp_path / str(number) / "packs"
        folder.mkdir(parents=True)
        (folder / "own.yaml").write_text(RULE.replace('["mystery guest"]', f'["mystery {word}"]'), encoding="utf-8")
    for number, word in enumerate(("guest", "shopper")):
        monkeypatch.chdir(tmp_path / str(number))
        assert {one.rule for one in Linter("packs/").lint(f"a mystery {word}").findings} == {"SPM900"}
    assert len(list(own_cache.glob("*.rules"))) == 2


def test_faulty_rules_are_never_cached(own_cache: Path, rule_file: Path) -> None:
    rule_file.write_text(RULE.replace("severity: warning", "severity: eror"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleFileError, match=r"own\.yaml:5:"):
            Linter(str(rule_file))
    assert not list(own_cache.glob("*.rules"))


def test_own_rules_stand_beside_the_shipped_ones(rule_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"SPM900", "OPT001"}

    def with_few(roots: Sequence[str]) -> Book:
        book = with_shipped(roots)
        book.rules, book.profiles = {name: book.rules[name] for name in both}, {}
        return book

    monkeypatch.setattr(shipped, "with_shipped", with_few)
    assert {rule.id for rule in Linter(["default", str(rule_file)]).rules} == both
    monkeypatch.undo()
    assert [rule.id for rule in Linter(str(rule_file)).rules] == ["SPM900"]


def compiled_of_few(*_: object) -> dict[str, Any]:
    """What compiling comes to for the shipped lists without a rule: enough to tell where a bundle comes from."""
    book = shipped_book().copy()
    book.rules.clear()
    return with_variants(compile_book(book), book, {"default": Choice({})}, None)


def test_another_home_of_the_rules_has_another_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_compiled", compiled_of_few)
    before = Linter().ruleset.sha256
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    source = tmp_path / "rules" / "sources.yml"
    source.write_text(source.read_text(encoding="utf-8") + "\n# another word\n", encoding="utf-8")
    monkeypatch.setattr(cache, "_home", lambda: str(tmp_path / "rules"))
    assert Linter().ruleset.sha256 != before


def test_terms_that_are_read_in_the_file_say_the_same(own_cache: Path, rule_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("a mystery guest", "the mystery  guests", "mystery", "guest", "zz", "a", "")
    copied = [found(rule_file, text) for text in texts]
    monkeypatch.setattr(cache._Kept, "in_place", True)
    linter = Linter(str(rule_file))
    assert not isinstance(linter._rules.program.bundle[cache.LINES], bytes)
    assert [found(rule_file, text) for text in texts] == copied


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The rules compiled, as an installation brings them; whatever is asked for, nothing else may compile."""
    path = tmp_path / cache.BROUGHT
    monkeypatch.setattr(cache, "_compiled", compiled_of_few)
    cache.write_shipped(str(path), None)
    monkeypatch.setattr(cache, "_brought", lambda: str(path))
    monkeypatch.setattr(cache, "_compiled", lambda *_: pytest.fail("compiled again"))
    return path


def test_nothing_is_compiled_after_an_installation(
    brought: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.load_ruleset_bundle(("default",))
    assert kept(own_cache).stat().st_size > 0
    brought.unlink()
    monkeypatch.setattr(cache._Kept, "last", None)
    cache.load_ruleset_bundle(("default",))


def test_what_an_installation_brings_serves_another_python(brought: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "_python", lambda: "(3, 99, 0)")
    cache.load_ruleset_bundle(("default",))


@pytest.mark.parametrize("what", ["other code", "other rules", "damage"])
def test_what_an_installation_brings_is_checked(brought: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    if what == "other code":
        monkeypatch.setattr(code, "_digest", lambda: "of another content")
    if what == "other rules":
        monkeypatch.setattr(cache, "source_digest", lambda _: "of other rules")
    if what == "damage":
        brought.write_bytes(brought.read_bytes()[:-1] + b"!!")
    monkeypatch.setattr(cache, "_compiled", compiled_too_late)
    with pytest.raises(BegunError):
        cache.load_ruleset_bundle(("default",))


class BegunError(Exception):
    """Rules are being compiled."""


def compiled_too_late(*_: object) -> None:
    raise BegunError


def test_a_long_compilation_is_announced_and_a_short_one_is_not(rule_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(cache._Kept, "before_compiling", staticmethod(lambda: said.append("compiling")))
    Linter(rules=[str(rule_file)])
    assert said == []

    monkeypatch.setattr(cache, "_compiled", compiled_too_late)
    with pytest.raises(BegunError):
        Linter()
    assert said == ["compiling"]


def test_a_file_can_be_mapped_on_every_system() -> None:
    assert all(cache.MAPPED_IN % granularity == 0 for granularity in (ALLOCATIONGRANULARITY, 4096, 16_384, 65_536))

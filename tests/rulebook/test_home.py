from pathlib import Path

import pytest

from smslint.errors import SmslintError
from smslint.rulebook import home


def test_a_checkout_finds_the_rules_beside_the_package() -> None:
    assert (home.rules_home() / "core").is_dir()


@pytest.mark.parametrize("place", ["smslint/_rules", "rules"])
def test_the_rules_are_found_in_a_wheel_and_in_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / place / "core").mkdir(parents=True)
    monkeypatch.setattr(home, "__file__", str(tmp_path / "smslint" / "rulebook" / "home.py"))
    assert home.rules_home() == tmp_path / place


def test_an_installation_without_rules_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "__file__", str(tmp_path / "smslint" / "rulebook" / "home.py"))
    with pytest.raises(SmslintError, match="reinstall smslint"):
        home.rules_home()

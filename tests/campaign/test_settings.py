"""What is told of campaigns in a file: names as they are written, and every slip a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.campaign.settings import Settings, SettingsError, read_campaigns
from smslint.model import Context


@pytest.mark.parametrize("name", ["0123", "NO", "yes", "12:30", "1.10", "1e3", "2024-06-12", "777", "~", "spring sale"])
def test_the_name_of_a_campaign_is_what_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / "campaigns.yml"
    path.write_text(f"{name}: {{frequency: 1/day}}\n")
    assert list(read_campaigns(str(path))) == [name]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a: {}\nb: {}\na: {brand: Larch}\n", "campaigns.yml:3: campaign 'a' stands twice"),
        ("a: {sent_at: 2026-99-99}\n", "no YAML"), ("a: [\n", "no YAML"), ("a: !!python/name:os.system x\n", "no YAML"),
        ("a:\n  brand: Larch\n  brand: Pine\n", "campaigns.yml:3: campaign 'a' has 'brand' twice"),
        ("a: {}\nb: 5\n", "campaigns.yml:2: campaign 'b' is no mapping"),
        ("- a\n", "mapping of campaigns"), ("", "mapping of campaigns"), ("a: 5\n", "mapping of campaigns"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "campaigns.yml"
    path.write_text(content)
    with pytest.raises(SettingsError, match=says):
        read_campaigns(str(path))


@pytest.mark.parametrize("samples", [5, "one", [1], {"a": "b"}])
def test_samples_are_a_list_of_texts(samples: object) -> None:
    with pytest.raises(SettingsError, match="samples are a list of texts"):
        Settings("UTC", 100, Context(), {"a": {"samples": samples}}).check()


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{frequncy: 4/month}", "cannot have 'frequncy'; did you mean 'frequency'?"),
        ("{frequency: often}", "write 5/month"), ("{use_case: promo}", "use_case"), ("{samples: text}", "a list of texts"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_campaign(tmp_path: Path, entry: str, says: str) -> None:
    path = tmp_path / "campaigns.yml"
    path.write_text(f"care: {{}}\nsale: {entry}\n")
    campaigns = read_campaigns(str(path))
    with pytest.raises(SettingsError) as caught:
        Settings("UTC", 100, Context(), campaigns, places=campaigns.places).check()
    assert str(caught.value).startswith(f"{path}:2: campaign 'sale' cannot be taken: ")
    assert says in str(caught.value)

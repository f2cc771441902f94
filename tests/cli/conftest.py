import pytest

from tests.cli.words import Program


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """smslint in this process, in a plain environment."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SMSLINT_DEBUG", "_SMSLINT_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SMSLINT_NO_CACHE", "1")
    return Program(monkeypatch, capsys)

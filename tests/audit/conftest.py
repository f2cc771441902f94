from pathlib import Path

import pytest

from tests.audit.words import Auditor
from tests.words import linter


@pytest.fixture
def auditor(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Auditor:
    """`smslint audit`, with a folder of its own and rules that are loaded once."""
    monkeypatch.setattr("smslint.cli.audit_job.make_linter", lambda params: linter())
    return Auditor(tmp_path, capsys)

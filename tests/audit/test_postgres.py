"""A real PostgreSQL, started for these tests; skipped where it is not installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import enable_socket

from tests.audit.words import TITLES, Auditor, csv_bytes, rows

dbapi = pytest.importorskip("adbc_driver_postgresql.dbapi", reason="the driver is not here: pip install 'smslint[postgres]'")
LINES = rows(60)


def programs() -> Path:
    """The folder of the server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    path = shutil.which("initdb")
    if not found and path is None:
        pytest.skip("PostgreSQL is not installed here (Debian: postgresql)")
    return found[-1].parent if found else Path(str(path)).parent


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    enable_socket()
    # A folder of its own: those of pytest are closed to the user that the server runs as.
    folder, home = programs(), Path(tempfile.mkdtemp(prefix="smslint-postgres-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The server refuses to run as root, as tests in containers do.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(home, "postgres")
    data = str(home / "data")
    begin = [*as_user, str(folder / "initdb"), "-D", data, "-U", "larch", "-A", "trust", "-E", "UTF8", "-N"]
    made = subprocess.run(begin, capture_output=True, cwd="/")
    if made.returncode:
        shutil.rmtree(home)
        pytest.skip(f"PostgreSQL cannot be set up here: {made.stderr.decode()[-200:]}")
    control = [*as_user, str(folder / "pg_ctl"), "-D", data, "-w", "-l", str(home / "log")]
    subprocess.run([*control, "-o", f"-p {port} -k '' -h 127.0.0.1 -F", "start"], check=True, capture_output=True, cwd="/")
    address = f"postgresql://larch:s3cr3tword@127.0.0.1:{port}/postgres"
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        columns = ", ".join(f'"{title}" text' for title in TITLES)
        cursor.execute(f'create table sent ({columns}, primary key ("id"))')
        marks = ", ".join(f"${place + 1}" for place in range(len(TITLES)))
        cursor.executemany(f"insert into sent values ({marks})", [list(line) for line in reversed(LINES)])
        connection.commit()
    yield address
    subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, cwd="/")
    shutil.rmtree(home, ignore_errors=True)


def test_a_table_and_a_query_are_read_like_a_file(auditor: Auditor, address: str) -> None:
    auditor.run(auditor.file("a.csv", csv_bytes(LINES)))
    here = [(one["id"], one["verdict"], one["rules"]) for one in auditor.results]
    auditor.run(f"{address}#sent")
    assert [(one["id"], one["verdict"], one["rules"]) for one in auditor.results] == here
    assert "s3cr3tword" not in str(auditor.outputs()) + auditor.said
    auditor.run(address, "--query", "select text, id from sent where campaign = 'c1' order by id")
    assert len(auditor.results) == 30


@pytest.mark.parametrize(
    ("table", "words"),
    [("#nowhere", "nowhere"), ("", "name a table behind #"), ("#sent'; drop table sent; --", "")],
)
def test_what_the_server_refuses_is_a_sentence(auditor: Auditor, address: str, table: str, words: str) -> None:
    assert auditor.run(address + table) == 3
    assert words in auditor.said
    assert "s3cr3tword" not in auditor.said
    auditor.run(f"{address}#sent")
    assert len(auditor.results) == 60


def test_a_query_cannot_write(auditor: Auditor, address: str) -> None:
    assert auditor.run(address, "--query", "delete from sent returning text") == 3
    auditor.run(f"{address}#sent")
    assert len(auditor.results) == 60

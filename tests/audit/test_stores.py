"""Object stores, against a local S3 that moto plays."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pyarrow as pa
import pytest
from pyarrow import parquet
from pytest_socket import enable_socket, socket_allow_hosts

from tests.audit.words import TITLES, Auditor, csv_bytes, rows

server = pytest.importorskip("moto.server", reason="moto is not here")
obstore = pytest.importorskip("obstore", reason="obstore is not here: pip install 'smslint[stores]'")
LINES = rows(30)


def as_parquet() -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table({title: [line[place] for line in LINES] for place, title in enumerate(TITLES)}), sink)
    return bytes(sink.getvalue())


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost"])
    played = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    played.start()
    host, port = played.get_host_and_port()
    settings = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "larch", "AWS_SECRET_ACCESS_KEY": "s3cr3tword",
        "AWS_REGION": "us-east-1", "AWS_ALLOW_HTTP": "true",
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    from boto3 import client

    s3 = client("s3", region_name="us-east-1", endpoint_url=settings["AWS_ENDPOINT_URL"])
    s3.create_bucket(Bucket="log")
    files = {
        "sent/a.csv": csv_bytes(LINES), "sent/b.csv.gz": gzip.compress(csv_bytes(LINES)), "sent/c.parquet": as_parquet(),
        "sent/_SUCCESS": b"", "other/note.md": b"x",
    }  # fmt: skip
    for name, data in files.items():
        s3.put_object(Bucket="log", Key=name, Body=data)
    yield "s3://log"
    played.stop()


def test_objects_are_read_alone_below_a_prefix_and_by_a_pattern(auditor: Auditor, bucket: str) -> None:
    auditor.run(auditor.file("here.csv", csv_bytes(LINES)))
    here = [(one["id"], one["verdict"]) for one in auditor.results]
    for name in ("a.csv", "b.csv.gz", "c.parquet"):
        auditor.run(f"{bucket}/sent/{name}")
        assert [(one["id"], one["verdict"]) for one in auditor.results] == here
        assert {one["source"] for one in auditor.results} == {f"s3://log/sent/{name}"}
    auditor.run(f"{bucket}/sent/")
    assert [(one["id"], one["verdict"]) for one in auditor.results] == here * 3
    auditor.run(f"{bucket}/sent/*.csv*")
    assert len(auditor.results) == 60
    assert auditor.run(f"{bucket}/other/") == 3
    assert "no object of a kind that is read here" in auditor.said
    assert auditor.run("s3://nowhere/sent/") == 3
    assert "s3cr3tword" not in auditor.said

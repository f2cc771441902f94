"""The language server as a process, spoken to in bytes: what no library of a client would send, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.words import ROOT

PATIENCE = 60


class Process:
    """A server that was greeted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running = subprocess.Popen(
            [sys.executable, "-m", "smslint", "lsp"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        self.send(id=1, method="initialize", params={"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        assert "capabilities" in self.answer(1)["result"]
        self.send(method="initialized", params={})

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.running.stdin is not None
        self.running.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.running.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The next message of the server."""
        assert self.running.stdout is not None
        size = 0
        while (line := self.running.stdout.readline()) != b"\r\n":
            assert line, "the server is gone"
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        found: dict[str, Any] = json.loads(self.running.stdout.read(size))
        return found

    def answer(self, number: int) -> dict[str, Any]:
        """What is answered to a question."""
        while (found := self.read()).get("id") != number or "method" in found:
            pass
        return found

    def judged(self) -> None:
        """Open a document and wait for what is found in it."""
        document = {"uri": (self.folder / "a.txt").as_uri(), "languageId": "plaintext", "version": 1, "text": "Larch: hello"}
        self.send(method="textDocument/didOpen", params={"textDocument": document})
        while self.read().get("method") != "textDocument/publishDiagnostics":
            pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    process = Process(tmp_path)
    yield process
    process.running.kill()
    process.running.communicate()


@pytest.mark.skipif(os.name == "nt", reason="a signal of POSIX")
@pytest.mark.parametrize("busy", [False, True])
def test_an_interrupted_server_ends_and_says_so(server: Process, busy: bool) -> None:
    if busy:
        server.judged()
    else:
        server.send(id=2, method="textDocument/hover", params=None)
        server.answer(2)
    server.running.send_signal(signal.SIGINT)
    assert server.running.wait(PATIENCE) == 130


@pytest.mark.parametrize("params", [None, {}, [], "x", {"textDocument": 7, "position": {}}])
def test_a_question_that_makes_no_sense_is_answered(server: Process, params: Any) -> None:
    server.send(id=2, method="textDocument/hover", params=params)
    assert server.answer(2)["error"]["code"] == -32602
    server.send(id=3, method="shutdown")
    assert server.answer(3)["result"] is None

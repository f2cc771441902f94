"""What a language server says beside its answers: places and rules, and on standard error nothing of any text."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.canaries import leaks, secrets_of, words_and_numbers
from tests.words import ROOT

CANARIES = words_and_numbers(40)
SECRETS = secrets_of(CANARIES)
WORD, TEXT, _ = CANARIES[0]


def frame(message: dict[str, object]) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def test_an_editor_hears_of_places_and_standard_error_of_nothing() -> None:
    text = "\n".join(f"  sms.k{n}: {json.dumps(text)}" for n, (_, text, _) in enumerate(CANARIES))
    document = {"uri": "file:///tmp/sms/a.yaml", "languageId": "yaml", "version": 1, "text": f"en:\n{text}\n"}
    broken = {"uri": "file:///tmp/sms/b.json", "languageId": "json", "version": 1, "text": f'{{"sms": "{TEXT}'}
    place = {"textDocument": {"uri": document["uri"]}, "position": {"line": 1, "character": WORD}}
    capabilities = {"workspace": {"configuration": False}}
    sent = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": capabilities}},
        {"method": "initialized", "params": {}},
        *({"method": "textDocument/didOpen", "params": {"textDocument": one}} for one in (document, broken)),
        {"id": 2, "method": "textDocument/hover", "params": place},
        {"id": 3, "method": f"smslint/{WORD}", "params": {"text": TEXT}},
        {"id": 4, "method": "shutdown"},
        {"method": "exit"},
    ]
    words = [sys.executable, "-m", "smslint", "lsp"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdin.write(b"".join(map(frame, sent[:-2])))
        run.stdin.flush()
        said = b""
        while said.count(b"publishDiagnostics") < 2 and (block := run.stdout.read1(65_536)):
            said += block
        run.stdin.write(b"Content-Length: 9\r\n\r\n{" + WORD[:8].encode() + b"".join(map(frame, sent[-2:])))
        run.stdin.close()
        said += run.stdout.read()
        complained = run.stderr.read()
    heard = [part for part in said.split(b"Content-Length") if b"publishDiagnostics" in part or b"window/" in part]
    assert leaks(b"".join(heard) + complained, SECRETS) == []
    assert WORD[:8].encode() not in complained

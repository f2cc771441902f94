"""Plivo's message log, against a local server that keeps its manners and one that does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from tests.audit.words import BAD, GOOD, Auditor

httpserver = pytest.importorskip("pytest_httpserver")
pytest.importorskip("plivo", reason="the SDK is not here: pip install 'smslint[plivo]'")
from werkzeug import Request, Response  # noqa: E402 - comes with pytest-httpserver

AUTH = "MAXXXXXXXXXXXXXXXXXX"


class Log:
    """A message log of so many messages, and how it answers."""

    def __init__(self, count: int, cursors: bool = False) -> None:
        self.messages = [self.message(number) for number in range(count)]
        self.cursors = cursors
        self.asked: list[dict[str, str]] = []
        self.spoil: Callable[[int], Response | None] = lambda number: None

    @staticmethod
    def message(number: int) -> dict[str, Any]:
        return {
            "message_uuid": f"u{number}", "from_number": "18005550142", "to_number": "12025550123",
            "message_direction": "outbound", "message_time": "2026-11-10 15:00:00+00:00", "message_type": "sms",
            "text": (GOOD, BAD)[number % 2], "units": 1,
        }  # fmt: skip

    def __call__(self, request: Request) -> Response:
        self.asked.append(dict(request.args))
        spoilt = self.spoil(len(self.asked))
        if spoilt is not None:
            return spoilt
        start = int(request.args.get("cursor" if self.cursors else "offset", 0) or 0)
        after = start + int(request.args["limit"])
        where = "cursor" if self.cursors else "offset"
        more = f"/v1/Account/{AUTH}/Message/?limit=20&{where}={after}" if after < len(self.messages) else None
        meta = {"limit": 20, "next": more, "previous": None}
        return answer({"api_id": "a", "meta": meta, "objects": self.messages[start:after]})


def answer(value: Any, status: int = 200, **headers: str) -> Response:
    return Response(json.dumps(value), status, headers, content_type="application/json")


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Log], None]]:
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost"])
    server = httpserver.HTTPServer(host="127.0.0.1")
    server.start()
    monkeypatch.setenv("PLIVO_AUTH_ID", AUTH)
    monkeypatch.setenv("PLIVO_AUTH_TOKEN", "t0ken")
    monkeypatch.setattr("plivo.rest.client.PLIVO_API_BASE_URI", server.url_for("/v1/Account"))
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda seconds: None)

    def start(log: Log) -> None:
        server.expect_request(f"/v1/Account/{AUTH}/Message/").respond_with_handler(log)

    yield start
    server.stop()


@pytest.mark.parametrize("cursors", [False, True])
def test_every_page_of_the_log_is_read(auditor: Auditor, serve: Callable[[Log], None], cursors: bool) -> None:
    log = Log(47, cursors)
    serve(log)
    auditor.run("plivo://?message_time__gte=2026-11-01&message_state=delivered")
    assert [one["id"] for one in auditor.results] == [f"u{number}" for number in range(47)]
    assert auditor.results[0]["sender"] == "18005550***"
    assert len(log.asked) == 3
    assert all(one["limit"] == "20" and one["message_time__gte"] == "2026-11-01" for one in log.asked)


def test_refusals_that_pass_are_waited_out(auditor: Auditor, serve: Callable[[Log], None]) -> None:
    log = Log(45)
    bad = {
        1: answer({"error": "slow down"}, 429, **{"Retry-After": "1"}), 2: answer({}, 503),
        4: answer({"error": "x"}, 500), 6: answer({}, 429, **{"Retry-After": "soon"}),
    }  # fmt: skip
    log.spoil = lambda number: bad.get(number)
    serve(log)
    auditor.run("plivo://")
    assert len(auditor.results) == 45
    assert len(log.asked) == 7


def test_a_log_that_shifts_while_it_is_read_gives_no_message_twice(auditor: Auditor, serve: Callable[[Log], None]) -> None:
    log = Log(45)

    def arrive(number: int) -> None:
        if number == 2:
            log.messages[:0] = [Log.message(1000), Log.message(1001)]

    log.spoil = arrive  # type: ignore[assignment]
    serve(log)
    auditor.run("plivo://")
    assert [one["id"] for one in auditor.results] == [f"u{number}" for number in range(45)]


def test_messages_without_a_text_are_named_and_redacted_ones_counted(auditor: Auditor, serve: Callable[[Log], None]) -> None:
    log = Log(3)
    del log.messages[0]["text"]
    log.messages[1]["text"] = "***Text Content Redacted***"
    serve(log)
    assert auditor.run("plivo://") == 3
    assert [one["id"] for one in auditor.results] == ["u2"]
    assert auditor.summary["redacted_texts"] == 1
    assert auditor.ledger.startswith("3 rows in = ")


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (lambda: answer({"error": "no"}, 401), "refuses PLIVO_AUTH_ID"),
        (lambda: answer({"error": "+12025550123"}, 400), "cannot be read (ValidationError)"),
        (lambda: Response("<html>", 200), "no list of messages"),
        (lambda: answer({"objects": "x"}), "no list of messages"),
        (lambda: answer({"error": "x"}, 500), "try again later"),
        (lambda: answer({"meta": {"next": "/v1/?limit=20&offset=0"}, "objects": []}), "in a circle"),
        (lambda: answer({"meta": {"next": "/v1/?page=2"}, "objects": []}), "without a cursor"),
    ],
)
def test_a_log_that_cannot_be_read_is_a_sentence(
    auditor: Auditor, serve: Callable[[Log], None], spoilt: Callable[[], Response], words: str
) -> None:
    log = Log(1)
    log.spoil = lambda number: spoilt()
    serve(log)
    assert auditor.run("plivo://") == 3
    assert words in auditor.said
    assert "12025550123" not in auditor.said


def test_keys_come_from_the_environment_alone(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLIVO_AUTH_ID", raising=False)
    assert auditor.run("plivo://") == 3
    assert "set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN" in auditor.said
    assert auditor.run("plivo://?colour=red") == 3
    assert "knows no filter 'colour'" in auditor.said

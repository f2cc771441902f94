"""An audit from end to end: every row is somewhere, outputs appear whole or not at all, and always with the same bytes."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pyarrow import csv, parquet

from smslint.audit import durable
from smslint.audit.parts import SUFFIX
from smslint.audit.redaction import REDACTED_TEXT
from tests.audit.words import BAD, CODE, GOOD, Auditor, csv_bytes, rows
from tests.words import ROOT, linter

POISON = b'9,"open,+1,+1,,\n\xff\xfe,a,b,c,d,e\n9,short\n9,a\0b,+1,+1,,\n'


def corpus(auditor: Auditor, count: int = 200) -> str:
    """A file with a few poisoned rows in its middle."""
    data = csv_bytes(rows(count))
    middle = data.index(b"\n", len(data) // 2) + 1
    return auditor.file("corpus.csv", data[:middle] + POISON + data[middle:])


def test_every_row_is_ok_flagged_or_named_among_the_rejects(auditor: Auditor) -> None:
    assert auditor.run(corpus(auditor)) == 3
    assert len(auditor.results) == 200
    assert len(auditor.rejects) == 4
    assert sorted([one["row"] for one in (*auditor.results, *auditor.rejects)]) == list(range(1, 205))
    ok = sum(one["verdict"] == "pass" for one in auditor.results)
    assert auditor.ledger == f"204 rows in = {ok} ok + {200 - ok} flagged + 4 quarantined"
    assert auditor.summary["rows"] == {"in": 204, "ok": ok, "flagged": 200 - ok, "quarantined": 4}


def test_results_have_the_columns_of_the_contract_in_its_order(auditor: Auditor) -> None:
    auditor.run(corpus(auditor))
    names = "row source id verdict score tier exposure_usd encoding segments rules categories open_questions"
    assert list(auditor.results[0])[:12] == names.split()
    finding = auditor.findings[0]
    assert {"row", "source", "id", "rule", "severity", "start", "end", "tier", "fine_usd", "depends_on"} <= set(finding)


def test_the_three_kinds_of_output_say_the_same(auditor: Auditor) -> None:
    path = corpus(auditor)
    auditor.run(path)
    auditor.run(path, out="r.parquet")
    auditor.run(path, out="r.csv")
    assert parquet.read_table(auditor.out / "r.parquet").to_pylist() == auditor.results
    lines = csv.read_csv(auditor.out / "r.csv").to_pylist()
    assert [(one["row"], one["verdict"], one["rules"].split("|")) for one in lines if one["rules"]] == [
        (one["row"], one["verdict"], one["rules"]) for one in auditor.results if one["rules"]
    ]


def test_a_spreadsheet_computes_nothing(auditor: Auditor) -> None:
    names = ("=1+1", "+1", "-1", "@a", "\ttab", "\n=1", "\uff1d1+1", "\uff20a", "plain", "'quoted")
    auditor.run(
        auditor.file("a.csv", csv_bytes([(name, GOOD, "+18005550142", "", "", "") for name in names])), out="r.csv"
    )
    lines = csv.read_csv(auditor.out / "r.csv", parse_options=csv.ParseOptions(newlines_in_values=True)).to_pylist()
    assert [one["id"] for one in lines] == [*(f"'{name}" for name in names[:-2]), "plain", "'quoted"]
    assert {one["sender"] for one in lines} == {"'+18005550***"}


def test_chunks_and_processes_change_no_byte(auditor: Auditor) -> None:
    path = corpus(auditor, 60)
    seen = []
    for size, jobs in (("7", "1"), ("1000", "2"), ("20", "4")):
        auditor.run(path, "--batch-rows", size, out="r.parquet", jobs=jobs)
        seen.append(auditor.outputs())
    assert seen[0] == seen[1] == seen[2]


WORLDS = (
    {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "LANG": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "42", "TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8"},
)


@pytest.mark.parametrize("world", WORLDS)
def test_the_world_around_changes_no_byte(auditor: Auditor, world: dict[str, str]) -> None:
    path = corpus(auditor, 20)
    auditor.run(path)
    here = auditor.outputs()
    words = ["audit", path, "-o", str(auditor.out / "r.jsonl"), "--findings", str(auditor.out / "f.jsonl")]
    words += ["--summary", str(auditor.out / "s.json"), "-q", "--jobs", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "smslint", *words], cwd=ROOT, env={**os.environ, **world}, capture_output=True
    )
    assert done.returncode == 3, done.stderr
    assert auditor.outputs() == here


class Crash(BaseException):
    """The end of the process, as seen from inside."""


def test_a_broken_run_goes_on_and_judges_nothing_twice(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    path = corpus(auditor)
    auditor.run(path, "--batch-rows", "20")
    whole = auditor.outputs()
    for name in whole:
        (auditor.out / name).unlink()
    keep, count = durable.Whole.keep, [0]

    def dying(self: durable.Whole) -> None:
        keep(self)
        count[0] += 1
        if count[0] == 6:
            raise Crash

    monkeypatch.setattr(durable.Whole, "keep", dying)
    with pytest.raises(Crash):
        auditor.run(path, "--batch-rows", "20", "--resume")
    assert [name for name in auditor.outputs() if not name.startswith(("part-", "job", "lock"))] == []
    monkeypatch.setattr(durable.Whole, "keep", keep)
    asked: list[Any] = []
    each = linter().each

    def counted(cases: Any) -> Any:
        some = list(cases)
        asked.extend(some)
        return each(some)

    monkeypatch.setattr(linter(), "each", counted, raising=False)
    auditor.run(path, "--batch-rows", "20", "--resume")
    assert auditor.outputs() == whole
    assert 0 < len(asked) < 60


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_anywhere_leaves_nothing_half_done(
    auditor: Auditor, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    path = corpus(auditor, 30)
    words = ("--batch-rows", "10", "--resume")
    auditor.run(path, *words)
    whole = auditor.outputs()
    real, failing, calls = os.replace, [0], [0]

    def replace(source: Any, target: Any) -> None:
        calls[0] += 1
        if calls[0] == failing[0]:
            raise OSError(error, os.strerror(error), str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    for point in range(1, 14):
        for name in auditor.outputs():
            (auditor.out / name).unlink(missing_ok=True) if (auditor.out / name).exists() else None
        failing[0], calls[0] = point, 0
        code = auditor.run(path, *words)
        if calls[0] >= point:
            assert code == 2
            assert "cannot write" in auditor.said
        failing[0] = 0
        assert auditor.run(path, *words) == 3
        assert auditor.outputs() == whole


def test_a_full_disk_while_writing_is_a_sentence(auditor: Auditor) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    auditor.out.mkdir()
    (auditor.out / f"r.jsonl{SUFFIX}").mkdir()
    (auditor.out / f"r.jsonl{SUFFIX}" / "job.json.tmp").symlink_to("/dev/full")
    assert auditor.run(corpus(auditor, 5)) in (2, 3)
    assert auditor.run(corpus(auditor, 5)) == 3


def test_a_checkpoint_of_another_job_is_refused(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    path = corpus(auditor)
    with monkeypatch.context() as patch:
        patch.setattr("smslint.audit.run.Audit._put_together", lambda *_: (_ for _ in ()).throw(Crash()))
        with pytest.raises(Crash):
            auditor.run(path)
    assert auditor.run(path, "--resume", "--brand", "Larch Cafe") == 2
    assert "was made with other options" in auditor.said
    Path(path).write_bytes(Path(path).read_bytes() + b"more,a,b,c,d,e\n")
    assert auditor.run(path, "--resume") == 2
    assert "was made with other inputs" in auditor.said
    assert auditor.run(path) == 3
    assert not (auditor.out / f"r.jsonl{SUFFIX}").exists()


def test_two_audits_do_not_write_to_one_output(auditor: Auditor) -> None:
    import fcntl

    home = auditor.out / f"r.jsonl{SUFFIX}"
    home.mkdir(parents=True)
    with (home / "lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert auditor.run(corpus(auditor)) == 2
    assert "another audit is writing" in auditor.said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_cleanly_and_can_be_gone_on_from(auditor: Auditor, number: signal.Signals) -> None:
    path = auditor.file("long.csv", csv_bytes(rows(30_000)))
    words = ["audit", path, "-o", str(auditor.out / "r.jsonl"), "--batch-rows", "50", "--resume", "--jobs", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "smslint", *words], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as run:
        home = auditor.out / f"r.jsonl{SUFFIX}"
        while run.poll() is None and not list(home.glob("part-*3.arrow")):
            time.sleep(0.02)
        run.send_signal(number)
        _, said = run.communicate()
    assert run.returncode == 130
    assert "--resume goes on" in said
    assert "Traceback" not in said
    assert [name for name in auditor.outputs() if name == "r.jsonl" or name.endswith(".tmp")] == []


def test_what_a_provider_has_redacted_is_counted_and_not_judged(auditor: Auditor) -> None:
    lines = [
        ("1", REDACTED_TEXT, "+18005550142", "+12025550***", "", ""),
        ("2", GOOD, "+18005550142", "+12025550***", "", ""),
    ]
    assert auditor.run(auditor.file("a.csv", csv_bytes(lines))) == 3
    assert auditor.summary["redacted_texts"] == 1
    assert "redacted" in auditor.rejects[0]["reason"]
    assert auditor.results[0]["recipient"] == "+12025550***"


def test_limit_sample_and_since_choose_the_same_rows_each_time(auditor: Auditor) -> None:
    path = auditor.file("a.csv", csv_bytes(rows(400)))
    auditor.run(path, "--limit", "10")
    assert [one["row"] for one in auditor.results] == list(range(1, 11))
    auditor.run(path, "--sample", "10%", "--batch-rows", "9")
    some = [one["row"] for one in auditor.results]
    auditor.run(path, "--sample", "0.1")
    assert [one["row"] for one in auditor.results] == some
    assert 15 < len(some) < 70
    auditor.run(path, "--since", "2026-11-20")
    assert {one["sent_at"][:10] for one in auditor.results} == {f"2026-11-{day}" for day in range(20, 29)}


def test_a_summary_adds_up(auditor: Auditor) -> None:
    auditor.run(corpus(auditor))
    totals, results = auditor.summary, auditor.results
    assert totals["exposure_usd"] == sum(one["exposure_usd"] for one in results)
    assert totals["segments"]["total"] == sum(one["segments"] for one in results)
    for group in ("senders", "campaigns", "days"):
        assert sum(one["messages"] for one in totals[group]) == len(results)
    assert {one["rule"]: one["messages"] for one in totals["rules"]} == {
        rule: sum(rule in one["rules"] for one in results)
        for rule in {rule for one in results for rule in one["rules"]}
    }
    assert sum(one["findings"] for one in totals["rules"]) == len(auditor.findings)
    assert totals["segments"]["ucs2_messages"] == sum(one["encoding"] == "ucs2" for one in results)
    assert sum(totals["quarantined_for"].values()) == 4
    orders = [one for one in totals["families"] if one["messages"] == 50]
    assert len(orders) == len(totals["families"]) == 4


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        (GOOD, (), 0),
        (BAD, (), 1),
        (BAD, ("--fail-on", "never"), 0),
        (CODE, ("--fail-on", "warning"), 0),
        ("Larch Cafe: 2-for-1 lattes today.", ("--fail-on-unknown",), 1),
        ("Larch Cafe: 2-for-1 lattes today.", (), 0),
    ],
)
def test_exit_codes_are_those_of_check(auditor: Auditor, text: str, words: tuple[str, ...], code: int) -> None:
    path = auditor.file("a.jsonl", json.dumps({"text": text}).encode() + b"\n")
    assert auditor.run(path, *words) == code
    assert auditor.call("check", path, "--format", "concise", *words) == code


def test_outputs_that_were_there_keep_their_permissions_and_links(auditor: Auditor) -> None:
    path = auditor.file("a.jsonl", b'{"text": "Larch Cafe: your table is ready."}\n{bad\n')
    names = ("r.jsonl", "f.jsonl", "s.json", "r.jsonl.rejects.jsonl")
    auditor.run(path)
    for name in names:
        real = auditor.folder / "elsewhere" / name
        real.parent.mkdir(exist_ok=True)
        real.write_text("old")
        real.chmod(0o600)
        (auditor.out / name).unlink(missing_ok=True)
        (auditor.out / name).symlink_to(real)
    auditor.run(path)
    for name in names:
        real = auditor.folder / "elsewhere" / name
        assert (auditor.out / name).is_symlink(), name
        assert real.read_text() != "old", name
        assert real.stat().st_mode & 0o777 == 0o600, name
    assert sorted(one.name for one in (auditor.folder / "elsewhere").iterdir()) == sorted(names)

"""Long runs of campaign studies: python tests/soak/campaign.py [--logs N] [--content]

First, random logs are counted twice, once the slow way in plain Python. Then 300,000 and 3,000,000 sends are studied,
each in a process of its own, and time, memory and their growth are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hypothesis import HealthCheck, given, settings

from tests.campaign import brute
from tests.campaign.random_logs import check, logs

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_MEGABYTES = 30, 1000
RATES_ONLY = ("--without", "content", "--without", "sequences", "--without", "delivery", "--without", "outcomes")
SENDS = """copy (select '+1800555' || lpad((hash(i) % 20)::varchar, 4, '0') as sender,
  '+1' || (2000000000 + hash(i * 7) % {people})::varchar as recipient,
  strftime(timestamp '2026-03-01' + interval 1 second * (hash(i * 13) % 1209600)::bigint, '%Y-%m-%dT%H:%M:%SZ') as sent_at,
  'Larch Cafe: order ' || (i % 1000) || ' is ready. Reply STOP to opt out.' as text, 'c' || (hash(i) % 5) as campaign
  from range({count}) t(i)) to '{path}' (header)"""
REPLIES = """copy (select '+1800555' || lpad((hash(i) % 20)::varchar, 4, '0') as sender,
  '+1' || (2000000000 + hash(i * 7) % {people})::varchar as recipient,
  strftime(timestamp '2026-03-01' + interval 1 second * (hash(i * 13) % 1209600 + hash(i) % 7200)::bigint,
    '%Y-%m-%dT%H:%M:%SZ') as received_at,
  case hash(i) % 4 when 0 then 'STOP' when 1 then 'please stop' when 2 then 'thanks' else 'ok ' || (i % 500) end as text
  from range({count}) t(i)) to '{path}' (header)"""


def count_twice(number: int) -> None:
    """Random logs, counted both ways; raises when they differ."""

    @settings(max_examples=number, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(logs())
    def both(log: tuple[list[brute.Event], list[brute.Event], str, int]) -> None:
        check(*log)

    both()
    print(f"{number:,} random logs: every rate and window equals the slow count")


def write_logs(folder: Path, count: int) -> tuple[str, str]:
    """Sends and a twentieth as many replies, as CSV."""
    import duckdb

    sends, replies = folder / f"sends-{count}.csv", folder / f"replies-{count}.csv"
    connection = duckdb.connect(config={"memory_limit": "600MB", "temp_directory": str(folder)})
    connection.execute(SENDS.format(count=count, people=count // 5, path=sends)).fetchall()
    connection.execute(REPLIES.format(count=count // 20, people=count // 5, path=replies)).fetchall()
    connection.close()
    return str(sends), str(replies)


def measure(sends: str, replies: str, extra: tuple[str, ...]) -> tuple[float, float, float]:
    """Seconds on the clock, processor seconds, and peak megabytes of one study."""
    command = [sys.executable, "-m", "smslint", "campaign", "stats", sends, "--replies", replies, "--format", "json", *extra]
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        found = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), process.returncode
    assert found["summary"]["rows"]["sends"] > 0
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> int:
    """Run them; returns 1 when the large log takes longer or more memory than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", type=int, default=1000)
    parser.add_argument("--content", action="store_true", help="also judge texts and sequences")
    options = parser.parse_args()
    count_twice(options.logs)
    figures = {}
    for count in (300_000, 3_000_000):
        with tempfile.TemporaryDirectory() as folder:
            paths = write_logs(Path(folder), count)
            figures[count] = measure(*paths, () if options.content else RATES_ONLY)
        wall, processor, memory = figures[count]
        print(f"{count:,} sends: {wall:.1f} s, {processor:.1f} processor seconds, {memory:.0f} MB at most")
    (_, small, _), (wall, large, memory) = figures.values()
    print(f"ten times the sends cost {large / small:.1f} times the processor seconds")
    return 1 if memory > MOST_MEGABYTES or (wall > MOST_SECONDS and not options.content) else 0


if __name__ == "__main__":
    sys.exit(main())

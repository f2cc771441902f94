"""How long `smslint check` takes over five files and over a thousand, against a bare interpreter and its own warm cache."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTINGS = """
[context]
brand = "Larch Cafe"
use_case = "customer_care"
country = "US"
sender_type = "10dlc"
first_message = false
messages_since_opt_out = 1
days_since_opt_out = 1
two_way = true
"""
HOOK_AT_MOST, THOUSAND_AT_MOST, WARM_AT_MOST = 12.0, 3.0, 1 / 3


def repository(folder: Path) -> list[str]:
    """A thousand template files of four kinds, one in ten with a fault; returns the five that a hook is given."""
    (folder / "smslint.toml").write_text(SETTINGS)
    for name in ("texts", "views", "locales"):
        (folder / name).mkdir()
    for number in range(400):
        text = f"Larch Cafe: your order {number} for {{name}} is ready. Reply STOP to opt out.\n"
        (folder / "texts" / f"t{number}.txt").write_text(text)
    for number in range(200):
        fault = " See https://bit.ly/3abc" if number % 5 == 0 else ""
        text = f"Larch Cafe: hello {{{{ name }}}}, your table {number} is ready.{fault}\n"
        (folder / "views" / f"v{number}.sms.j2").write_text(text)
        pair = {"ready": f"Larch Cafe: order {number} is ready.", "late": "Larch Cafe: sorry {name}, we are late."}
        (folder / "locales" / f"a{number}.json").write_text(json.dumps({"title": "x", "sms": pair}))
        lines = [f"    {key}: {json.dumps(text)}" for key, text in pair.items()]
        (folder / "locales" / f"a{number}.yml").write_text("\n".join(["en:", "  sms:", *lines, ""]))
    return ["texts/t1.txt", "texts/t2.txt", "views/v3.sms.j2", "locales/a1.json", "locales/a1.yml"]


def cost(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds on the clock and of processor time that a process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(repeats: int = 7) -> None:
    """Print the figures, each as a ratio."""
    smslint = str(Path(sys.executable).with_name("smslint"))
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as cache:
        folder = Path(place)
        five = repository(folder)
        environment = {**os.environ, "SMSLINT_CACHE_DIR": cache}
        check = [smslint, "check", "-q", "--format", "concise"]
        cost([*check, "--no-cache", *five], folder, environment)
        bare, hook, cold, warm = [], [], [], []
        for _ in range(repeats):
            bare.append(cost([sys.executable, "-c", "pass"], folder, environment))
            hook.append(cost([*check, "--no-cache", *five], folder, environment))
        for _ in range(3):
            cold.append(cost([*check, "--no-cache", "."], folder, environment))
        cost([*check, "."], folder, environment)
        for _ in range(3):
            warm.append(cost([*check, "."], folder, environment))
        for name, column in (("clock", 0), ("processor", 1)):
            one, few, many, again = (statistics.median(run[column] for run in runs) for runs in (bare, hook, cold, warm))
            print(f"  five files       {few / one:6.1f} x bare ({name}; at most {HOOK_AT_MOST:.0f})   {few * 1000:.0f} ms")
            print(f"  1,000 files      {many:6.2f} s ({name}; at most {THOUSAND_AT_MOST:.0f})")
            print(f"  with warm cache  {again / many:6.2f} x that ({name}; at most {WARM_AT_MOST:.2f})   {again:.2f} s")


if __name__ == "__main__":
    measure()

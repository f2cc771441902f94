"""Numbers and words that must not get out, and how to see that they did."""

from __future__ import annotations

import random
import re

DIGITS = 7
TEXTS = ("Hi {w}, win a free prize at bit.ly/{w}", "{w} is your code, {w}", "Reply to {n} or {w}: {{name}} f.r.e.e")


def words_and_numbers(count: int, seed: int = 9) -> list[tuple[str, str, str]]:
    """(word, text with the word and a number in it, number), all of them different."""
    rng = random.Random(seed)
    found = []
    for place in range(count):
        word = "zq" + "".join(rng.choice("bcdfghjklmnpqrstvwxz") for _ in range(9))
        number = f"+1{rng.choice(('202', '305', '415'))}556{place:04d}"
        found.append((word, rng.choice(TEXTS).replace("{w}", word).replace("{n}", number), number))
    return found


def secrets_of(canaries: list[tuple[str, str, str]]) -> list[str]:
    """What nothing may hold."""
    return [secret for word, _, number in canaries for secret in (word, number[-DIGITS:])]


def leaks(data: bytes, secrets: list[str]) -> list[str]:
    """Secrets that stand in the data: words of their make, and any seven digits in a row."""
    words = set(re.findall(r"zq[b-z]{9}", data.decode("utf-8", "replace")))
    runs = re.findall(rb"[0-9]{%d,}" % DIGITS, data)
    digits = {run[place : place + DIGITS].decode() for run in runs for place in range(len(run) - DIGITS + 1)}
    return sorted((words | digits) & set(secrets))

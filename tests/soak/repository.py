"""Files of a megabyte that mean harm, each read in seconds; and fixes over texts of every kind, which bring nothing new."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from smslint.linter import Linter
from smslint.project.check import check_file
from smslint.project.config import Configuration
from smslint.project.extract import extract
from smslint.project.fix import fix_file
from smslint.project.judge import Judge

SIZE = 1_000_000
AT_MOST = 10.0
"""Seconds of processor time for one file; what grows with the square of its length takes hours."""
CALL = "client.messages.create(to=x, body="


def hostile() -> Iterator[tuple[str, str]]:
    """Name and content of files on which a careless reader runs without end."""
    yield "sms.yml", "# " + "#" * SIZE + " smslint: ignore URL001 -- x\nsms: x y\n"
    yield "sms.yml", "# smslint: ignore URL001 -- x\nsms: a b\n" * 5_000
    yield "sms.yml", 'sms: "' + "\\\n" * (SIZE // 10) + '"'
    links = "".join(f"b{n}: &b{n} [*b{n - 1},*b{n - 1}]\n" for n in range(1, 60))
    yield "sms.yml", f"b0: &b0 [x y]\n{links}sms: *b59"
    for name, opening in (("j2", "{#"), ("liquid", "{% comment %}"), ("hbs", "{{!--"), ("gotmpl", "{{/*"), ("erb", "<%#")):
        yield f"sms.{name}", opening * (SIZE // len(opening))
    yield "sms.json", '{"sms":"' + "{a,plural,one{" * (SIZE // 14) + '"}'
    yield "sms.json", '{"sms":"' + "a" * SIZE + '"}'
    yield "sms.csv", "body\n" + '"' * SIZE
    yield "sms.csv", "body\n" + '"a\n' * (SIZE // 3)
    yield "sms.po", 'msgid "a"\nmsgstr ""\n' + '"x y"\n' * (SIZE // 10)
    yield "sms.properties", "a=\\\n" * (SIZE // 4)
    yield "strings.xml", "<resources><string name='sms'>" + "<b>" * 20_000 + "x y" + "</b>" * 20_000 + "</string></resources>"
    yield "sms.toml", "".join(f'k{n}="a b"\n' for n in range(SIZE // 20))
    yield "a.py", CALL + "(" * 100_000 + "'x'" + ")" * 100_000 + ")"
    yield "a.py", CALL + "+".join(["'x'"] * 20_000) + ")"
    yield "a.py", "".join(f"a{n}=a{n - 1}\n" for n in range(1, 20_000)) + CALL + "a19999)"
    yield "a.py", CALL + "'a' if x else " * 2_000 + "'b')"
    yield "a.js", "client.messages.create({to, body: `" + "${`" * 3_000 + "x" + "`}" * 3_000 + "`})"
    yield "a.md", "```sms\nx\n```\n" * 20_000


def read_hostile() -> None:
    """Read each; the slowest is named."""
    configuration = Configuration(None, ".", {"files": [{"paths": ["*"]}]})
    slowest = (0.0, "")
    for name, content in hostile():
        start = time.process_time()
        extract(name, content.encode(), configuration)
        took = time.process_time() - start
        assert took < AT_MOST, f"{name} took {took:.1f} s: {content[:40]!r}"
        slowest = max(slowest, (took, name))
    print(f"hostile files: the slowest, {slowest[1]}, took {slowest[0]:.1f} s")


def fix_corpora(root: Path, limit: int = 2_000) -> None:
    """Fix texts as JSON and as they are: twice is once, and no rule finds more than before."""
    context = {"brand": "Larch Cafe", "use_case": "marketing", "first_message": True, "country": "US", "sender_type": "10dlc"}
    judge = Judge(Linter(), Configuration(None, ".", {"context": context}), date(2026, 11, 26))
    paths = [path for path in sorted(root.glob("*/*.jsonl")) if path.parent.name != "holdout"]
    texts = [json.loads(line)["text"] for path in paths for line in path.read_text("utf-8").split("\n") if line]
    mended = 0
    for text in texts[:: max(1, len(texts) // limit)]:
        for name, data in (("sms.txt", text.encode("utf-8", "replace")), ("sms.json", json.dumps({"sms": {"a": text}}).encode())):
            before = check_file(judge, name, data)
            fixed = fix_file(judge, before, unsafe=True)
            if fixed is None:
                continue
            mended += fixed.count
            after = check_file(judge, name, fixed.data)
            more = Counter(_rules(after)) - Counter(_rules(before))
            assert not more, f"{name}: a fix brought {dict(more)}"
            assert fix_file(judge, after, unsafe=True) is None, f"{name}: fixing twice changes more"
    print(f"fixes: {mended:,} findings mended in {limit:,} texts, none new, none left for a second time")


def _rules(checked: object) -> list[str]:
    return [finding.rule for one in checked.messages for finding in one.report.findings]  # type: ignore[attr-defined]


def main() -> None:
    """Both."""
    read_hostile()
    fix_corpora(Path(__file__).resolve().parents[2] / "corpora")


if __name__ == "__main__":
    main()

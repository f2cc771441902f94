import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.errors import RuleFileError
from smslint.rulebook.document import read_document
from smslint.rulebook.guard import MAX_BYTES, MAX_DEPTH, MAX_NODES

REFUSED = {
    "billion laughs": (b"a: &a [lol]\nb: &b [*a, *a]\nc: [*b, *b]\n", "1:4: anchors"),
    "alias": (b"a: *x", "1:4: aliases"),
    "merge key bomb": (b"a: &a {x: 1}\nb: {<<: *a}\n", "1:4: anchors"),
    "merge key": (b"id: 1\n<<: {id: 2}\n", "2:1: merge keys"),
    "python tag": (b'a: !!python/object/apply:os.system ["id"]', "1:4: tags"),
    "own tag": (b"!foo bar", "1:1: tags"),
    "tag directive": (b"%TAG ! tag:x,2000:\n---\na: !b 1", "1:1: tags"),
    "verbatim tag": (b"a: !<tag:yaml.org,2002:int> 1", "1:4: tags"),
    "brackets": (b"[" * 30 + b"]" * 30, f"1:{MAX_DEPTH + 1}: nested"),
    "brackets without end": (b"[" * 100_000, "nested deeper"),  # where a parser notices differs between its versions
    "braces": (b"{a: " * 50_000, "nested deeper"),
    "dashes": (b"- " * 200_000, "nested deeper"),
    "questions": (b"? " * 200_000, "nested deeper"),
    "brackets side by side": (b"[[]," * 250_000, "nested deeper"),
    "stairs": (b"".join(b" " * i + b"a:\n" for i in range(900)), "21:21: nested deeper"),
    "two documents": (b"a: 1\n---\nb: 2\n", "2:1: a second document"),
    "many values": (b"- a\n" * (MAX_NODES + 1), "values; split"),
    "many flow values": (b"[" + b"a," * 500_000 + b"]", "values; split"),
    "many keys": (b"".join(b"k%d: 1\n" % i for i in range(100_000)), "2001:1: a mapping of more than 2,000 keys"),
    "same key": (b"a: 1\n" * 150_000, "values; split"),
    "large file": (b"#" * (MAX_BYTES + 1), "1:1: the file has"),
    "large text": (b"a: " + b"x" * 900_000, "1:4: a text of 900,000 characters"),
    "large block": (b"a: |\n" + b"  x\n" * 200_000, "1:4: a text of"),
    "open quote": (b'a: "' + b"x" * 500_000, "close it"),
    "open quote above": (b'a: "x\nb: 1\n', "1:4: not valid YAML: the quote that opens here is never closed"),
    "open quote before others": (
        b'a: "x\nb: "y"\nc: 1\n', "1:4: not valid YAML: the quote that opens here closes on line 2 only",
    ),
    "open quote in a list": (b'a:\n- "x\n- "y"\n- "z"\n', "2:3: not valid YAML: the quote that opens here closes on line 3"),
    "open single quote": (b"a: 'x\nb: 'y'\n", "1:4: not valid YAML: the quote that opens here closes on line 2 only"),
    "open quote before a document": (b'a: "x\n---\nb: 1\n', "1:4: not valid YAML: the quote that opens here is never closed"),
    "text behind a quote": (b'a: "x" y\nb: 1\n', "1:8: not valid YAML: text goes on behind the quote"),
    "apostrophe in single quotes": (b"a: 'it's'\nb: 1\n", "double a single quote inside of single quotes"),
    "backslash in double quotes": (b'a: "\\d+"\n', "put the text in single quotes"),
    "half an escape": (b'a: "\\x4"\n', "put the text in single quotes"),
    "open bracket": (b"[a, b", "not valid YAML"),
    "latin-1": ("a: é".encode("latin-1"), "1:4: this byte is not UTF-8"),
    "utf-16": ("a: b".encode("utf-16"), "1:1: this byte is not UTF-8"),
    "byte order mark": (b"\xef\xbb\xbfa: 1", "1:1: the file starts with a byte order mark"),
    "nul": (b'a: 1\nb: "\x00"', "2:5: a NUL"),
    "escaped nul": (b'a: "\\0"', "1:4: a NUL"),
    "escaped surrogate": (b'a: "\\ud800"', "1:7: not valid YAML"),
    "control character": (b"a: \x01", "1:4: this character is not allowed"),
    "tab": (b"a:\n\t- b", "2:1: not valid YAML: this character cannot start"),
    "colon in text": (b"a: b: c", "1:5: not valid YAML: a ': ' inside plain text"),
    "wrong version": (b"%YAML 9.9\n---\na: 1", "1:1: not valid YAML"),
    "quotes": (b'"' * 500_000, "not valid YAML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_by_name_and_place(name: str) -> None:
    content, said = REFUSED[name]
    started = time.perf_counter()
    with pytest.raises(RuleFileError) as caught:
        read_document(content, "bomb.yaml")
    assert said in str(caught.value)
    assert time.perf_counter() - started < 1.0  # 0.2 s alone on the machine; tests share it


@pytest.mark.parametrize("text", ["", "#" * 1_000_000, " " * 1_000_000, "\n" * 1_000_000])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert read_document(text.encode(), "x.yaml").value is None


def test_no_hostile_file_ends_the_process() -> None:
    program = (
        "import resource, time\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from tests.rulebook.test_guard import REFUSED\n"
        "from smslint.rulebook.document import read_document\n"
        "from smslint.errors import RuleFileError\n"
        "for content, _ in REFUSED.values():\n"
        "    try:\n"
        "        read_document(content, 'x')\n"
        "    except RuleFileError:\n"
        "        continue\n"
        "    raise SystemExit('accepted')\n"
        # ru_maxrss begins with the size of the process that forked this one; the peak of /proc is its own.
        "import os\n"
        "status = open('/proc/self/status').read() if os.path.exists('/proc/self/status') else ''\n"
        "peak = [line.split()[1] for line in status.splitlines() if line.startswith('VmHWM')]\n"
        "print(peak[0] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 300_000  # kilobytes, hypothesis and pytest included


PLAIN = {
    "NO": "NO",
    "on": "on",
    "yes": "yes",
    "off": "off",
    "y": "y",
    "21:00": "21:00",
    "08:00": "08:00",
    "02134": "02134",
    "1.10": "1.10",
    "1e3": "1e3",
    "2024-06-12": "2024-06-12",
    "0x1F": "0x1F",
    "0o17": "0o17",
    "1_000": "1_000",
    "+1": "+1",
    ".inf": ".inf",
    "=": "=",
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
    "0": 0,
    "-7": -7,
    "420": 420,
    "'true'": "true",
    '"12"': "12",
    "12345678901234567890": "12345678901234567890",
}


@pytest.mark.parametrize("written", PLAIN)
def test_only_true_false_null_and_integers_are_no_text(written: str) -> None:
    assert read_document(f"a: {written}".encode(), "x").value == {"a": PLAIN[written]}


def test_keys_are_always_text() -> None:
    assert read_document(b"true: 1\n02: 2\nnull: 3\n", "x").value == {"true": 1, "02": 2, "null": 3}


def test_a_duplicate_key_is_an_issue_and_the_first_value_stays() -> None:
    document = read_document(b"a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", "x.yaml")
    assert [str(issue) for issue in document.issues] == [
        "x.yaml:4:3: duplicate key 'c'; it stands on line 3 already",
        "x.yaml:5:1: duplicate key 'a'; it stands on line 1 already",
    ]
    assert document.value == {"a": 1, "b": {"c": 1}}


def test_a_key_that_is_a_list_is_an_issue() -> None:
    document = read_document(b"? [a]\n: b\nc: d\n", "x.yaml")
    assert "a key must be a text" in str(document.issues[0])


def test_places_are_those_of_keys_and_values() -> None:
    document = read_document("a:\n  - {bé: 1}\n".encode(), "x")
    assert document.place(("a", 0, "bé")) == (2, 10)
    assert document.place(("a", 0, "bé"), key=True) == (2, 6)
    assert document.place(("a", 0, "absent")) == (2, 5)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    refused = None
    try:
        read_document(content, "x")
    except RuleFileError as error:
        refused = error
    assert refused is None or refused.issues

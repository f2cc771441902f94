import contextlib
import importlib.util
import time
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.rulebook.anchors import required_literals, requires_digit
from smslint.rulebook.patterns import NO_LITERAL, pattern_fault

BANK_FILE = Path(__file__).resolve().parents[2].parent / "shared" / "checks" / "redos_bank.py"


def bank() -> list[tuple[str, str, str, str, str]]:
    """The shared bank of hostile patterns; empty where it is absent."""
    if not BANK_FILE.exists():
        return []
    spec = importlib.util.spec_from_file_location("redos_bank", BANK_FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.BANK)


@pytest.mark.skipif(not bank(), reason="the shared bank of hostile patterns is not here")
@pytest.mark.parametrize("size", [30, 2_000, 50_000])
@pytest.mark.parametrize("engine", ["re2", "backtracking"])
def test_a_hostile_pattern_is_refused_by_name_or_matches_in_time(size: int, engine: str) -> None:
    slow = []
    for pattern, prefix, pump, suffix, kind in bank():
        pattern_fault.cache_clear()
        text = prefix + pump * (size // len(pump)) + suffix
        took = elapsed(pattern, engine, text)
        if took > 0.1:
            slow.append((kind, pattern[:60], round(took, 3)))
    assert not slow


def elapsed(pattern: str, engine: str, text: str) -> float:
    """Seconds of the processor to load a pattern and search a text with it; the machine is shared."""
    started = time.process_time()
    fault = pattern_fault(pattern, engine)
    assert fault is None or (len(fault) < 300 and fault.strip())
    if fault is None:
        # A timeout is a named outcome: the engine reports the pattern as not checked.
        with contextlib.suppress(TimeoutError):
            regex.search(pattern, text, timeout=0.05)
    return time.process_time() - started


ANCHORS = {
    r"\b[0-9]{1,3} ?% off\b": {" % off", "% off"},
    r"https?://\S+\.exe": {"http://", "https://"},
    r"a(?:b|c)?d": {"abd", "acd", "ad"},
    r"(?i)STOP": {"stop"},
    r"x*abc|de+f": {"abc", "ef"},
    r"[ab]c{2,}d": {"acc", "bcc"},
    r"a{0,}bc": {"bc"},
    r"(?:ab){3}": {"ababab"},
    r"\$\d+ off": {" off"},
    r"foo(?=bar)": {"foo"},
    r"(?:win|won) (?:a|the) \w+": {"win a ", "win the ", "won a ", "won the "},
    r"(?:(?:red|green)+ )?apple": {"apple"},
    r"(?:stop|end)(?:ped|ing)+": {"stop", "end"},
}


@pytest.mark.parametrize("pattern", ANCHORS)
def test_the_literals_of_a_pattern(pattern: str) -> None:
    assert required_literals(pattern)
    if pattern != r"(?:stop|end)(?:ped|ing)+":
        assert set(required_literals(pattern)) == ANCHORS[pattern]


@pytest.mark.parametrize(
    "pattern", [r"\d+", r"a.c", r"(?:ab)?", r"ab|\d", r"(?:ab)*", r"[a-z]{5}", "", "(", r"a|bc", r"[^a]b"]
)
def test_patterns_without_a_literal(pattern: str) -> None:
    assert required_literals(pattern) == ()


PIECES = st.recursive(
    st.sampled_from(["a", "b", "ab", "stop", " ", "[ab]", "[a-z]", r"\d", r"\w", ".", "é", r"\$", r"\b", "^", "$"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: "(?:" + "|".join(parts) + ")"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,3}", "+?", "*?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=500, deadline=None)
@given(data=st.data(), pattern=PIECES)
def test_every_match_contains_a_literal(data: st.DataObject, pattern: str) -> None:
    literals = required_literals(pattern)
    if not literals:
        return
    assert 1 <= len(literals) <= 40
    assert min(map(len, literals)) >= 2
    text = data.draw(st.text(alphabet="abstop 19é$", max_size=30) | st.from_regex(pattern, alphabet="abstop 19é$xyz"))
    for match in list(regex.finditer(pattern, text.lower(), timeout=1))[:5]:
        assert any(literal in match[0] for literal in literals)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (r"\d+", NO_LITERAL),
        (r"(?=free)free", "lookaround needs `engine: backtracking`"),
        (r"(?<!x)free", "lookaround"),
        (r"(free)\1", "a back-reference"),
        (r"(?>free)", "an atomic group"),
        (r"free{1,}+", "a possessive repetition"),
        (r"free{201}", "a repetition of 201; the limit is 200"),
        (r"(?:free{100}){100}", "nested repetitions"),
        (r"(?:free+)+", "an endless repetition inside an endless one"),
        ("x" * 1_001, "the limit is 1,000"),
        ("", "the pattern is empty"),
        ("free\x00", "control character"),
        ("free\ud800", "surrogate"),
        ("(" * 200 + "free" + ")" * 200, "nests groups deeper"),
        ("(free)" * 21, "capturing groups"),
        (r"\p{L}free", r"the escape \p is not read alike"),
        (r"free\Z", "use $ for the end"),
        (r"(?#note)free", "comments"),
        (r"(?x)free", "the flag x"),
        (r"(free", "no regular expression: missing ), unterminated subpattern at character 1"),
        (r"[z-a]free", "no regular expression"),
        (r"Free", "'F' never occurs in the folded text, which is lower case; write 'f'"),
        (r"[F]ree gift", "never occurs"),
        (r"stra\u00dfe", "is not read alike"),
        ("straße", "never occurs"),
    ],
)
def test_what_a_pattern_may_not_be(pattern: str, said: str) -> None:
    assert said in str(pattern_fault(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b[0-9]{1,3} ?% off\b",
        r"(?i)Free",
        r"(?i:Free) gift",
        r"[Ff]ree gift",
        r"free\.",
        r"\x24free",
        r"win (?:a|an) \w+",
        r"[a-z.]+ now only",
        r"^stop$",
        r"caf\xe9",
    ],
)
def test_what_a_pattern_may_be(pattern: str) -> None:
    assert pattern_fault(pattern) is None


def test_the_slow_lane_permits_lookaround_and_still_wants_a_literal() -> None:
    assert pattern_fault(r"free(?! of charge)", "backtracking") is None
    assert pattern_fault(r"(?<!\d)\d(?!\d)", "backtracking") == NO_LITERAL


def test_digits_may_stand_for_a_literal() -> None:
    assert pattern_fault(r"\b(?:\d[ -]?){13,16}\b", "re2", "digits") is None
    assert pattern_fault(r"\b[a-z]+\b", "re2", "digits") == NO_LITERAL


def test_which_patterns_need_a_digit() -> None:
    assert requires_digit(r"[0-9]|\d")
    assert not requires_digit(r"\d*")
    assert not requires_digit(r"[0-9a]")

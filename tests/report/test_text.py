import pytest

from tests.report.words import Edit, Fix, Item, Location, finding, frame, report, spot, written

LARCH = "Larch: your gift waits at https://bit.ly/3abcd"


def carets(output: str) -> str:
    """The first line of carets, with the gutter in front."""
    return next(line for line in output.splitlines() if "^" in line)


def source(output: str) -> str:
    """The first line of the message, with the gutter in front."""
    return next(line for line in output.splitlines() if line.lstrip()[:1].isdigit())


def test_a_finding_is_shown_in_a_frame() -> None:
    assert frame(LARCH, spot(LARCH, "https://bit.ly/3abcd"), location=Location("templates/welcome.txt", 3, 5)) == (
        "error[URL001]: bit.ly is a public link shortener  (url-shortener)\n"
        "  --> templates/welcome.txt:3:31\n"
        "   |\n"
        " 3 | Larch: your gift waits at https://bit.ly/3abcd\n"
        "   |                           ^^^^^^^^^^^^^^^^^^^^\n"
        "   = why:  carriers filter shorteners that anyone can use, because phishers do\n"
        "   = fix:  link to a domain of your own\n"
        "   = says: Plivo, Best Practices for US SMS Messaging; Twilio 30892\n"
        "   = risk: T-Mobile tier 3, $500 if ruled a violation\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("before", "part", "indent", "carets_wanted"),
    [
        ("Hi ", "free", 3, 4),
        ("🎉🎉 ", "free", 5, 4),
        ("日本 ", "韓国", 5, 4),
        ("cafe\u0301 ", "free", 5, 4),
        ("👨‍👩‍👧 ", "free", 3, 4),
        ("a\u200bb ", "free", 9, 4),
        ("", "fr\u200bee", 0, 10),
        ("", "\x1b[2J", 0, 7),
        ("x", "\u0301", 1, 1),
        ("नमस्ते ", "free", 4, 4),
        ("कि ", "क्षत्रिय", 2, 3),
        ("தமிழ் ", "கொ", 4, 1),
        ("กำ ", "free", 3, 4),
    ],
)
def test_carets_stand_under_their_letters(before: str, part: str, indent: int, carets_wanted: int) -> None:
    text = before + part + " now"
    line = carets(frame(text, spot(text, part)))
    assert line == "   | " + " " * indent + "^" * carets_wanted


@pytest.mark.parametrize("text", ["שלום free gift", "مرحبا free gift", "free gift שלום"])
def test_lines_that_a_terminal_may_turn_have_marks_instead_of_carets(text: str) -> None:
    output = frame(text, spot(text, "free"))
    assert f" 1 | {text.replace('free', '>>>free<<<')}\n" in output
    assert "^" not in output


def test_a_long_line_from_the_right_is_cut_around_its_marks() -> None:
    text = "שלום " * 60 + "free" + " שלום" * 60
    shown = source(frame(text, spot(text, "free")))
    assert ">>>free<<<" in shown
    assert len(shown) <= 100


def test_the_line_of_the_finding_is_shown_of_a_message_of_several() -> None:
    text = "Larch\nhas a gift\nbit.ly/x waits"
    output = frame(text, spot(text, "bit.ly/x"), location=Location("a.txt", 9))
    assert "  --> a.txt:11:1\n" in output
    assert " 11 | bit.ly/x waits\n    | ^^^^^^^^\n" in output


def test_a_finding_over_several_lines_marks_the_first_and_counts_the_rest() -> None:
    text = "go to bit.ly\n/x\nnow"
    assert frame(text, finding(6, 15)).count("^^^^^^ and 1 more line\n") == 1


def test_a_long_line_is_cut_around_the_carets() -> None:
    text = "a" * 500 + " bit.ly/x " + "b" * 500
    output = frame(text, spot(text, "bit.ly/x"))
    shown, marks = source(output), carets(output)
    assert len(shown) <= 100
    assert shown.count("...") == 2
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "bit.ly/x"


def test_a_long_line_is_cut_at_its_end_only_when_the_carets_are_near_its_beginning() -> None:
    text = "bit.ly/x " + "b" * 500
    shown = source(frame(text, spot(text, "bit.ly/x")))
    assert shown.startswith(" 1 | bit.ly/x")
    assert shown.endswith("...")


def test_a_span_wider_than_the_line_is_cut_with_it() -> None:
    text = "b" * 500
    output = frame(text, finding(0, 500))
    assert len(carets(output)) <= len(source(output)) <= 100


def test_an_absence_has_the_message_but_no_caret() -> None:
    output = frame("Larch: lattes", finding(None, None, message="This text never says how to stop."))
    assert " 1 | Larch: lattes\n" in output
    assert "^" not in output


def test_a_message_inside_data_keeps_the_line_of_its_row() -> None:
    text = "Hi\nbit.ly/x"
    output = frame(text, spot(text, "bit.ly/x"), location=Location("a.jsonl", 7, field="text", row=7, id="m-1"))
    assert "  --> a.jsonl:7:4 (id m-1)\n" in output


def test_what_a_finding_waits_for_is_named_as_options() -> None:
    output = frame(LARCH, spot(LARCH, "gift", depends_on=("first_message", "use_case")))
    assert "= needs: --first-message/--no-first-message, --use-case\n" in output


def test_a_rule_explains_itself_once_a_message() -> None:
    text = "bit.ly/x or bit.ly/y"
    findings = spot(text, "bit.ly/x"), spot(text, "bit.ly/y", depends_on=("brand",))
    output = frame(text, *findings)
    assert output.count("^^^^^^^^") == 2
    assert (output.count("= why:"), output.count("= fix:"), output.count("= risk:")) == (1, 1, 1)
    assert output.endswith("^^^^^^^^\n   = needs: --brand\n\n")


@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", "f\\xfcnf \\U0001f389 "), ("latin-1", "fünf \\U0001f389 "), ("utf-8", "fünf 🎉 ")]
)
def test_carets_know_what_the_terminal_cannot_write(encoding: str, shown: str) -> None:
    output = frame("fünf 🎉 bit.ly/x", spot("fünf 🎉 bit.ly/x", "bit.ly/x"), encoding=encoding)
    assert f" 1 | {shown}bit.ly/x\n" in output
    wide = 1 if "🎉" in shown else 0
    assert carets(output) == "   | " + " " * (len(shown) + wide) + "^" * 8


def test_a_cut_line_never_begins_inside_an_emoji() -> None:
    for length in range(60):
        text = "👩🏽‍💻" * 30 + "x" * length + " bit.ly/x " + "b" * 200
        shown = source(frame(text, spot(text, "bit.ly/x")))
        assert not shown.startswith((" 1 | ...🏽", " 1 | ...\u200d"))


def test_the_words_to_write_stand_beside_the_fix() -> None:
    fix = Fix("Say how to stop.", (Edit(5, 5, " Reply STOP to opt out."),))
    assert '= fix:  Say how to stop. Write: "Reply STOP to opt out."' in frame(LARCH, finding(None, None, fix=fix))


def test_a_finding_without_tier_tells_no_risk() -> None:
    assert "risk:" not in frame(LARCH, spot(LARCH, "gift", tier=None))


def test_an_info_costs_nothing() -> None:
    assert "$" not in frame(LARCH, spot(LARCH, "gift", severity="info"))


def test_prose_is_wrapped_under_itself() -> None:
    output = frame(LARCH, spot(LARCH, "gift", why="word " * 60), width=60)
    lines = [line for line in output.splitlines() if "word" in line]
    assert max(map(len, lines)) <= 60
    assert all(line.startswith("           word") for line in lines[1:])


PAYLOADS = ["\x1b[2J", "\x1b]8;;https://evil.example\x07x", "[link=https://evil.example]x[/link]", "[/b]", "\u202e"]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", ["text", "concise", "json", "jsonl"])
def test_nothing_in_data_acts_on_the_terminal(name: str, payload: str) -> None:
    text = f"50% off {payload} today"
    hostile = spot(text, payload, message=payload, name=payload, why=payload, fix=Fix(payload))
    output = written(name, Item(report(text, hostile), Location(f"{payload}.txt", id=payload)), color=False)
    assert output.replace("\n", "").isprintable()


def test_colour_adds_only_colour() -> None:
    plain, painted = frame(LARCH, spot(LARCH, "gift")), frame(LARCH, spot(LARCH, "gift"), color=True)
    assert painted != plain
    for code in ("1;31", "1", "2", "34", "36", "0"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == plain


def test_a_single_message_ends_with_its_verdict() -> None:
    item = Item(report(LARCH, spot(LARCH, "gift"), open_questions=("brand", "two_way")), Location())
    output = written("text", item, totals=False)
    assert "\nblock: score 40; 1 error; 1 segment (GSM-7, 46 of 160); " in output
    assert "T-Mobile tier 3, $500 if ruled a violation\n" in output
    assert "  open: --brand, --two-way/--no-two-way could change this\n" in output


def test_the_verdict_names_what_forces_ucs2() -> None:
    text = "It’s “here”…" + "x" * 60
    item = Item(report(text, verdict="pass", score=0, tier=None, exposure_usd=0), Location())
    reason = "2 segments (UCS-2 because of ’ U+2019, “ U+201C, ” U+201D and 1 more; GSM-7: 1)"
    lines = written("text", item, totals=False).splitlines()
    assert reason in " ".join(line.strip() for line in lines)
    assert max(map(len, lines)) <= 100


def test_a_clean_message_is_told_alone_and_counted_among_many() -> None:
    item = Item(report("Hi", verdict="pass", score=0, tier=None, exposure_usd=0), Location())
    assert written("text", item, totals=False) == "pass: score 0; nothing found; 1 segment (GSM-7, 2 of 160)\n\n"
    assert written("text", item, item, totals=True) == "2 messages: 2 pass\n"


def test_a_run_ends_with_its_totals() -> None:
    items = [
        Item(report("Hi", verdict="pass", score=0, tier=None, exposure_usd=0), Location()),
        Item(report(LARCH, spot(LARCH, "gift"), spot(LARCH, "gift", severity="warning")), Location()),
    ]
    totals = "\n2 messages: 1 pass, 1 block; 1 error, 1 warning; $500 in fines at risk\n"
    assert written("text", *items).endswith(totals)


def test_quiet_leaves_the_findings_only() -> None:
    item = Item(report(LARCH, spot(LARCH, "gift")), Location())
    output = written("text", item, quiet=True)
    assert output.startswith("error[URL001]")
    assert "score" not in output

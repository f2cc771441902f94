"""Merge fields: every syntax seen in the wild, what only looks like one, and what goes wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.text.placeholders import Placeholder, find_placeholders, problems, syntaxes, unfilled_values

TEMPLATES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "a2p_templates.jsonl"
any_text = st.text(alphabet=st.characters() | st.sampled_from("{}[]<>$%#*|@_: \nsdname.None,\x00\ud800"))


def only(text: str) -> Placeholder:
    """The one merge field of a text."""
    (placeholder,) = find_placeholders(text)
    return placeholder


def written(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_placeholders(text)]


@pytest.mark.parametrize(
    ("field", "syntax", "name"),
    [
        ("{{name}}", "{{}}", "name"),
        ("{{ first_name }}", "{{}}", "first_name"),
        ("{{{raw}}}", "{{}}", "raw"),
        ("{{flow.data.patient_first_name}}", "{{}}", "flow.data.patient_first_name"),
        ("{{widgets.get-parts.parsed}}", "{{}}", "widgets.get-parts.parsed"),
        ("{{ .Code }}", "go-template", "Code"),
        ("{{.AppName}}", "go-template", "AppName"),
        ("${code}", "${}", "code"),
        ("${order.orderNumber}", "${}", "order.orderNumber"),
        ("${amount.toFixed(2)}", "${}", "amount"),
        ("${Number(product.price).toFixed(2)}", "${}", "product.price"),
        ("${pick({a: 1})}", "${}", "a"),
        ("$first_name", "$x", "first_name"),
        ("$amount", "$x", "amount"),
        ("$orderId", "$x", "orderId"),
        ("$user->name", "$x", "user->name"),
        ("$order.total", "$x", "order.total"),
        ("{x}", "{}", "x"),
        ("{0}", "{}", "0"),
        ("{1:.2f}", "{}", "1"),
        ("{}", "{}", ""),
        ("{name!r}", "{}", "name"),
        ("{First Name}", "{}", "First Name"),
        ("{first_name|friend}", "{}", "first_name"),
        ("{count, plural, one {# item} other {{n} items}}", "icu", "count"),
        ("%s", "%s", ""),
        ("%1$s", "%s", "1"),
        ("%2$d", "%s", "2"),
        ("%.2f", "%s", ""),
        ("%(name)s", "%s", "name"),
        ("%NAME%", "%NAME%", "NAME"),
        ("%first_name%", "%NAME%", "first_name"),
        ("%{name}", "%{}", "name"),
        ("#{ruby}", "#{}", "ruby"),
        ("<%= order.id %>", "<% %>", "order.id"),
        ("{#var#}", "{#var#}", "var"),
        (":first_name", ":x", "first_name"),
        ("*|FNAME|*", "*|X|*", "FNAME"),
        ("@@name@@", "@@x@@", "name"),
        ("[[name]]", "[[]]", "name"),
        ("__NAME__", "__X__", "NAME"),
        ("<name>", "<>", "name"),
        ("<First Name>", "<>", "First Name"),
        ("[FirstName]", "[]", "FirstName"),
        ("[Property Address]", "[]", "Property Address"),
        ("[short.link]", "[]", "short.link"),
        ("[What They Need to Do]", "[]", "What They Need to Do"),
        ("[YOUR ORG NAME HERE]", "[]", "YOUR ORG NAME HERE"),
        ("[Time/Date]", "[]", "Time/Date"),
        ("[product-name]", "[]", "product-name"),
        ("[insert brand]", "[]", "insert brand"),
        ("[código]", "[]", "código"),
        ("%%first_name%%", "%%x%%", "first_name"),
        ("%%First Name%%", "%%x%%", "First Name"),
        ("%%=v(@name)=%%", "%%x%%", "name"),
        ("%%=ProperCase(FirstName)=%%", "%%x%%", "FirstName"),
        ("%attributes.firstName|customer%", "%NAME%", "attributes.firstName"),
        ("%ld", "%s", ""),
        ("%lu", "%s", ""),
        ("%#@days@", "%s", "days"),
        ("%<price>.2f", "%s", "price"),
        ("%(price).2f", "%s", "price"),
        ("$(FIRST_NAME)", "$()", "FIRST_NAME"),
        ("$lookup(FIRST_NAME)$", "$()", "FIRST_NAME"),
        ("$t(name)", "$()", "name"),
        ("$[FNAME|there]$", "$[]$", "FNAME"),
        ("$!first_name", "$x", "first_name"),
        ("{$grade}", "{}", "grade"),
        ("{$name|default:'there'}", "{}", "name"),
        ("{!contact:firstname}", "{}", "contact:firstname"),
        ("{!! $name !!}", "{}", "name"),
        ("{:.2f}", "{}", ""),
        ("{LOCATION(City)}", "{}", "City"),
        ("{KeyWord:Coffee}", "{}", "KeyWord"),
        ('[[FIRSTNAME OR "there"]]', "[[]]", "FIRSTNAME"),
        ('[[data:firstname:"there"]]', "[[]]", "firstname"),
        ("[% name %]", "[% %]", "name"),
        ("@FIRSTNAME@", "@X@", "FIRSTNAME"),
        ("~Contact.FirstName~", "~x~", "Contact.FirstName"),
        ("#field1#", "##X##", "field1"),
        ("(Cust. 1)", "()", "Cust. 1"),
        ("{{${first_name}}}", "{{}}", "first_name"),
        ("{{={{First Name(6)}}|friend}}", "{{}}", "First"),
    ],
)
def test_every_syntax_is_read(field: str, syntax: str, name: str) -> None:
    for frame in ("Hi, {} is here", "At {}.", "Hello ({}) now"):
        text = frame.replace("{}", field)
        placeholder = only(text)
        assert text[placeholder.start : placeholder.end] == field
        assert (placeholder.syntax, placeholder.name, placeholder.block) == (syntax, name, False)


@pytest.mark.parametrize(
    "text",
    """$5 off|$20|Pay $AAPL|$ave big|$exy|$XX.XX|[FREE] stuff|Get [WIN $500]|see [1]|I <3 you|<b>bold</b>|<br>|<YES>
50%off%|20% discount|100%|%20|a%20dress|5%s|20 %d'achat|[PayPal]|[larch.example]|[LARCH] Your code|[Order] shipped
[link](https://larch.example)|<https://larch.example>|<sam@larch.example>|10:30|:D|:-)|Note: now|{"a": 1, "b": 2}
:} smile|{: frown|__init__ x|a_b_c|{free money now}|[Book Now]|[Action required]|1 < 2 > 0|<code>x</code>|100 %|%%
[View Styles]|[Name withheld!]|@name|#hashtag|* | *|{not a field}|100%% cotton, 50%% wool|$(USD)|$(5)|[#sale]|<@sam>
@HOME@NIGHT|#end of the day|#sale# #now#|your name (First Name)|~larch.example~
me@larch.example, sam@larch.example|{$5 off}""".replace("\n", "|").split("|"),
)
def test_ordinary_marks_are_no_merge_fields(text: str) -> None:
    assert find_placeholders(text) == ()
    assert problems(text) == ()


def test_tildes_hold_fields_where_there_are_two_of_them_and_ornament_elsewhere() -> None:
    assert written("Hi ~name~, your ~order_total~ is due at ~noon~") == ["~name~", "~order_total~"]
    assert [one.syntax for one in find_placeholders("Hi ~name~, your ~total~")] == ["~x~", "~x~"]
    assert find_placeholders("~name~ of the house") == ()
    assert find_placeholders("~ sale ~ today ~ only ~") == ()


@pytest.mark.parametrize("text", ["[Brand]: hi", "[FirstName], hi", "[ClientName] thinks", "[order.id] shipped"])
def test_a_bracket_that_opens_the_message_must_name_a_person_or_a_brand(text: str) -> None:
    assert only(text).start == 0
    assert find_placeholders("[Delivery] on its way") == ()
    assert written("Your [Delivery] is on its way") == ["[Delivery]"]


def test_a_word_that_closes_blocks_is_a_field_where_none_is_open() -> None:
    text = "Open {{start}}-{{end}}"
    assert [(one.name, one.block) for one in find_placeholders(text)] == [("start", False), ("end", False)]
    assert problems(text) == ()
    for broken in ("{{.Start}} to {{end}}", "{{if vip}}a{{end}}b{{.Start}}{{end}}", "Hi {{else}} there"):
        assert [problem.kind for problem in problems(broken)] == ["unclosed_block"]


def test_a_word_in_capitals_is_a_field_beside_fields_that_are_written_so() -> None:
    assert written("See [MEET_POINT], grade [GRADE], <PLB>") == ["[MEET_POINT]", "[GRADE]"]
    assert written("Hi [NAME] of [CITY], grade [GRADE]") == ["[NAME]", "[CITY]", "[GRADE]"]
    assert written("See <MEET_POINT>, grade <GRADE>") == ["<MEET_POINT>", "<GRADE>"]
    assert written("Hi [NAME], grade [GRADE]") == ["[NAME]"]
    assert written("[LARCH] Hi [FIRST_NAME], reply [OUT] or [STOP], it is [FREE]") == ["[FIRST_NAME]"]
    assert written("Hi [FIRST_NAME], the Grade is [steep] on [Monday]") == ["[FIRST_NAME]"]


def test_a_bracket_that_is_the_subject_of_the_first_sentence_is_no_heading() -> None:
    assert written("[CODE] is your Larch code") == ["[CODE]"]
    assert written("[CODE] Larch") == []


def test_a_name_in_parentheses_is_a_field_behind_a_greeting() -> None:
    assert written("Hi (First Name) (Last Name), see you") == ["(First Name)", "(Last Name)"]


def test_filters_are_named() -> None:
    assert only("{{ name | default: 'there' | upper }}").filters == ("default: 'there'", "upper")
    assert only("{{.Total | money}}").filters == ("money",)


@pytest.mark.parametrize(
    "text",
    [
        "{{#if vip}}a{{else}}b{{/if}}", "{{ if .X }}a{{ end -}}", "{{- if gt .Count 1}}s{{else}}t{{end}}",
        "{{#if vip}}a{{^}}b{{/if}}", "{{if vip}}a{{else}}b{{end}}", "{{ for x in list }}a{{ end }}", "{{if $vip}}a{{end}}",
        "<#if vip>a<#else>b</#if>", "[#if vip]a[/#if]", "<@footer/>", "{if $vip}a{else}b{/if}", "#if($vip)a#else b#end",
        "%%[ SET @a = 1 ]%%", "{% if vip %}a{% endif %}", "{{> footer}}", "{{! note }}", "{# a note #}", "<% if x %>",
        "*|IF:VIP|*",
    ],
)  # fmt: skip
def test_blocks_are_marked(text: str) -> None:
    assert all(one.block for one in find_placeholders(text))
    assert problems(text) == ()


def test_money_before_a_field_is_no_part_of_it() -> None:
    text = "Save ${{amount}}, R${{valor}}, order #{{number}}"
    assert written(text) == ["{{amount}}", "{{valor}}", "{{number}}"]
    assert written("Hi {name}, order #{number} is ${total}") == ["{name}", "{number}", "{total}"]
    assert written("Hi #{name}, pay ${total}") == ["#{name}", "${total}"]


def test_fields_stay_inside_links() -> None:
    text = "https://larch.example/{{ token }}?a=${b}&c=%s&d=%20x"
    assert written(text) == ["{{ token }}", "${b}", "%s"]


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("none", ()),
        ("{{a}} {{b}}", ("{{}}",)),
        ("{% if a %}{{a}}{% endif %}", ("{{}}",)),
        ("{{.A}} {{if .B}}x{{else}}y{{end}}", ("go-template",)),
        ("{{name}} and {code}", ("{{}}", "{}")),
        ("{n, plural, one {# day} other {# days}} {name}", ("{}",)),
        ("[Name] %s", ("[]", "%s")),
    ],
)
def test_families_of_syntax(text: str, families: tuple[str, ...]) -> None:
    assert syntaxes(text) == families


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("Hi {{name}, hello", "unbalanced", "{{name}"),
        ("Hi {name}}, hello", "unbalanced", "{name}}"),
        ("Hi {{name, hello", "unbalanced", "{{"),
        ("Hi {name, hello", "unbalanced", "{"),
        ("Hi name}}, hello", "unbalanced", "}}"),
        ("Hi {{ }}, hello", "empty", "{{ }}"),
        ("Hi ${}, hello", "empty", "${}"),
        ("{Hi|Hello} Sam", "spintax", "{Hi|Hello}"),
        ("{Hi|Hey {there|you}} Sam", "spintax", "{Hi|Hey {there|you}}"),
        ("{{#if vip}}Hi", "unclosed_block", "{{#if vip}}"),
        ("Hi{{/if}}", "unclosed_block", "{{/if}}"),
        ("{% for a in b %}Hi", "unclosed_block", "{% for a in b %}"),
        ("{{if .X}}Hi", "unclosed_block", "{{if .X}}"),
    ],
)
def test_problems_are_told_with_their_place(text: str, kind: str, span: str) -> None:
    (problem,) = problems(text)
    assert (problem.kind, text[problem.start : problem.end]) == (kind, span)
    assert problem.say.endswith(".")


def test_a_missing_brace_spoils_only_its_own_field() -> None:
    text = "Hi {{name}, your code is {{code}}"
    assert written(text) == ["{{name}", "{{code}}"]
    assert syntaxes(text) == ("{{}}",)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Hi None, your table is ready", ["None"]),
        ("Hello null!", ["null"]),
        ("Dear undefined, hello", ["undefined"]),
        ("hi none, welcome", ["none"]),
        ("Your code is None.", ["None"]),
        ("Order #undefined shipped", ["undefined"]),
        ("Your total is $NaN", ["NaN"]),
        ("Dear [object Object],", ["[object Object]"]),
        ("Due on Invalid Date", ["Invalid Date"]),
        ("See https://larch.example/null", ["null"]),
        ("None, your order is ready", ["None"]),
        ("Hi , your order", ["Hi ,"]),
        ("Dear  , hello", ["Dear  ,"]),
        ("Dear : hello", ["Dear :"]),
        ("Your code is . Bye", [" ."]),
        ("Order # has shipped", ["# "]),
        ("Take $ off now", ["$ "]),
    ],
)
def test_values_that_were_never_filled_in(text: str, spans: list[str]) -> None:
    assert [text[problem.start : problem.end] for problem in unfilled_values(text)] == spans


@pytest.mark.parametrize(
    "text",
    [
        "None of the items are left", "Your coupon is null and void", "This offer is null or void after May",
        "Allergies: None", "Pick one, two or None", "Second to None", "None taken", "Nan is here", "Nanette", "nun",
        "The rest is left undefined", "undefined behavior", "Hi Sam, hello", "Hi, Sam", "Dear Sam,", "Bonjour ! Ça va",
        "See you , bye", "Nonetheless", "annulled", "Order #12 has shipped", "$5 off", "5 $ off-peak", "all or none",
        "Your code is 204417. Bye", "Hello !", "NULLARBOR trip",
    ],
)  # fmt: skip
def test_innocent_uses_of_the_same_words(text: str) -> None:
    assert unfilled_values(text) == ()


@given(any_text)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_fields_in_order_inside_it(text: str) -> None:
    place = 0
    for one in find_placeholders(text):
        assert place <= one.start < one.end <= len(text)
        place = one.end
    for problem in (*problems(text), *unfilled_values(text)):
        assert 0 <= problem.start < problem.end <= len(text)
    syntaxes(text)


HARD = [
    "{{", "}}", "{{a}}", "[a]", "<a>", "{a|b}", "${", "%(", "$a.", "{", "<%", "*|", "__a", "{#", "None ", "hi ,",
    "<code>", "~a", "~ab~ ", "~name~ ", "~name~", "%%=", "%%[", "%%a ", "[NAME] [OF_X] ", "[ABC] ", "(First Name) ", "#if(",
    "#end ", "$lookup(a", "<#if ", "[%", "@AB@", "~A.name~ ", "{{if a}}", "{{end}}", "{{if a}}{{end}}", "{{else}}",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_long_texts_take_linear_time(piece: str) -> None:
    """A hundred thousand characters took under a tenth of a second each; a quadratic reading takes minutes."""
    text = piece * (100_000 // len(piece))
    problems(text)
    problems(text + "}" * 50_000)
    unfilled_values(text)


def test_real_templates_are_read_to_the_last_brace() -> None:
    if not TEMPLATES.exists():
        pytest.skip("the shared templates are not here")
    for row in map(json.loads, TEMPLATES.read_text(encoding="utf-8").splitlines()):
        text, found = row["text"], find_placeholders(row["text"])
        assert bool(found) is (row["syntax"] != ["none"]), row["id"]
        rest = "".join(letter for place, letter in enumerate(text) if not any(f.start <= place < f.end for f in found))
        assert not {"{", "}"} & set(rest), row["id"]
        assert problems(text) == (), row["id"]
        assert unfilled_values(text) == (), row["id"]

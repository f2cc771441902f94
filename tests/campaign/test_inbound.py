"""What a reply means: keywords, sentences, stories, and what people send beside words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import smslint
from smslint import classify_reply
from smslint.errors import RuleFileError
from smslint.replies.classes import NO_CLASS, class_traits, word_classes
from smslint.replies.classify import ReplyKind
from smslint.replies.marks import BREAKS, END, START
from smslint.replies.phrases import build_words, read_language, reply_words
from smslint.replies.spelling import distance
from smslint.replies.weighing import weights
from smslint.replies.wording import WISH, word_kinds
from tests.campaign.score_replies import rates, read, rows

REPLIES = Path(__file__).resolve().parents[2] / "corpora" / "replies"
RECOGNISED, FALSE = 0.98, 0.01
STEP = 1 if os.environ.get("SMSLINT_ALL_REPLIES") else 4
"""Of the twelve thousand rows by which the words were made every one is read by `make soak`, else every fourth."""


def kind(text: str) -> str:
    return classify_reply(text).kind.value


@pytest.mark.parametrize("name", ["development", "blind", "sealed", "holdout", "inboxes"])
def test_opt_outs_are_recognised_and_few_others_taken_for_them(name: str) -> None:
    labelled = list(rows(REPLIES / f"{name}.jsonl"))
    found = rates(read(labelled[:: STEP if name == "development" else 1]))
    assert found["recognised"][0] >= RECOGNISED * found["recognised"][1]
    assert found["false"][0] <= FALSE * found["false"][1]


def test_the_development_rows_are_labelled_and_numbered_once() -> None:
    found = list(rows(REPLIES / "development.jsonl"))
    assert len({row["id"] for row in found}) == len({(row["language"], row["text"]) for row in found}) == len(found)
    assert {row["kind"] for row in found} == {kind.value for kind in ReplyKind}
    assert {row["language"] for row in found} == {"en", "es", "fr"}


@pytest.mark.parametrize(
    "word", ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe", "stopall", "optout"]
)
@pytest.mark.parametrize("shape", ["{}", "  {}. ", "“{}”", "please {}", "{} thanks", "{}!!!"])
def test_the_keywords_of_the_law_count_whatever_stands_around_them(word: str, shape: str) -> None:
    reply = classify_reply(shape.format(word.upper()))
    assert (reply.kind, reply.keyword) == (ReplyKind.OPT_OUT, True)


@pytest.mark.parametrize("text", ["please stop texting me", "wrong number, stop", "take me off", "Stop it!"])
def test_the_sentences_that_sources_name_are_opt_outs(text: str) -> None:
    assert kind(text) == "opt_out"


def test_a_plea_for_help_with_a_phone_goes_to_a_person() -> None:
    assert kind("can't get my phone to stop, can you help?") == "unsure"


@pytest.mark.parametrize(
    "text", ["Please stop by the office", "The 38 bus stop has moved", "cancel the reservation", "no para de llover"]
)
def test_ordinary_speech_is_no_opt_out(text: str) -> None:
    assert kind(text) != "opt_out"


def test_a_reaction_that_quotes_the_instruction_is_none() -> None:
    assert kind("Liked “Larch Cafe: lattes today. Reply STOP to opt out.”") == "none"


@pytest.mark.parametrize(
    "text",
    ["[Auto-Reply] I do not accept texts while driving. STOP", "Respuesta automática: no me escriban, estoy fuera"],
)
def test_an_answer_that_a_phone_writes_is_none(text: str) -> None:
    assert kind(text) == "none"


@pytest.mark.parametrize(
    "text", ["take me off the waitlist texts", "stop the delivery messages", "cancela el servicio de mensajes sms"]
)
def test_a_kind_of_message_is_not_another_matter(text: str) -> None:
    assert kind(text) == "opt_out"


@pytest.mark.parametrize("text", ["st op", "s.top", "don,t text me", "stop <3", "1 STOP", "STOP to opt out"])
def test_torn_and_quoted_keywords_count(text: str) -> None:
    assert kind(text) == "opt_out"


@pytest.mark.parametrize("text", ["I never signed up for this", "Blocked", "is this the wrong number?", "No thanks"])
def test_what_only_hints_at_leaving_goes_to_a_person(text: str) -> None:
    assert kind(text) == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "Drop the coupon texts but keep the pickup reminders",
        "stop texting me until I am back from my trip",
        "Quiten las ofertas pero dejen los avisos de citas",
        "cessez les textos jusqu'à mon retour",
        "Stop texting this number, use my other phone",
        "If the code fails again I'm unsubscribing",
        "un texto más y me doy de baja",
        "encore une pub et je me désabonne",
        "Is it free to text STOP?",
        "¿cuesta algo darme de baja?",
    ],
)
def test_a_wish_that_is_bound_to_a_part_a_time_or_a_condition_goes_to_a_person(text: str) -> None:
    assert kind(text) == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "You wake me in the middle of the night. Take me off.",
        "Do not text my work phone",
        "I asked for one coupon, stop sending promos",
        "En vacances et encore vos textos, arrêtez",
    ],
)
def test_a_time_or_a_telephone_that_binds_nothing_leaves_an_opt_out(text: str) -> None:
    assert kind(text) == "opt_out"


@pytest.mark.parametrize(
    "text",
    [
        "If this is about billing fine, if it is advertising then stop",
        "take me off unless you find my coat",
        "reply to my question or unsubscribe me",
        "Si no es de la escuela ya no me escriban",
        "désabonnez-moi si ça coûte quelque chose",
    ],
)
def test_a_wish_that_hangs_on_a_condition_goes_to_a_person(text: str) -> None:
    reply = classify_reply(text)
    assert reply.kind is ReplyKind.UNSURE
    assert reply.evidence


@pytest.mark.parametrize(
    "text",
    [
        "If you could take me off the list, thanks",
        "if you text me again I am calling a lawyer, stop",
        "When I moved to Ohio I lost the need for these, take me off",
        "si no es mucha molestia quítenme de la lista",
        "Si vous pouviez me désabonner, merci",
        "hey siri reply stop period",
    ],
)
def test_politeness_threats_stories_and_dictation_bind_nothing(text: str) -> None:
    assert kind(text) == "opt_out"


@pytest.mark.parametrize(
    "text",
    [
        "My husband wants to be taken off, I like them",
        "I unsubscribed in April",
        "your STOP does not work",
        "I never gave you permission",
        "mi hermana mandó alto y le siguen llegando",
        "j'ai envoyé ARRET et rien ne se passe",
    ],
)
def test_wishes_of_others_and_reports_of_earlier_ones_go_to_a_person(text: str) -> None:
    assert kind(text) == "unsure"


def test_words_that_no_phrase_knows_may_weigh_as_a_wish() -> None:
    text = "gracias, me retiro de la lista"
    reply = classify_reply(text)
    assert reply.kind is ReplyKind.OPT_OUT
    assert "retiro" in text[reply.evidence[0].start : reply.evidence[0].end]


def test_weights_are_of_what_the_shipped_words_can_show() -> None:
    learnt = weights()
    kinds = {*word_kinds().of.values()}
    shown = {name for names in kinds for name in names} | {WISH, START, ",", ">", ">?", ">."}
    of_kinds = [trait[2:].split(" ") for trait in learnt.by_trait if trait.startswith(("x:", "y:"))]
    assert of_kinds
    assert all(set(names) <= shown for names in of_kinds)
    classes = {*word_classes().names, *BREAKS, START, END}
    of_classes = [trait[3:].split(" ") for trait in learnt.by_trait if trait.startswith(("c1:", "c2:", "c3:", "c4:"))]
    assert of_classes
    assert all(set(names) <= classes for names in of_classes)


def test_words_of_three_languages_are_of_one_class_and_a_pronoun_at_the_end_is_another() -> None:
    classes = word_classes()
    assert classes.of("quitenme") == ("REMOVE", "ME")
    assert {classes.of(word) for word in ("erase", "borrar", "supprimez")} == {("REMOVE",)}
    assert classes.of("43") == ("NUMERAL",)
    assert classes.of("zyx") == (NO_CLASS,)


def test_traits_by_class_are_the_same_in_two_languages() -> None:
    english, spanish = (
        class_traits(words.split(), word_classes()) for words in ("erase my number", "borren mi numero")
    )
    shared = {trait for trait in english if trait.startswith(("c", "o:", "u:"))}
    assert "c2:< REMOVE" in shared & spanish


def test_a_key_in_two_files_of_a_language_does_not_load(tmp_path: Path) -> None:
    for name in ("one.yml", "two.yml"):
        (tmp_path / name).write_text("greetings: [hi]\n")
    with pytest.raises(RuleFileError, match="another file of this language has the key 'greetings'"):
        read_language(tmp_path)


@pytest.mark.parametrize("text", ["cancel my opt out", "réabonnement", "anulen mi baja", "I take back my STOP"])
def test_words_of_coming_back_that_hold_a_keyword_are_starts(text: str) -> None:
    assert kind(text) == "start"


def test_yes_restarts_only_those_who_had_left() -> None:
    kinds = [classify_reply("Yes", opted_out=known).kind.value for known in (None, False, True)]
    assert kinds == ["none", "none", "start"]


def test_stop_and_start_together_go_to_a_person() -> None:
    assert kind("STOP or START?") == "unsure"


def test_letters_of_another_script_and_unseen_characters_do_not_hide_a_stop() -> None:
    assert kind("S\u200bT\u200bOP") == kind("ЅТОР") == kind("ｓｔｏｐ") == "opt_out"


@pytest.mark.parametrize("text", ["Stop?", "hola, ¿baja?", "Bonjour, mauvais numéro ?", "Hi there! unsubscribe?"])
def test_a_keyword_with_a_question_mark_goes_to_a_person(text: str) -> None:
    assert kind(text) == "unsure"


@pytest.mark.parametrize("text", ["Can you stop?", "please stop?", "¿pueden dejar de escribirme?"])
def test_a_request_with_a_question_mark_is_an_opt_out(text: str) -> None:
    assert kind(text) == "opt_out"


@pytest.mark.parametrize(
    "text",
    [
        "How do I unsubscribe?",
        "¿Cómo me doy de baja?",
        "comment me désabonner",
        "who is this",
        "¿quién es?",
        "C'est qui",
    ],
)
def test_questions_how_to_leave_and_who_writes_go_to_a_person(text: str) -> None:
    assert kind(text) == "unsure"


@pytest.mark.parametrize(
    ("question", "demand"),
    [("how do i stop these", "Take me off."), ("quién es?", "No me escriban."), ("qui est-ce", "Retirez-moi.")],
)
def test_a_demand_beside_a_question_is_an_opt_out(question: str, demand: str) -> None:
    assert kind(f"{question} {demand}") == kind(f"{demand} {question}") == "opt_out"


LABELLED = [row["text"] for row in rows(REPLIES / "development.jsonl")]
GREETINGS = ("", "Hi ", "Hello, ", "Hey! ", "Good morning, ", "Hola ", "Buenas tardes, ", "Bonjour, ", "Salut ")


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from(LABELLED),
    st.sampled_from([str, str.upper, str.lower, str.swapcase]),
    st.sampled_from(GREETINGS),
    st.sampled_from(["", ".", "!", "!!!", " ...", ",", ";", " -"]),
    st.text(alphabet=" \t\n\u00a0", max_size=4),
)
def test_case_punctuation_spaces_and_a_greeting_do_not_change_the_answer(
    text: str, cased: Callable[[str], str], greeting: str, end: str, space: str
) -> None:
    assert kind(f"{space}{greeting}{cased(text)}{'' if text.rstrip().endswith('?') else end}{space}") == kind(text)


def test_evidence_points_at_the_words() -> None:
    text = "Hi. Please take me off your list, merci"
    reply = classify_reply(text)
    spans = [text[sign.start : sign.end] for sign in reply.evidence]
    assert any(span.startswith("take me off") for span in spans)
    assert reply.language == "en"


def test_the_language_is_that_of_the_words_that_decided() -> None:
    assert [classify_reply(text).language for text in ("stop texting", "dejen de escribirme", "arrêtez svp", "ok")] == [
        "en", "es", "fr", None,
    ]  # fmt: skip


def test_a_reply_does_not_repeat_its_text() -> None:
    reply = classify_reply("This is Rita, stop texting me")
    assert "Rita" not in repr(reply) + json.dumps(reply.to_dict()) + repr(reply.evidence)


def test_it_is_offered_by_the_package() -> None:
    assert "classify_reply" in smslint.__all__
    assert smslint.classify_reply is classify_reply


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for sign in classify_reply(text).evidence:
        assert 0 <= sign.start <= sign.end <= len(text)


@pytest.mark.parametrize(
    "text", ["s t o p " * 700, "“a" * 2500, "if you not no " * 400, "\ud800stop", "c'" * 2500, "*" * 5000]
)
def test_hostile_texts_are_read_too(text: str) -> None:
    assert classify_reply(text).kind in ReplyKind


@pytest.mark.parametrize(
    ("one", "other", "slips"), [("stpo", "stop", 1), ("stip", "stop", 1), ("shoe", "stop", 2), ("", "ab", 2)]
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 1) == min(slips, 2)


def test_a_phrase_with_an_unknown_class_does_not_load() -> None:
    with pytest.raises(RuleFileError, match="no class <nobody>"):
        build_words([("en.yml", {"language": "en", "leave": {"a": ["stop <nobody>"]}})])


@pytest.mark.parametrize("reply", [None, 5, b"STOP"])
def test_what_is_no_text_is_refused_in_words(reply: object) -> None:
    with pytest.raises(TypeError, match="the reply is a str, not "):
        classify_reply(reply)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["STOP", "stop all", "Opt-Out", "REVOKE", "remove", "please cancel", "ARRÊT", "HELP", "Info.", "UNSTOP"]
)
def test_what_providers_act_on_is_a_keyword(text: str) -> None:
    assert classify_reply(text).keyword


@pytest.mark.parametrize(
    "text",
    ["leave me alone", "take me off", "enough", "go away", "drop dead", "bye", "un subscribe", "stpo", "s.top", "🛑",
     "STOP. Leave me alone.", "wrong gal", "déjenme en paz", "ça suffit"],
)  # fmt: skip
def test_a_wish_that_no_provider_acts_on_is_no_keyword(text: str) -> None:
    reply = classify_reply(text)
    assert (reply.kind, reply.keyword) == (ReplyKind.OPT_OUT, False)


def test_every_word_that_providers_act_on_is_among_the_keywords() -> None:
    words = reply_words()
    assert words.acted_on
    assert words.acted_on <= {" ".join(keyword) for keyword in words.keywords}


@pytest.mark.parametrize(
    "text",
    [
        "non-stop", "Non-stop!", "NON-STOP", "non stop please", "nonstop", "non-stop flight please", "it is non-stop",
        "bus stop", "whistle stop", "coffee stop", "comfort stop", "pit stop", "next stop Chicago", "one-stop shop", "stop sign",
        "stop by", "stop by at 5", "stop in today", "Please stop by the office", "stop and shop", "stop-and-go traffic",
        "end of season", "end of month", "end of the line", "dead end", "odds and ends", "weekend", "end zone",
        "cancelled flight", "my flight was cancelled", "cancel the reservation", "class cancelled", "noise cancelling headphones",
        "snow removal", "hair removal", "stain remover", "nail polish remover", "wisdom tooth removal", "dry erase",
        "drop off", "drop-off", "kick off", "ceasefire", "license revoked", "sick leave", "exit 12", "out of office",
        "batería baja", "sin parar", "fin de semana", "vuelo cancelado", "sans arrêt", "arrêt de bus", "sortie annulée",
    ],
)  # fmt: skip
def test_everyday_words_that_hold_a_keyword_are_none(text: str) -> None:
    assert kind(text) == "none"


@pytest.mark.parametrize(
    "text",
    ["non, stop", "Non. Stop.", "non stop merci", "non stop les messages ça suffit", "lay off", "END to end",
     "no more junk removal texts", "stop paint removal spam", "remove me from the hair removal list",
     "take me off your snow removal list", "drop off. STOP", "my consent is revoked"],
)  # fmt: skip
def test_wishes_beside_everyday_words_are_opt_outs(text: str) -> None:
    assert kind(text) == "opt_out"

"""Disguised content is found, at the right place, and nothing innocent is taken for a disguise."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

import pytest

from smslint.engine.bits import Group, places
from smslint.engine.program import Program
from smslint.linter import Linter
from smslint.model import Context, Finding, Severity
from tests.disguises import ATTACKS, disguised
from tests.words import CONTENT, linter

CONTEXT = Context(
    brand="Larch", use_case="transactional", first_message=False, country="US", sender_type="10dlc", age_gate="none"
)
SPELLABLE = tuple(
    """sex hate alcohol firearms tobacco drugs gambling violence profanity phishing fraud deceptive debt_relief payday_loan
    home_loan education_loan insurance_quote work_from_home lead_generation cryptocurrency regulated_other promotion""".split()
)
WHOLE = bool(os.environ.get("SMSLINT_ALL_WORDS"))
"""`make soak` disguises every phrase in every way, and reads every word of the dictionaries."""
PHRASES_EACH = 8


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[str]]:
    """For each content category some of the terms its rules know, long enough to be read in disguise."""
    program = linter()._rules.program
    by_set: dict[int, list[str]] = {}
    for _, owners, _, literal in program.matcher.content.terms.all():
        words = literal.split()
        if literal.isascii() and all(word.isalpha() and len(word) > 1 for word in words) and max(map(len, words)) > 4:
            for owner in owners:
                by_set.setdefault(owner, []).append(" ".join(words))
    chosen: dict[str, list[str]] = {}
    for rule in linter().rules:
        if rule.category in SPELLABLE and rule.check.options.get("at_least", 1) in (None, 1):
            some = chosen.setdefault(rule.category, [])
            known = [p for index in _sets(rule.check.needs, program) for p in by_set.get(index, ())]
            random.Random(rule.id).shuffle(known)
            plain = (p for p in known[:300] if rule.category in found(f"Hi Sam, {p} at Larch this week"))
            some.extend(islice(plain, PHRASES_EACH - len(some)))
    return chosen


def _sets(needs: Sequence[Group], program: Program) -> list[int]:
    return sorted({index for group in needs for index in places(group & program.disguisable)})


def found(text: str) -> set[str]:
    return {finding.category for finding in linter().lint(text, CONTEXT).findings}


def covers(finding: Finding, start: int, end: int) -> bool:
    return finding.start is not None and finding.end is not None and finding.start < end and start < finding.end


def some_ways(number: int) -> list[str]:
    """The ways in which a phrase is disguised: a quarter of them, another one for each of four phrases in a row."""
    return list(ATTACKS) if WHOLE else list(ATTACKS)[number % 4 :: 4]


def test_every_content_category_has_phrases_to_disguise() -> None:
    assert set(phrases()) >= set(SPELLABLE) - {"phishing", "fraud", "deceptive"}
    assert sum(map(len, phrases().values())) >= 100


def test_easily_readable_disguises_are_found() -> None:
    missed: Counter[str] = Counter()
    total = number = 0
    examples = []
    for category, some in phrases().items():
        for phrase in some:
            for attack in some_ways(number := number + 1):
                text, start, end = disguised(phrase, attack)
                total += 1
                findings = linter().lint(text, CONTEXT).findings
                if not any(f.category in (category, "obfuscation") and covers(f, start, end) for f in findings):
                    missed[attack] += 1
                    examples.append((attack, text))
    assert total >= 2_000
    assert sum(missed.values()) <= total * 0.01, (missed.most_common(8), examples[:8])


def test_spans_of_disguised_findings_stand_inside_the_phrase_on_grapheme_borders() -> None:
    import regex

    number = 0
    for category, some in phrases().items():
        for phrase in some[:3]:
            for attack in some_ways(number := number + 1):
                text, start, end = disguised(phrase, attack, seed=1)
                borders = {0, *(match.end() for match in regex.finditer(r"\X", text))}
                for finding in linter().lint(text, CONTEXT).findings:
                    if finding.category == category and finding.folds and covers(finding, start, end):
                        assert finding.start in borders, (attack, text, finding)
                        assert finding.end in borders, (attack, text, finding)


@lru_cache(maxsize=1)
def content_linter() -> Linter:
    """The rules about what a text says: two hundred thousand words are read twice as fast."""
    return Linter(select=sorted(CONTENT))


def added_by_disguise(text: str) -> list[Finding]:
    return [finding for finding in content_linter().lint(text, CONTEXT).findings if finding.folds]


LANGUAGES = [("en", 100_000), ("es", 30_000), ("fr", 30_000), ("de", 30_000), ("pt", 30_000)]
STEP = 1 if WHOLE else 8
"""Every word, or every eighth: all of them take a minute."""


@pytest.mark.parametrize(("language", "count"), LANGUAGES)
def test_no_dictionary_word_is_taken_for_a_disguise(language: str, count: int) -> None:
    wordfreq = pytest.importorskip("wordfreq")
    wrong = [word for word in wordfreq.top_n_list(language, count)[::STEP] if added_by_disguise(word)]
    assert set(wrong) <= {"fuuuuck", "fuuuuuck"}, "these two are disguises"


PLACES = """Scunthorpe Penistone Sussex Essex Middlesex Cockermouth Cockburn Lightwater Clitheroe Shitterton Salé Phúc Bär
Bône Fréjus Évian Besançon Córdoba Málaga Cádiz Peñíscola São-Paulo Brasília Köln München Düsseldorf Zürich Åre
Örebro Malmö Ålesund Łódź Kraków Gdańsk Plzeň Győr Pécs İzmir Şişli Weed Intercourse Dildo Effingham Assen
Wankum Fucking Condom Hooker Bitche Titz Anus Twatt Beaver-Falls Blue-Ball Horneytown Coxsackie Dyckman Licking
Middelfart Kissing Sexmoan Hell Tightwad Boring Cut-and-Shoot""".split()


def test_no_place_name_is_taken_for_a_disguise() -> None:
    wrong = [place for place in PLACES if added_by_disguise(f"Your parcel for {place.replace('-', ' ')} leaves today")]
    assert wrong == []


CODES = 4_000 if WHOLE else 1_500
CODE_CARRIERS = ["{}", "Your booking code is {}.", "Ref {}", "Order {} has shipped", "Flight {} departs at 9:40"]


@pytest.mark.parametrize("carrier", CODE_CARRIERS)
def test_no_booking_code_is_taken_for_a_disguise(carrier: str) -> None:
    rng = random.Random(4)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    codes = ["".join(rng.choice(alphabet) for _ in range(rng.randrange(5, 9))) for _ in range(CODES)]
    wrong = [code for code in codes if added_by_disguise(carrier.format(code))]
    assert len(wrong) <= 0, wrong


EVERYDAY = """
Open 24/7, 1st floor, room 4b, from 10am to 5pm
Your P!nk tickets are here
Meet at the 7-Eleven on 5th Ave
Ke$ha and A$AP Rocky play on Friday, doors at 7pm
M&M's, H&M and AT&T vouchers are at the desk
Please push it, but it is heavy
A.M. or P.M.? Reply A or B
Dr. J. P. R. Smith, M.D. will see you
Steps: a) open b) close c) lock
Steps: (a) open (b) close (c) lock (d) call us
👨‍👩‍👧 family day at the zoo
می‌خواهم فردا بیایم
می‌توانید سفارش خود را از فروشگاه دریافت کنید. کد شما ۴۸۲۹۱۳ است
Download the mp3, not the mp4
Wed and Thu are fully booked, Fri is free
COVID19 boosters: walk in
Your seat is C4, gate B12, flight BA2490
Hmmm, sooo good, yesss
Card ****1234 was used
Larch v2.10.3-rc1 is out, build 4f9a2c1
Firmware 1.0.4b is ready, see log L0G-7741
Ship to 12-14 Mill Ln, Apt 3B, Oakville, OH 45056-1234
Unit 5A, 221B Baker St, NW1 6XE
Room 2.04, building H1, level B2
Replace part 8R0-907-379AK with 4S4-21H
Filter W950/26, belt 6PK1815, bulb H7 55W
The U.S.A. office opens at 9 a.m. sharp, the U.K. one at 8 a.m.
Please answer a.s.a.p. and r.s.v.p. by Friday
The F.B.I., the I.R.S. and the D.M.V. closed today
J.R.R. Tolkien and C.S. Lewis night at the library
H2O, CO2, NaCl, C6H12O6 and CH4 are on the test
Final score 3-2, sets 6-4 7-5 6-3, well played
Scores: A 5 - B 2 - C 1 - D 0
*Reminder*: your visit is _tomorrow_ at ~9~ 10
*Larch Cafe*
~~~ Larch Cafe ~~~
:) :-) ;) <3 xoxo o_O ^_^ \\o/ :D =D
<3 you all, see you at 5 <3
Sooo happy for you!!! Thank youuu
Grrr, brrr, zzz, it is so cold
Aaah, the dentist again
Call 1-800-555-0199 or 1-800-GO-LARCH
Write to s.o.s@larch.example or j_doe+x1@oak.example
See larch.example/m/a1b2c3 or www.larch.example/t/e/s/t
Track 1Z999AA10123456784 or 9400 1000 0000 0000 0000 00
Prices: $5, 10$, US$12, 3,50 €, £4.99, ¥500, 20% off is not included
Sizes S, M, L, XL and XXL are back; 32x34, W32 L34
Meeting at 9:30 a.m. in rm 4-1-1; agenda: a, b, c, d
Blood types: A, B, AB, O. Please bring ID
Vitamin C, D, E and B12 results are in
Grades: A, B, B, C. Row F, seat 3
Your number plate is 7ABC123, bay E5
WiFi: Oak5GHz, pass in the room folder
iPhone 15, PS5, Xbox 360, Windows 11 and Office365 repairs
A4, A5 and B2 prints, CMYK or RGB
3M tape, 5S phone, 7UP and V8 juice at the counter
N/A, TBD, T.B.A., w/o, c/o, a/c, b/w
24h, 48hrs, 5mins, 30min, 2nd, 3rd, 4th, 21st
Q1, Q2 and H1 reports, FY24-25
The R-value, x-ray, T-shirt, e-mail, re-book and co-op desks
E-mail us, or re-enter the P.O. Box
100kΩ resistors, 10µF capacitors, 50 µmol and 5 µm filters
ΑΦΩ and ΔΣΘ meet at 7, ΣΑΕ at 8
Hi from Москва cafe and from Αθήνα, Анна
Ваш код 204417. Никому не сообщайте его
Ваша посылка прибыла в пункт выдачи. SMS-код 4417, Wi-Fi есть
Сор, сахар, рот, ток, мост, товар, сом
Ο κωδικός σας είναι 204417. Το ραντεβού είναι την Τρίτη
Su cita es mañana a las 9. Gracias, señor Muñoz
El niño cumplió años, ¡felicidades! Está en la cafetería
Votre réservation est confirmée à l'hôtel, à très bientôt
Le café est prêt, les élèves sont arrivés. Où êtes-vous ?
Ihr Paket für Müller wird morgen zwischen 8 und 10 Uhr geliefert
Grüße aus Köln, die Straße ist gesperrt. Bär, Größe, schön
Sua consulta é amanhã às 10h. Não se esqueça do cartão
Lịch hẹn của bạn là vào thứ Hai lúc 9 giờ. Phúc, Sơn, Đức
Randevunuz yarın saat 10'da. Lütfen geç kalmayın, ılık içecek
Sizin təsdiq kodunuz 4417. Heç kimə deməyin, ödəniş qəbul edildi
Ɗan uwa, ɓangare na biyu ya ƙare. Ɛyɛ, ɔkɔ
Ọjọ́ ìpàdé rẹ ni ọ̀la. Ẹ ṣé púpọ̀
Twoja wizyta jest jutro o 9. Łódź, Kraków, Gdańsk, źdźbło
Programarea dvs. este mâine. Vă mulțumim, domnule Țăranu
Objednávka je připravena. Děkujeme, příští týden zavřeno
आपका कोड 204417 है। क्‍या आप कल आएँगे? धन्यवाद
আপনার কোড ২০৪৪১৭। ধন্যবাদ
ご予約は５月２日です。コードは１２３４
您的驗證碼是 204417，請勿告訴他人
인증번호는 204417 입니다
שלום, הקוד שלך הוא 204417. תודה מWhatsApp
رمزك هو 204417. شكرا لك
🇺🇸🇬🇧 travel week 🎉🎉 1️⃣ book 2️⃣ pack 3️⃣ go ❤️
🏳️‍🌈 parade, 👩🏽‍⚕️ on site, 🧑‍🧑‍🧒 welcome
Larch™ and Oak® are © 2024, order № 1182, ½ price not included
Beyoncé, Zoë, Renée, Siân and Bjørn have tables at the café
Crème brûlée, jalapeño, piñata, naïve façade, résumé
A B C D E F G: the alphabet class starts at 9
Reply Y, N or M. Or press 1, 2, 3
Tel: +1 (202) 555-0123 x 4, fax -0124
{1} and [2] and (3): see page 4
Open Mon-Fri 9-5, Sat 10-2; closed 12/25 & 1/1
O'Neil's, D'Angelo's and L'Oreal are on level 2
Well... that was fun... or was it?
Yes--no--maybe. Wait..what?
r.e.s.t. stops: Northgate r.e.s.t, Hill r.e.s.t
Use code LARCH-5H0P or W33K at the till
Pin the note; the pen is on the desk; ana log in
""".strip().splitlines()


@pytest.mark.parametrize("text", EVERYDAY)
def test_ordinary_texts_that_look_disguised_to_a_machine(text: str) -> None:
    report = linter().lint(text, CONTEXT)
    assert added_by_disguise(text) == []
    assert [f for f in report.findings if f.rule.startswith("EVA") and f.severity is not Severity.INFO] == []

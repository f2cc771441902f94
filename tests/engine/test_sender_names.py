"""A sender's name is the same name with accents and without, in either letters for an umlaut, and with words cut short."""

from __future__ import annotations

import unicodedata

import pytest

from smslint import Context, Linter
from smslint.engine.rereading import Reading, stands_for
from smslint.text.bare import bare, spelled_out
from smslint.text.fold import fold
from tests.words import linter

ABOUT_NAMES = {"IDN001", "IDN004", "IDN005", "IDN016", "IDN017"}


def about_the_name(text: str, brand: str, **fields: object) -> set[str]:
    return ABOUT_NAMES & {one.rule for one in linter().lint(text, Context(brand=brand, country="US", **fields)).findings}  # type: ignore[arg-type]


SAME = [
    ("Neumaticos Valdeon", "Neumáticos Valdeón: listo el Ibiza, 2 delanteras, 138 €"),
    ("Neumáticos Valdeón", "NEUMATICOS VALDEON: listo el Ibiza, 2 delanteras, 138 €"),
    ("Panaderia Dona Chole", "Panadería Doña Chole: mañana roscas 2x1 de 6 a 10 am, solo para los de la lista."),
    ("Panaderia Dona Chole", "PANADERÍA DOÑA CHOLE: mañana roscas 2x1 de 6 a 10 am"),
    ("Clinica Girasol", "Clínica Girasol: su código es 227 816. No lo comparta."),
    ("Clinica Girasol", "Su código es 227 816. - Clínica Girasol"),
    ("Envios Tucan", "Envíos Tucán: su caja a San Salvador ya salió de aduana."),
    ("Envíos Tucán", "Envios Tucan: su caja a San Salvador ya salio de aduana."),
    ("Envios Tucan", "su caja ya salió, la puede recoger en envíos tucán"),
    ("Garçonne Coiffure", "Garconne Coiffure : votre rendez-vous est demain"),
    ("Garconne", "Garçonne : votre rendez-vous est demain"),
    ("Muller Optik", "Müller Optik: Ihre Brille ist da"),
    ("Mueller Optik", "Müller Optik: Ihre Brille ist da"),
    ("Mueller Optik", "MÜLLER OPTIK: Ihre Brille ist da"),
    ("Müller Optik", "Mueller Optik: Ihre Brille ist da"),
    ("Müller Optik", "Muller Optik: Ihre Brille ist da"),
    ("Mueller Buena Vista", "Müller Buena Vista: Ihre Brille ist da"),
    ("Bäckerei Jörgen", "Baeckerei Joergen: das Brot ist da"),
    ("Backerei Joergen", "Bäckerei Jörgen: das Brot ist da"),
    ("Sacre Coeur Hall", "Sacré-Cœur Hall: the choir meets at 7"),
    ("Sacré-Cœur Hall", "Sacre Coeur Hall: the choir meets at 7"),
    ("Cafe & Te Lupe", "Café & Té Lupe: su mesa está lista"),
    ("Café & Té Lupe", "Cafe and Te Lupe: su mesa esta lista"),
    ("Ecole Nationale Verte", "ÉNV : les cours commencent lundi"),
    ("L'Oreal Salon", "L'Oréal Salon: your visit is at 4"),
    ("Envios Tucan", "Nos vemos el lunes. Envíos\xa0Tucán"),
    ("Coop. Electrica Rio Hondo", "Coop. Eléctrica Río Hondo: sin luz 88 casas"),
    ("Cooperativa Electrica Rio Hondo", "Coop. Electrica Rio Hondo: sin luz 88 casas"),
    ("Cooperativa Electrica Rio Hondo", "Coop. Eléctrica Río Hondo: sin luz 88 casas"),
    ("Cooperativa Electrica Rio Hondo", "Coop. Elec. Rio Hondo: sin luz 88 casas"),
    ("Cooperativa Electrica Rio Hondo", "sin luz 88 casas. Coop.Electrica Rio Hondo"),
    ("Austral University Library", "Austral Univ. Library: your loan is due on Monday"),
    ("Water Department of Larch", "Larch Water Dept.: the main on Oak Street is fixed"),
    ("Hermanos Roble Carpintería", "Hnos. Roble: su mesa está lista"),
    ("Public Services Board", "Public Serv. Board: the meeting is at 7"),
    ("Growers Association Larch", "Growers Assoc. Larch: the meeting is at 7"),
    ("HealthCare.gov", "HealthCare.gov: You still need to send documents by 6/12. Log in to upload."),
    ("Penguin Formal", "Hi Ann,\\nyour tux rental is due back Mon &amp; the shoes too.\\nPenguin Formal"),
    ("Doña Chole", "Hola Ana,\\nsus roscas están listas.\\nDona Chole"),
]  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("brand", "text"), SAME)
def test_the_same_name_is_known(brand: str, text: str, form: str) -> None:
    assert not about_the_name(unicodedata.normalize(form, text), brand)
    assert not about_the_name(text, unicodedata.normalize(form, brand))
    assert not about_the_name(text, "Otra Firma", brand_aliases=(brand,))


@pytest.mark.parametrize(
    ("brand", "text"),
    [
        ("Neumaticos Valdeon", "Neumáticos Roble: listo el Ibiza, 2 delanteras, 138 €"),
        ("Neumáticos Valdeón", "Neumaticos Roble: listo el Ibiza, 2 delanteras, 138 €"),
        ("Panaderia Dona Chole", "Panadería La Espiga: mañana roscas 2x1"),
        ("Panadería Doña Chole", "Panadería Lupita: mañana roscas 2x1"),
        ("Clinica Girasol", "Clínica Roble: su código es 227 816."),
        ("Boulangerie Martin", "Boulangerie Dupont : vos pains sont prêts"),
        ("Envios Tucan", "Envíos Tacán: su caja ya salió"),
        ("Blue Moon", "Blu Moon Cafe: tables are free"),
        ("Müller Optik", "Möller Optik: Ihre Brille ist da"),
        ("Mueller Optik", "Moeller Brillen: Ihre Brille ist da"),
        ("Larch Cafe", "Päypal: your account is locked, sign in to restore it."),
        ("Larch Cafe", "Chäse: your account is locked, sign in to restore it."),
        ("Cooperativa Electrica Rio Hondo", "Coop. Sierra Norte: sin luz 88 casas"),
        ("Cooperativa Electrica Rio Hondo", "Corp. Electrica Sierra: sin luz 88 casas"),
        ("Austral University", "Boreal Univ. Library: your loan is due on Monday"),
        ("Tern University", "ChaseAlert: gas odor in Whitman Hall. Leave now."),
        ("Tern University", "UniversityAlert: gas odor in Whitman Hall. Leave now."),
        ("Lime Bank", "Your lifeline is on the way"),
        ("Apple Valley Bank", "ApplePay - your card is on hold"),
        ("HealthCare.gov", "HealthCare.example: You still need to send documents by 6/12."),
        ("HealthCare.gov", "Send documents by 6/12 at healthcare.gov.larch.example"),
        ("Penguin Formal", "Hi Ann,\\nyour tux rental is due back Mon.\\nPelican Formal"),
    ],
)
def test_another_name_is_none_of_the_senders(brand: str, text: str) -> None:
    assert about_the_name(text, brand)


@pytest.mark.parametrize(
    ("brand", "text"),
    [("Larch Cafe", "Päypal: your account is locked, sign in."), ("Otter Books", "Amäzon: your account is locked, sign in.")],
)
def test_a_well_known_name_in_disguise_stays_told(brand: str, text: str) -> None:
    assert "PHS027" in {one.rule for one in linter().lint(text, Context(brand=brand, country="US")).findings}


@pytest.mark.parametrize("name", ["TernAlert", "TERNALERT", "Tern Alert", "TernText", "TernReady", "Tern Alerts"])
@pytest.mark.parametrize("brand", ["Tern University", "University of Tern", "The Tern Group"])
def test_a_service_bears_the_first_word_of_the_name(name: str, brand: str) -> None:
    text = f"{name}: gas odor in Whitman Hall. Leave now. More at tern.example/alert"
    assert not about_the_name(text, brand, brand_domains=("tern.example",), use_case="public_service")
    assert "IDN004" in about_the_name(text, "Larch University", use_case="public_service")


@pytest.mark.parametrize(
    ("brand", "text", "there"),
    [
        ("Mueller Optik", "Die Brille für Sie ist da und schön verpackt. - Müller Optik", "Müller Optik"),
        ("Cooperativa Sol", "Hoy no hay luz ni agua en la zona norte. Coop. Sol", "Coop. Sol"),
        ("Doña Chole Roscas", "Hoy hay roscas recién hechas para todos. Don\u0303a Chole Roscas", "Don\u0303a Chole Roscas"),
    ],
)
def test_the_place_of_a_name_is_that_in_the_text_as_given(brand: str, text: str, there: str) -> None:
    (found,) = Linter(select="IDN002", preview=True).lint(text, Context(brand=brand, country="US")).findings
    assert text[found.start : found.end] == there


def test_a_changed_text_knows_where_its_words_came_from() -> None:
    folded = fold("Über Coop. Sol, Mü")
    reading = Reading(folded, "uber coop. sol, mu", [(0, 1, "ue"), (5, 10, "cooperativa"), (17, 18, "ue")])
    assert reading.words == " ueber cooperativa sol  mue "
    assert [reading.span(*span) for span in ((0, 5), (6, 17), (18, 21), (23, 26))] == [(0, 4), (5, 10), (11, 14), (16, 18)]


@pytest.mark.parametrize("short", ["univ", "u", "ud", "unvdad", "universidad", "nidad"])
def test_what_stands_for_a_word(short: str) -> None:
    assert stands_for(short, "universidad") is (short in {"univ", "ud", "unvdad"})


def test_letters_without_accents_keep_their_places() -> None:
    text = "Ñandú Łódź œuvre ß Ｅ 한 ё \ud800"
    assert bare(text) == "Nandu Lodz œuvre ß Ｅ 한 е \ud800"
    assert spelled_out("für œuvre þåé") == "fuer oeuvre paae"

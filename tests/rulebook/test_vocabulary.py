"""What rule files may say is what the engine can do: tables on different floors, held together here."""

from smslint import checks
from smslint.checks import length, links, placeholders, shape
from smslint.engine.facts import BUILTINS
from smslint.engine.validate import VALIDATORS
from smslint.rulebook.checks import KINDS_OF_CHECK, LENGTHS, PLACEHOLDER_TESTS, SHAPES, LinksOptions
from smslint.rulebook.listspec import ListSpec
from smslint.rulebook.schema import list_schema
from smslint.rulebook.signalchecks import BUILTIN_SIGNALS


def test_signals() -> None:
    assert set(BUILTIN_SIGNALS) == set(BUILTINS)


def test_kinds_of_check() -> None:
    assert set(KINDS_OF_CHECK) - {"pattern"} == set(checks.KINDS) - {"pattern"}


def test_measures_and_tests() -> None:
    assert set(SHAPES) == set(shape.MEASURES)
    assert set(LENGTHS) == set(length.MEASURES)
    assert set(PLACEHOLDER_TESTS) == set(placeholders.TESTS)


def test_tests_of_links() -> None:
    written = {info.alias or name for name, info in LinksOptions.model_fields.items()}
    assert written == {*links.SINGLE, *links.TOGETHER}


def test_validators() -> None:
    assert "validator" in ListSpec.model_fields
    text = str(list_schema()["properties"]["validate"])
    assert all(repr(name) in text for name in VALIDATORS)

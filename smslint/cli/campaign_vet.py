"""`smslint campaign vet FILE...`: registrations before they are submitted."""

from __future__ import annotations

from smslint.cli import console
from smslint.cli.campaign import Word
from smslint.cli.failure import UsageError
from smslint.cli.options import COLOR_OPTION, CONTEXT_OPTIONS, FAIL_ON, RULE_OPTIONS, SPLIT, VALUE, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.campaign.registration.form import Registration
    from smslint.campaign.registration.vet import Vetting

ABOUT = (
    "Judge a 10DLC campaign or a toll-free verification before it is submitted: every fault, with its field and the"
    " rejection codes for it. FILE is YAML as `smslint campaign init` writes it, or the JSON that Plivo or Twilio takes."
)
ARGUMENTS = (Word("files", "FILE...", many=True, needed=True),)
_GIVEN = {"brand_aliases": "brand.aliases", "brand_domains": "brand.domains", "brand_phones": "brand.phones"}
OPTIONS: tuple[Option, ...] = (
    Option("--brand", VALUE, "The brand's name, where the form holds only its identifier.", panel="Input"),
    *(option for option in CONTEXT_OPTIONS if option.dest in (*SPLIT, *SPLIT.values())),
    Option("--provider", VALUE, "Whose rules count besides (default: the one whose form it is).", panel="Input"),
    *RULE_OPTIONS,
    Option("--format", VALUE, "How to write the result (default: text).", "FORMAT", ("text", "json")),
    Option("--fail-on", VALUE, "Exit 1 from this severity on (default: error).", "SEVERITY", FAIL_ON),
    COLOR_OPTION,
)
MAX_BYTES = 1024 * 1024


def run(params: Mapping[str, Any]) -> int:
    """Vet the files and print; returns the exit code."""
    from smslint.campaign.registration.vet import vet
    from smslint.cli.setup import make_linter

    _refuse_empty(params)
    linter = make_linter(params)
    vettings, unread = [], []
    for path in params["files"]:
        form = _form(path)
        if form is None:
            unread.append(path)
            continue
        _add_given(form, params)
        vettings.append(vet(form, linter, params.get("provider")))
    _print(vettings, unread, linter.ruleset, params)
    if unread:
        return console.UNREAD
    return (
        console.FOUND
        if any(_fails(vetting, params.get("fail_on") or "error") for vetting in vettings)
        else console.CLEAN
    )


def _refuse_empty(params: Mapping[str, Any]) -> None:
    for name in ("brand", "provider"):
        if params.get(name) is not None and not params[name].strip():
            raise UsageError(f"{name} is empty; leave it out when it is not known")


def _form(path: str) -> Registration | None:
    """The registration in a file, or None after its fault was told."""
    from smslint.campaign.registration.read import RegistrationError, read_registration
    from smslint.corpus.decode import InputError
    from smslint.errors import RuleFileError, unreadable
    from smslint.rulebook.roots import display

    try:
        return read_registration(_bytes(path), "-" if path == "-" else display(path))
    except (RegistrationError, RuleFileError) as error:
        for line in str(error).splitlines():
            if not line.endswith("no rule loaded"):
                console.say(f"error: {line}")
    except InputError as error:
        console.say(f"error: <stdin>: {error}")
    except OSError as error:
        console.say(f"error: {path}: {unreadable(error)}")
    return None


def _bytes(path: str) -> bytes:
    if path == "-":
        return console.stdin().read(MAX_BYTES + 1)
    with open(path, "rb") as file:
        return file.read(MAX_BYTES + 1)


def _add_given(form: Registration, params: Mapping[str, Any]) -> None:
    """What the options say of the brand, as fields of the form."""
    from smslint.campaign.registration.form import Field
    from smslint.cli.setup import option_fields

    given = [("brand.name", "--brand", params["brand"])] if params.get("brand") else []
    for plural, values in option_fields(params).items():
        if plural in _GIVEN:
            given += [(_GIVEN[plural], "--" + SPLIT[plural].replace("_", "-"), value) for value in values]
    for name, option, value in given:
        form.fields.setdefault(name, []).insert(0, Field(value, option))


def _print(vettings: list[Vetting], unread: list[str], ruleset: Any, params: Mapping[str, Any]) -> None:
    from smslint.report.vetting import vetting_text, vettings_json

    if params.get("format") == "json":
        console.write(vettings_json(vettings, ruleset, unread))
        return
    style = console.style(params, totals=False)
    console.write("\n".join(vetting_text(vetting, style) for vetting in vettings))


def _fails(vetting: Vetting, level: str) -> bool:
    from smslint.model import SEVERITY_RANK, Severity

    return level != "never" and any(
        SEVERITY_RANK[fault.severity] <= SEVERITY_RANK[Severity(level)] for fault in vetting.faults
    )

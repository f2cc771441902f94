"""Forms to fill in: each field with a comment that says what reviewers want, limits out of the table; and the examples."""

from __future__ import annotations

from smslint.campaign.figures import figures
from smslint.rulebook.home import rules_home

TOLL_FREE_EXAMPLE = "reminder"
"""The use case of the complete toll-free verification."""
_HEAD = {
    "campaign": "A 10DLC campaign. Fill in every field, then run: smslint campaign vet FILE\n"
    "A complete example of each use case: smslint campaign init --example marketing",
    "toll_free": "A toll-free verification. Fill in every field, then run: smslint campaign vet FILE\n"
    f"A complete example: smslint campaign init --toll-free --example {TOLL_FREE_EXAMPLE}",
}
_BRAND = (
    ("brand", None, "Who sends: the brand itself, never the software it uses."),
    ("  name", "", "The registered or trading name, as the texts spell it."),
    ("  aliases", "[]", "Other names that texts may use."),
    ("  website", "", "With https:// in front; it has to be reachable and to fit the brand."),
    ("  domains", "[]", "Other hosts of the brand, such as a short domain of its own."),
    ("  phones", "[]", "Other numbers of the brand."),
    ("  support_email", "", "At the brand's own domain; free mailboxes are turned down."),
    ("  support_phone", "", "A number that people can call."),
)
_TEXTS = (
    ("opt_in_message", "", "Sent when somebody joins: brand, frequency, rates, HELP, STOP. {opt_in_message}"),
    ("opt_in_keywords", "[]", "Words that people text to join."),
    ("help_message", "", "The answer to HELP: brand, and a number, an address or a page. {help_message}"),
    ("help_keywords", "[HELP]", "HELP has to be among them."),
    ("opt_out_message", "", "The answer to STOP: brand, and that no more messages come; no offers. {opt_out_message}"),
    ("opt_out_keywords", "[STOP]", "STOP has to be among them."),
)
_PAGES = (
    ("privacy_policy", "", "Its https address; it must not say that numbers are shared."),
    ("terms", "", "The https address of the terms of the texts."),
)
_FLOW = (
    "message_flow",
    "",
    "Where and how people agree: the address of the form or the wording of the paper, word for word. {message_flow}",
)
_FIELDS = {
    "campaign": (
        *_BRAND,
        ("use_case", "", "One of: {use_cases}."),
        ("sub_use_cases", "[]", "For mixed 2 to 5, for low_volume 1 to 5, by the registry's names."),
        ("description", "", "Who sends what to whom, and why; name the brand. {description}"),
        _FLOW,
        ("call_to_action", "", "The words that people agree to, when they do not stand in the message flow."),
        *_PAGES,
        ("samples", "[]", "2 to 5 texts as they will be sent: brand, STOP, [brackets] for what varies. {samples}"),
        *_TEXTS,
        ("embedded_link", "false", "true when any text holds a link."),
        ("embedded_phone", "false", "true when any text, other than the answer to HELP, holds a phone number."),
        ("age_gated", "false", "true for goods for adults; people then have to give their date of birth."),
        ("direct_lending", "false", "true when the sender lends money itself."),
        ("affiliate_marketing", "false", "Carriers do not take it."),
        ("numbers", "1", "How many numbers; above {pool} T-Mobile wants a number pool request first."),
        ("number_pool", "false", "true when that request was granted."),
    ),
    "toll_free": (
        *_BRAND,
        ("contact", None, "A person of the business, for the reviewers."),
        ("  name", "", ""),
        ("  email", "", ""),
        ("  phone", "", ""),
        ("use_case", "", "One of: {use_cases}."),
        ("description", "", "What the number is for: who gets which texts, and why. {description}"),
        _FLOW,
        ("opt_in_type", "", "WEB_FORM, PAPER_FORM, VERBAL, VIA_TEXT or MOBILE_QR_CODE."),
        ("opt_in_evidence", "[]", "https addresses of pages or pictures that show how people agree."),
        ("volume", "", "Messages a month, with room to grow."),
        ("samples", "[]", "Texts as they will be sent. A later change of content needs a new verification. {samples}"),
        _TEXTS[0],
        _TEXTS[2],
        *_PAGES,
        ("numbers", "1", "How many toll-free numbers; above {justify} say why."),
        ("justification", "", "Why one number does not do."),
        ("additional_information", "", ""),
    ),
}  # fmt: skip


def blank_form(kind: str) -> str:
    """The form of a kind, `campaign` or `toll_free`, with its comments."""
    words = _words()
    lines = [f"# {line}" for line in _HEAD[kind].splitlines()] + [f"{kind}:"]
    for name, value, comment in _FIELDS[kind]:
        indent = " " * (2 + len(name) - len(name.lstrip()))
        if comment:
            lines += [f"{indent}# {line}" for line in _wrapped(comment.format(**words))]
        lines.append(f"{indent}{name.strip()}:{'' if value is None else ' ' + (value or chr(34) * 2)}")
    return "\n".join(lines) + "\n"


def example(name: str) -> str:
    """The complete example of a use case, or `toll_free`."""
    return (rules_home() / "registrations" / f"{name}.yml").read_text("utf-8")


def _words() -> dict[str, str]:
    table = figures("registration")
    limits = {name: f"{limit['least']} to {limit['most']:,} characters." for name, limit in table["limits"].items()}
    limits["samples"] = f"Each {limits['samples']}"
    cases = ", ".join(sorted(set(table["use_cases"].values())))
    numbers = table["numbers"]
    return limits | {
        "use_cases": cases,
        "pool": str(numbers["pool_request_above"]),
        "justify": str(numbers["toll_free_justification_above"]),
    }


def _wrapped(comment: str) -> list[str]:
    from textwrap import wrap

    return wrap(comment, 110)

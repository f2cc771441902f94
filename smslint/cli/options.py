"""The options of `lint` and `check`, and those that other commands share with them; the quick parser reads these tables too."""

from __future__ import annotations

from smslint.model import CHOICES, CONTEXT_FIELDS
from smslint.report import FORMATS

VALUE, LIST, SWITCH, FLAG, COUNT = "value", "list", "switch", "flag", "count"
"""How an option reads: one value; one value each time it is given; --x/--no-x; --x; a whole number."""

FAIL_ON = ("error", "warning", "info", "never")
COLOR = ("auto", "always", "never")


OUTPUT_FILE = "-o --out --output-file"
ZONE = "--zone --timezone"
"""Names that mean the same in every command that has them."""
ORDERS = ("mdy", "dmy")


class Option:
    """One option: its names on the command line, the parameter it sets and how its value reads."""

    __slots__ = ("choices", "dest", "help", "kind", "metavar", "names", "panel")

    def __init__(
        self,
        names: str,
        kind: str,
        help: str,
        metavar: str = "TEXT",
        choices: tuple[str, ...] = (),
        panel: str = "Output",
    ) -> None:
        self.names = tuple(names.split())
        self.dest = self.names[-1].lstrip("-").replace("-", "_")
        self.kind = kind
        self.help = help
        self.metavar = metavar
        self.choices = choices
        self.panel = panel


def _context(names: str, kind: str, help: str, metavar: str = "TEXT") -> Option:
    dest = names.lstrip("-").replace("-", "_")
    return Option(names, kind, help, metavar, CHOICES.get(dest, ()), panel="What is known about the message")


CONTEXT_OPTIONS = (
    _context("--brand", VALUE, "Who sends."),
    _context("--brand-alias", LIST, "Another name of the sender; may be repeated."),
    _context("--brand-aliases", LIST, "Several names, with commas between."),
    _context("--brand-domain", LIST, "A host of the sender's own; may be repeated.", "HOST"),
    _context("--brand-domains", LIST, "Several hosts, with commas between.", "HOSTS"),
    _context("--brand-phone", LIST, "A number of the sender's own; may be repeated.", "NUMBER"),
    _context("--brand-phones", LIST, "Several numbers, with commas between.", "NUMBERS"),
    _context("--sender", VALUE, "Sending number, short code or alphanumeric id, as +18005550142."),
    _context("--sender-type", VALUE, "Kind of sender."),
    _context("--recipient", VALUE, "Receiving number.", "NUMBER"),
    _context("--country", VALUE, "Country of the recipient, as US.", "CODE"),
    _context("--region", VALUE, "Part of the country, as FL.", "CODE"),
    _context("--recipient-timezone", VALUE, "Time zone of the recipient, as America/New_York.", "ZONE"),
    _context("--carrier", VALUE, "Carrier, as tmobile; adds its rules."),
    _context("--provider", VALUE, "Provider, as twilio; adds its rules."),
    _context("--use-case", VALUE, "What the message is for."),
    _context("--kind", VALUE, "What the text is: a message, or a part of a registration."),
    _context("--first-message", SWITCH, "The first text in this thread, or not."),
    _context("--messages-since-opt-out", COUNT, "Texts since the last with opt-out wording.", "N"),
    _context("--days-since-opt-out", COUNT, "Days since the last text with opt-out wording.", "N"),
    _context("--two-way", SWITCH, "The recipient can answer, or not."),
    _context("--opted-in", SWITCH, "The recipient has opted in, or not."),
    _context("--opted-out", SWITCH, "The recipient has opted out, or not."),
    _context("--consent", VALUE, "Consent on record."),
    _context("--age-gate", VALUE, "How age was asked for."),
    _context("--language", VALUE, "Language of the text, as en.", "CODE"),
    _context("--sent-at", VALUE, "When it is sent, with the offset, as 2026-03-01T09:30-05:00.", "TIME"),
    _context("--template", SWITCH, "The text still has its placeholders, or not."),
    _context("--context", VALUE, "A JSON file with these fields, as {\"brand\": \"Larch\"}; options win over it.", "FILE"),
)

RULE_OPTIONS = (
    Option("--rules", LIST, "Profile, as strict, or path of a rule file or pack; may be repeated.", "RULES", panel="Rules"),
    Option("--select", LIST, "Only these: prefix, name, category or tag, as OPT; may be repeated.", "RULES", panel="Rules"),
    Option("--ignore", LIST, "All but these; may be repeated.", "RULES", panel="Rules"),
    Option("--preview", FLAG, "Also rules that are still in preview.", panel="Rules"),
    Option("--as-of", VALUE, "The rules in force on a day, as 2026-03-01.", "DATE", panel="Rules"),
)

DATES_OPTION = Option(
    "--dates", VALUE, "Order of dates with slashes (default: told by the first day above 12).", "ORDER", ORDERS, panel="Input"
)
COLOR_OPTION = Option("--color", VALUE, "Colours (default: auto; NO_COLOR and FORCE_COLOR count).", "WHEN", COLOR)
OUTPUT_OPTIONS = (
    Option(
        "--format", VALUE, "How to write the findings (default: text; in GitHub Actions: github).", "FORMAT", tuple(FORMATS)
    ),
    Option("--fail-on", VALUE, "Exit 1 from this severity on (default: error).", "SEVERITY", FAIL_ON),
    Option("--fail-on-unknown", FLAG, "Exit 1 also when the verdict waits for context."),
    COLOR_OPTION,
    Option("-q --quiet", FLAG, "Findings only."),
)

CHECK_ONLY = (
    Option("--config", VALUE, "The configuration; without it the nearest smslint.toml or pyproject.toml.", "FILE", panel="Input"),
    Option("--isolated", FLAG, "Without any configuration.", panel="Input"),
    Option("--fix", FLAG, "Mend what can be mended without changing what is said.", panel="Mending"),
    Option("--unsafe-fixes", FLAG, "With --fix or --diff: also wording.", panel="Mending"),
    Option("--diff", FLAG, "Show what --fix would change, and change nothing.", panel="Mending"),
    Option("--baseline", VALUE, "A file of known findings, which do not count.", "FILE", panel="Baseline"),
    Option("--write-baseline", FLAG, "Make all present findings known ones.", panel="Baseline"),
    Option("--prune", FLAG, "Drop known findings that are gone from the baseline.", panel="Baseline"),
    Option("--statistics", FLAG, "Count findings by rule instead of naming each."),
    Option(OUTPUT_FILE, VALUE, "Write the findings into a file instead.", "FILE"),
    Option("--exit-zero", FLAG, "Exit 0 also with findings."),
    Option("--no-cache", FLAG, "Judge every file anew.", panel="Input"),
    Option("--watch", FLAG, "Go on, and check again whenever a file changes.", panel="Input"),
    Option("--lines", FLAG, "In text files every line is a message.", panel="Input"),
    Option("--stdin-filename", VALUE, "What standard input is to be read as, as rows.jsonl.", "NAME", panel="Input"),
)

LINT = (*CONTEXT_OPTIONS, *RULE_OPTIONS, *OUTPUT_OPTIONS)
CHECK = (*CHECK_ONLY, *CONTEXT_OPTIONS, *RULE_OPTIONS, *OUTPUT_OPTIONS)

SPLIT = {"brand_aliases": "brand_alias", "brand_domains": "brand_domain", "brand_phones": "brand_phone"}
"""Options whose values hold several items with commas between, and those that take one item each time."""

FIELDS = frozenset(CONTEXT_FIELDS)

"""What `smslint campaign stats` takes."""

from __future__ import annotations

from smslint.cli.campaign import Word
from smslint.cli.options import (
    CONTEXT_OPTIONS,
    COUNT,
    DATES_OPTION,
    FAIL_ON,
    FLAG,
    LIST,
    RULE_OPTIONS,
    VALUE,
    ZONE,
    Option,
)
from smslint.cli.tables import STDIN

ABOUT = (
    "Rates, sequences, exposure and outcomes of what was sent. SENDS are CSV, JSON Lines or Parquet files, databases"
    " (messages.sqlite#TABLE, messages.duckdb#TABLE, postgresql://...; --query asks them), objects of a store (s3://...)"
    " or - for standard input, with the columns sender, recipient, sent_at, and as far as they are known text, campaign,"
    " account, id, region, recipient_timezone, carrier, status and error_code."
)
ARGUMENTS = (Word("sends", "SENDS...", many=True, needed=True),)
PARTS = ("delivery", "content", "sequences", "outcomes")
VENDORS = ("highlevel", "klaviyo", "chekkit", "captivation")
_MESSAGE_ONLY = frozenset(
    """recipient first_message messages_since_opt_out days_since_opt_out opted_in opted_out sent_at kind template""".split()
)
"""Context that differs from message to message, and is read from the logs."""
OPTIONS: tuple[Option, ...] = (
    Option(
        "--replies",
        LIST,
        "Replies of consumers: sender (your number), recipient, received_at, text.",
        "FILE",
        panel="Input",
    ),
    Option("--complaints", LIST, "Complaints to 7726: sender, recipient, reported_at.", "FILE", panel="Input"),
    Option(
        "--reports", LIST, "Delivery reports: status, error_code, id or sender and recipient.", "FILE", panel="Input"
    ),
    Option("--columns", LIST, "How your files name the columns, as text=body,sender=from.", "NAMES", panel="Input"),
    Option(
        "--query",
        LIST,
        "What to ask a database in place of a table: a select of the sends, or replies=SELECT of another log.",
        "SQL",
        panel="Input",
    ),
    DATES_OPTION,
    Option("--stdin-format", VALUE, "Of standard input (default: jsonl).", "KIND", STDIN, panel="Input"),
    Option(
        "--rejects",
        VALUE,
        "Write every row that could not be read to this file, one JSON line each.",
        "FILE",
        panel="Input",
    ),
    Option(ZONE, VALUE, "Time zone whose midnights part the days (default: UTC).", "ZONE", panel="Counting"),
    Option("--minimum", COUNT, "People from which a rate raises an error (default: 100).", "N", panel="Counting"),
    Option(
        "--vendor", LIST, "Also the thresholds of this vendor; may be repeated.", "VENDOR", VENDORS, panel="Counting"
    ),
    Option("--without", LIST, "Leave a part out; may be repeated.", "PART", PARTS, panel="Counting"),
    Option("--campaigns", VALUE, "What is known of each campaign, in YAML.", "FILE", panel="Counting"),
    Option("--frequency", VALUE, "What was promised, as 5/month.", "N/PERIOD", panel="Counting"),
    Option("--from-start", FLAG, "The logs hold the first message of every thread.", panel="Counting"),
    *(option for option in CONTEXT_OPTIONS if option.dest not in _MESSAGE_ONLY),
    *RULE_OPTIONS,
    Option("--format", VALUE, "How to write the result (default: text).", "FORMAT", ("text", "json")),
    Option("--report", VALUE, "Also write the officer's page, one HTML file.", "FILE"),
    Option("--show-text", FLAG, "Also the texts of the worst templates, in the page."),
    Option("--all", FLAG, "All numbers and findings, not only the worst."),
    Option("--fail-on", VALUE, "Exit 1 from this severity on (default: error).", "SEVERITY", FAIL_ON),
)

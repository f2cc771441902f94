"""The options of the commands that the quick parser leaves to click."""

from __future__ import annotations

from smslint.cli.options import (
    COLOR_OPTION,
    CONTEXT_OPTIONS,
    COUNT,
    DATES_OPTION,
    FAIL_ON,
    FLAG,
    LIST,
    OUTPUT_FILE,
    RULE_OPTIONS,
    VALUE,
    ZONE,
    Option,
)

SEVERITIES = ("info", "warning", "error")
LOG = ("true", "false", "number_only", "content_only")
STDIN = ("jsonl", "csv", "parquet", "arrow")

AUDIT_ONLY = (
    Option(OUTPUT_FILE, VALUE, "One line a message: .parquet, .csv or .jsonl.", "FILE"),
    Option("--findings", VALUE, "One line a finding: .parquet, .csv or .jsonl.", "FILE"),
    Option("--summary", VALUE, "The totals as JSON.", "FILE"),
    Option("--report", VALUE, "The totals as a page of HTML that opens offline and prints.", "FILE"),
    Option("--rejects", VALUE, "Rows that could not be judged (default: OUT.rejects.jsonl); needs an output.", "FILE"),
    Option("--segment-price", VALUE, "What a segment costs, in US dollars: totals then tell what UCS-2 costs.", "USD"),
    Option("--log", VALUE, "What outputs show of numbers and texts (default: false, neither).", "WHAT", LOG),
    Option("--columns", LIST, "Which column holds what, as text=body,sender=from; - for none.", "PAIRS", panel="Input"),
    Option("--limit", COUNT, "No more rows than this.", "N", panel="Input"),
    Option("--sample", VALUE, "A share of the rows, the same each time, as 1%.", "SHARE", panel="Input"),
    Option("--since", VALUE, "Rows from this day on, as 2026-03-01.", "DATE", panel="Input"),
    Option(ZONE, VALUE, "Of times that are written without one, as UTC.", "ZONE", panel="Input"),
    DATES_OPTION,
    Option("--encoding", VALUE, "Of CSV (default: utf-8).", "NAME", panel="Input"),
    Option("--delimiter", VALUE, "Of CSV (default: told from the titles).", "MARK", panel="Input"),
    Option("--query", VALUE, "What to ask a database, in SQL.", "SQL", panel="Input"),
    Option("--stdin-format", VALUE, "Of standard input (default: jsonl).", "KIND", STDIN, panel="Input"),
    Option("--max-expansion", COUNT, "How many times its size a file may unfold to (default: 200; 0: any).", "N", panel="Input"),
    Option("--resume", FLAG, "Go on where an interrupted run of the same command stopped; needs an output.", panel="Run"),
    Option("--jobs", COUNT, "Processes, at most 256 (default: 0, as many as pay).", "N", panel="Run"),
    Option("--batch-rows", COUNT, "Rows judged and stored at a time, 1 to 1,000,000 (default: 4,096).", "N", panel="Run"),
    Option("--progress", FLAG, "Say how far it is also where no terminal is.", panel="Run"),
)
AUDIT_OUTPUT = (
    Option("--fail-on", VALUE, "Exit 1 from this severity on (default: error).", "SEVERITY", FAIL_ON),
    Option("--fail-on-unknown", FLAG, "Exit 1 also when a verdict waits for context."),
    Option("-q --quiet", FLAG, "Only the last line."),
)
AUDIT = (*AUDIT_ONLY, *AUDIT_OUTPUT, *CONTEXT_OPTIONS, *RULE_OPTIONS)

RULES = (
    Option("--category", VALUE, "Only rules of this category.", panel="Rules"),
    Option("--ref", VALUE, "Only rules about an error code, as twilio:30007 or 30007.", "CODE", panel="Rules"),
    *RULE_OPTIONS,
    Option("--format", VALUE, "How to write the list (default: text).", "FORMAT", ("text", "json")),
    COLOR_OPTION,
)
RULE = (
    RULE_OPTIONS[0],
    Option("--format", VALUE, "How to write the page (default: text).", "FORMAT", ("text", "json")),
)
TEST = (Option("--review", FLAG, "Also print what the rules about rules remark.", panel="Rules"), COLOR_OPTION)
DEMO = (COLOR_OPTION,)
LSP = (Option("--stdio", FLAG, "Talk on standard input and output; it is the only way, and editors like to say so."),)

DOCS = (
    Option("--check", FLAG, "Write nothing; exit 1 when a page is not current."),
    Option("--site", VALUE, "Write a site of plain HTML into this folder instead.", "FOLDER"),
    Option("--rules", VALUE, "The folder of rules (default: those of smslint).", "FOLDER", panel="Rules"),
)
WEIGHTS = (Option("--write", FLAG, "Keep them in weights.yml of the rules, and the areas in scores/ of the corpora."),)
SHOW_TEXT = Option("--show-text", FLAG, "Also the texts, not only where they stand.")
HOLDOUT = Option("--holdout", FLAG, "The hold-out, and nothing else; it is scored, never looked at.", panel="Input")
HALF = Option("--half", VALUE, "Only rows with odd or even numbers.", "HALF", ("odd", "even"), panel="Input")
DIFF = (
    SHOW_TEXT,
    Option("--examples", COUNT, "Changes named of each kind of each rule (default: 3).", "N"),
    Option("--format", VALUE, "How to write the differences (default: text).", "FORMAT", ("text", "json")),
    Option("--fail-on-change", FLAG, "Exit 1 when anything differs."),
    Option("--preview", FLAG, "Also rules that are still in preview.", panel="Rules"),
)
EVAL = (
    HOLDOUT,
    HALF,
    Option("--at", VALUE, "What counts as found: this severity and above (default: warning).", "SEVERITY", SEVERITIES),
    Option("--by", LIST, "Also a table of these; may be repeated.", "KIND", ("rule", "lang", "use_case", "folder", "family")),
    Option("--misses", LIST, "Name the rows in which a category was missed; `all` is every one.", "CATEGORY"),
    Option("--false", LIST, "Name the rows that a rule or category accuses wrongly; `all` is every one.", "RULE|CATEGORY"),
    SHOW_TEXT,
    Option("--format", VALUE, "How to write the figures (default: text).", "FORMAT", ("text", "json")),
    Option("--budgets", FLAG, "Exit 1 when a rule or category does not keep its budget.", panel="Keeping"),
    Option("--check", FLAG, "Judge the rows themselves: ids, keys, labels, spans, numbers, hosts.", panel="Keeping"),
    Option("--write", FLAG, "Store the figures in scores/ of the corpora.", panel="Keeping"),
    Option("--write-budgets", FLAG, "Tighten budgets.yml of the corpora to these figures.", panel="Keeping"),
    Option("--loosen", FLAG, "With --write-budgets: also loosen.", panel="Keeping"),
    *RULE_OPTIONS,
)

INIT = (
    Option("--force", FLAG, "Replace a configuration that is there."),
    Option("--print", FLAG, "Show it instead of writing it."),
)

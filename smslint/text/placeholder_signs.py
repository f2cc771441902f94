"""Whether a text is worth reading as a template. Apart from the reader, which takes longer to load than a text to judge."""

from __future__ import annotations

import re

_MARKED = re.compile(r"\$[!(\[]?[^\W\d]|%[\w.%(@+<#-]|\s:[^\W\d]").search
"""A sign of prose ("$5", "40% off", "Hi :)") with what would have to follow it in a merge field."""


def may_hold_placeholder(text: str) -> bool:
    """Whether any of the characters that merge fields need occurs."""
    return (
        "{" in text or "[" in text or "<" in text or "}" in text
        or (("$" in text or "%" in text or " :" in text or "\n:" in text or "\t:" in text) and _MARKED(text) is not None)
        or ("_" in text and "__" in text) or ("*" in text and "*|" in text) or ("@" in text and "@@" in text)
        or ("(" in text and ("(:" in text or " Name)" in text or "(Cust" in text))
        or ("#" in text and (text.count("#") > 1 or "#if" in text or "#foreach" in text)) or ("~" in text and text.count("~") > 1)
        or ("@" in text and text.count("@") > 1)
    )  # fmt: skip

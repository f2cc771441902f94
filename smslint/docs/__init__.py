"""Rule documentation, generated from the rule files: Markdown beside them, and a small site of plain HTML."""

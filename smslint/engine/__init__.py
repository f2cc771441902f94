"""One pass over the text: which terms and patterns of all rules occur, and where."""

"""The language server: an editor sends what is typed, and gets findings, explanations and quick fixes back.

server.py     the protocol: what is asked, and when
desk.py       open documents and what is known of each; judges anew a moment after the last keystroke
template.py   a document with messages -> a Page
rulefile.py   a rule file -> a Page
page.py       what is known of a document, in lines and columns of code points
answers.py    a Page -> diagnostics, hovers, edits, in the units of the editor
"""

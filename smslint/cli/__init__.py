"""The command line: a quick way in for `lint` and `check`, click for everything else, the same commands behind both."""

"""Messages in program code: the literals that are given to the send calls of messaging services."""

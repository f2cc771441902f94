"""Readers: one a kind of file. Each takes a Source and yields Pieces and Remarks, in order; Unreadable when it cannot."""

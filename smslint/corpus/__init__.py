"""Many messages at once: rows read with suspicion, labelled corpora, what rules find in them, and what a change changes."""

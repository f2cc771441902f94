"""What shows only across messages: rates, replies, sequences, exposure and outcomes of a campaign.

Sends, replies, complaints and delivery reports are read into DuckDB and counted there; the texts go through the same
Linter as any other message, each distinct text once.
"""

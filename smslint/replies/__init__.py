"""Replies: what a person who answers a message means by it."""

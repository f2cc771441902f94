"""Servers: other programs ask, smslint answers."""

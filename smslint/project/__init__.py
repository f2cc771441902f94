"""A repository of message texts: its configuration, the messages in its files, suppressions, baseline and fixes."""

"""What a text is made of: folded copy, links, phone numbers, placeholders, segments."""

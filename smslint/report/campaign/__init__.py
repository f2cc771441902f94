"""Writers of campaign studies: for a terminal, and the officer's page."""

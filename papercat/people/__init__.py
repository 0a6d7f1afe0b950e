"""Names, identity and author pages."""

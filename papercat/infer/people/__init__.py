"""Names taken apart, and who is the same person."""

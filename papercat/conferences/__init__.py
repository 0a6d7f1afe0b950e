"""Posts about conferences and what they name."""

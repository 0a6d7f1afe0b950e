"""The search language: text becomes terms. Knows no column."""

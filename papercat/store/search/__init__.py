"""Searching: queries to parameters, ranking, nearest spellings, completion."""

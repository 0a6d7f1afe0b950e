"""One file an output format: rows become text. Knows no table of the catalogue."""

"""Documents on their way into the catalogue."""

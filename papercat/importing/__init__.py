"""Read files into the catalogue."""

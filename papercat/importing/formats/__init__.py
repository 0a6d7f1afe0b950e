"""Input formats, one file or folder each."""

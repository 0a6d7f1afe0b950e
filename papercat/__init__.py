"""papercat: a catalogue of research papers in one SQLite file, for the terminal."""

__version__ = "0.2.0"

"""papercat: a catalogue of research papers in one SQLite file, asked in the terminal."""

__version__ = "0.1.0"

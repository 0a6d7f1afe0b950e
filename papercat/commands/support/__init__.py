"""Code that several commands share; no command lives here."""

"""What several commands share; no command lives here."""

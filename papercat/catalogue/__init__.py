"""The SQLite file: opening, migrating, writing, checking and backing up."""

"""Papers: statements of sources about them, and decisions of the user."""

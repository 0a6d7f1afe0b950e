"""Papers, what sources state about them and what was decided."""

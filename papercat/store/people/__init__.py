"""People in the catalogue: their pages, who is who, and what was settled."""

"""What a post says in its prose: conferences, figures, and what it names."""

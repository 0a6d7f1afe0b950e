"""Posts about conferences, with the names, highlights and papers in them."""

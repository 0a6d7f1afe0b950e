"""What papercat works out: names, owners, dates, same person, same paper. Pure functions."""

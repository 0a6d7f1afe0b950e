"""Whether the catalogue is whole: what is looked at, and what can be made anew."""

"""Derivation: from changed statements and decisions to papers, people and indexes."""

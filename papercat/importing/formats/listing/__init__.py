"""Listings copied from an author's page of an arXiv-browsing site."""

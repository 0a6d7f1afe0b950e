"""Records of papers from arXiv, Crossref and OpenAlex, asked politely over the web."""

"""One file an input format: a document's lines become records. Knows no SQL."""

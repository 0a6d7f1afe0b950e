"""Plain functions of text: folding names and words, TeX, spelling."""

"""`python -m papercat` is `papercat`."""

from papercat.cli import main

main()

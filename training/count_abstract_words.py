"""Count which words papers' abstracts have most: rebuilds abstract_words.txt.

usage: python training/count_abstract_words.py [--shared ../shared]

Papers that `train_abstract.py` holds out are not counted.
"""

import argparse
from collections import Counter
from pathlib import Path

from abstract_pages import is_held, samples

from papercat.importing.formats.listing.site_lines import SITE_WORDS, words_of

HERE = Path(__file__).parent

OUT = HERE.parent / "papercat/importing/formats/listing/abstract_words.txt"
MOST = 700
SHORTEST = 3
"""letters"""


def main() -> None:
    """Write the list, by the alphabet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parent / ".." / "shared")
    shared: Path = parser.parse_args().shared
    counts = Counter[str]()
    for paper in samples(shared):
        if paper.abstract and not is_held(paper):
            counts.update({word for word in words_of(paper.abstract) if word.isascii()})
    usual = (word for word, _ in counts.most_common() if len(word) >= SHORTEST)
    words = sorted([word for word in usual if word not in SITE_WORDS][:MOST])
    OUT.write_text("\n".join(words) + "\n", "ascii")


if __name__ == "__main__":
    main()

"""Write docs/search.md from the search language's own grammar and table of fields."""

import sys
from pathlib import Path

from papercat.search.query_language import fields_help

PAGE = Path(__file__).parent / "search.md"

_INTRODUCTION = """\
# Searching

<!-- Made by `make docs` out of query_language.py and query_fields.py in papercat/search. -->

```
papercat search attention networks                      every word, in title, abstract or authors
papercat search 'title:"graph neural" -survey year:2020..'
papercat search author:osindero category:LG has:code --sort date
papercat search 'chess|go (self-play OR tree)' --fields key,title,year
papercat search retreival --fuzzy                       takes the nearest spelling
```

Case, accents and endings don't matter: `Velickovic` finds Veličković, `attention
networks` finds an attentive network, though after papers that have the words as typed.
`multi-agent` finds `multiagent`, `β-VAE` finds `beta-VAE` and `$\\beta$-VAE`, and `C++`
finds C++ and not every C.

**What comes first.** Papers with all the words in the title; then those that have some of
them in the abstract or among the authors. Within that, words as they were typed before
other forms of them, words that stand together and in their order before words that don't,
rare words before common ones, and among equals the newest. `--sort date`, `title`,
`author` or `added` sorts otherwise, `--reverse` turns it round. Without words, and where
words are only excluded, the newest come first.

**A person.** `author:` means somebody with all their names, also on papers where papercat
only inferred them; `stated:yes` leaves those out. `author:"Yi Liu"` is whoever is called
so, and if nobody is, whoever has these words in their name. A single letter is an initial.

**A category** is a code (`cs.LG`), the end of one (`LG`), an archive with all its classes
(`math`), or a name (`"machine learning"`). Where several fit, all are meant.

**In a shell** quotes vanish before papercat sees them, so put a query that has quotes or
brackets in single quotes. An argument with a space beside others is a phrase, and so is
the value in `title:"deep learning"`. `-word` leaves a word out like `^word`; put `--`
before words that could be taken for options.

**When nothing fits**, the nearest spelling that finds something is offered, out of the
catalogue's own words and names; `--fuzzy` takes it, and says so.

**Saved searches.** `--save chess` keeps a search, `@chess` asks for it, further words narrow
it, `@chess --new` shows what was added since all that it finds was last shown, `--saved`
lists them.

"""


def page() -> str:
    """The page as it should be."""
    return _INTRODUCTION + fields_help()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")

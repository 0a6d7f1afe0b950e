"""Write docs/search.md from the query language's own grammar and table of fields."""

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

A word also finds its other forms: `network` finds *networks*, `matrix` finds *matrices*,
`encoding` finds *encoded*, `behaviour` finds *behavior*. `multi-agent` finds *multiagent* and
the other way round, `GPT3` finds *GPT-3*, `β-VAE` finds *beta-VAE*. Different words with
one stem, such as *university* and *universal*, never find each other. Put a word in quotes
to find exactly this word. `C++` finds C++ and not every C.

Case, accents, ligatures, subscripts and markup don't matter: `Velickovic` finds
Veličković, `CO2` finds CO₂. Chinese, Japanese, Korean and Thai words are found inside a
text without spaces.

**Where words are found.** In the title, also a title that only another source gives; in the
abstract; among the authors; in the comment; and among authors that papercat inferred
(marked `~`). Words in quotes are found in title, abstract and stated authors only.

**Order of results.** First papers with all the exact words in the title, then those with
the exact words anywhere, then those with other forms. Words that stand together come before
words that don't, rare words before common ones, and comments last. Between equals the
newest comes first. `--sort date`, `title`, `author` or `added` chooses another order and
`--reverse` reverses it. Without words the newest papers come first.

**A person.** `author:` finds somebody under all their names, also on papers where papercat
inferred them; `stated:yes` leaves these out. `author:"Yi Liu"` finds the people with exactly
this name, or else those with these words in their name. A single letter is an initial.

**A category** is a code (`cs.LG`), the end of a code (`LG`), an archive with all its classes
(`math`), or a name (`"machine learning"`). If several match, all are meant.

**A conference.** `conference:iclr2024` finds papers published there and papers that posts
about it name.

**Pasted text.** An arXiv id, a DOI, the address of either, a key or a category code finds
that paper or category: `papercat search 2203.15556`.

**In a shell** quotes vanish before papercat sees them. Put a query that has quotes or
brackets in single quotes. An argument with a space beside others is a phrase, and so is
the value in `title:"deep learning"`. `-word` leaves a word out like `^word`; put `--`
before words that could be taken for options.

**If nothing matches**, papercat offers the nearest spelling that finds something, from the
catalogue's own words and names; `--fuzzy` searches for it. It also tells you if a post
matches.

**Saved searches.** `--save chess` saves a search and `@chess` runs it; further words narrow
it. `@chess --new` shows the papers added since all results were last shown. `--saved` lists
saved searches, `--rename chess games` renames one, `--delete chess` deletes one. `--save`
replaces a search only with `--force`.

"""


def page() -> str:
    """Write the page."""
    return _INTRODUCTION + fields_help()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")

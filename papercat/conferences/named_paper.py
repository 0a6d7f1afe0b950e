"""Whether something a post names is a paper of the catalogue. Pure functions."""

import re

from papercat.people.names import fold_for_search

_HEAD_OF_TITLE = re.compile(r"^([^:]{2,60}):\s")


def _fold(text: str) -> str:
    return fold_for_search(text).replace(" ", "")


def names_paper(name: str, expansion: str | None, title: str) -> bool:
    """Whether a mention is that paper, and not only something of the same family.

    It is when the title is the name, or begins with it and a colon, as in `Genie:
    Generative Interactive Environments`; where the post says what the name stands
    for, the title may be that alone. `Gemini Nano` is not `Gemini 2.5: …`.
    """
    head = _HEAD_OF_TITLE.match(title)
    wanted = {_fold(name)} | ({_fold(expansion)} if expansion else set())
    return _fold(title) in wanted or (head is not None and _fold(head[1]) == _fold(name))

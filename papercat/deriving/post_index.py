"""The full-text index of posts, around changes of posts."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from papercat.search.full_text import forget_posts, index_posts

ALL_POSTS = "SELECT id FROM posts"


@contextmanager
def posts_indexed_again(db: sqlite3.Connection) -> Iterator[None]:
    """Index every post again after the block changed some; they are few."""
    forget_posts(db, [number for (number,) in db.execute(ALL_POSTS)])
    yield
    index_posts(db, [number for (number,) in db.execute(ALL_POSTS)])

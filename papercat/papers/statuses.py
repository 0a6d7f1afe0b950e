"""How far the user is with a paper. Apart from `model`, so that a search starts quickly."""

STATUSES = ("unread", "reading", "read")

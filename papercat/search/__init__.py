"""The query language, ranking, spelling and saved searches."""

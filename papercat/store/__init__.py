"""The catalogue file: connection, migrations, loading, and one file of queries a subject."""

"""One file a command: arguments, one call, a view."""

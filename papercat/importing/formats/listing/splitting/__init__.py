"""Where the title ends and the authors begin in a glued line."""

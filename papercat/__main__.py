"""The process `papercat`, also as `python -m papercat`."""

import gc

gc.disable()  # a run is short and leaves next to no circles; looking for them takes a tenth of it

from papercat.cli import main  # noqa: E402  Typer's making is a good part of that

if __name__ == "__main__":
    main()

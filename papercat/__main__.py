"""The process `papercat`, also as `python -m papercat`."""

import sys

try:
    from papercat import cli
except KeyboardInterrupt:  # Ctrl-C while Python imports
    sys.stderr.write("papercat: interrupted\n")
    sys.exit(130)


def main() -> int:
    """Run papercat. Return the exit code."""
    try:
        return cli.main()
    except KeyboardInterrupt:  # Ctrl-C before or after the command itself
        return cli.interrupted()


if __name__ == "__main__":
    sys.exit(main())

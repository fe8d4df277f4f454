"""`python -m practice` and the `practice` command: without arguments the window opens."""

import sys


def main() -> int:
    """Run the command line; the exit code is its own."""
    from practice import cli  # noqa: PLC0415  start-up: the version check above any import of ours comes first

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())

"""``python -m dedup``: the same as the command ``dedup``."""

from dedup.cli.app import program

if __name__ == "__main__":
    program()

"""``dedup`` and ``python -m dedup``: exit code 1 is kept for findings, even where the program cannot be loaded."""

import sys

TYPE_CHECKING = False  # of typing, whose loading takes longer than all else here, and an interruption shows a traceback
if TYPE_CHECKING:
    from typing import NoReturn


def program() -> "NoReturn":
    """Load the command line and run it; 3 if the installation is broken, 130 if interrupted meanwhile."""
    try:
        from dedup.cli.app import program as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    except ImportError as exc:
        print(f"dedup: cannot be loaded: {exc}; install it anew", file=sys.stderr)
        sys.exit(3)


if __name__ == "__main__":
    program()

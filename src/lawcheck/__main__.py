"""The program: what the command `lawcheck` and `python -m lawcheck` run."""

import gc
import sys

_INTERRUPTED = 130


def program() -> int:
    """Run one command.

    A command lives for a moment and makes few cycles of objects, so looking for them is put off: on the way in, where modules
    and classes are made, and on the way out, where there is nobody left to give memory back to.
    """
    gc.set_threshold(100_000, 20, 100)
    try:
        from lawcheck.cli.app import main

        return main()
    except KeyboardInterrupt:  # before there are words to answer with
        return _INTERRUPTED
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(program())

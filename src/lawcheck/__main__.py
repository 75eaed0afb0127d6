"""The entry point of the command `lawcheck` and of `python -m lawcheck`."""

import gc
import sys

_INTERRUPTED = 130


def program() -> int:
    """Run one command and return its exit code.

    A command is short and creates few reference cycles, so garbage collection is put off: at the
    start, where modules and classes are created, and at the end, where the process gives all
    memory back anyway.
    """
    gc.set_threshold(100_000, 20, 100)
    try:
        from lawcheck.cli.app import main

        return main()
    except KeyboardInterrupt:  # while modules are imported; later on, `main` handles it
        return _INTERRUPTED
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(program())

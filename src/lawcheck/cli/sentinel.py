"""A process beside this one, for calls of a plugin that hold the whole interpreter and never come back.

A loop in C (`any(iter(int, 1))`) lets no other thread run, so nothing inside this process can end it. The sentinel looks at a
few bytes that both share: since when the call lasts, and the sentence to say. It says it and ends this process with exit
code 4: on Windows as it is asked to, elsewhere by signal 4, whose handler is then `_exit`, which takes the number as its code.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import struct
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from lawcheck.model.errors import ExitCode
from lawcheck.model.exact import decimal_text

_SIZE: Final = 4096
_HEAD: Final = struct.Struct("dH")
_CODE: Final = """
import mmap, os, struct, sys, time
parent, seconds, path = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
with open(path, "r+b") as file:
    shared = mmap.mmap(file.fileno(), 4096)
if os.name == "nt":
    import threading
    def gone():
        sys.stdin.buffer.read()
        shared.close()
        os.unlink(path)
        os._exit(0)
    threading.Thread(target=gone, daemon=True).start()
else:
    os.unlink(path)
head = struct.Struct("dH")
while os.name == "nt" or os.getppid() == parent:
    time.sleep(min(seconds / 20, 1))
    since, size = head.unpack_from(shared)
    if since and time.monotonic() - since > seconds:
        said = shared[head.size:head.size + size]
        if head.unpack_from(shared)[0] == since and (os.name == "nt" or os.getppid() == parent):
            os.write(2, said)
            os.kill(parent, 4)
            break
"""
"""What it runs: bare Python, without lawcheck, so that it is there before the first plugin is."""


class Sentinel:
    """The process beside this one, from `start` to `stop`.

    Attributes:
        seconds: how long a call may last before it is ended.
    """

    def __init__(self, seconds: Fraction) -> None:
        self.seconds: Final = seconds
        self._libc: Any = None
        self._before: Any = None
        self._process: subprocess.Popen[bytes] | None = None
        self._shared: mmap.mmap | None = None
        self._path = ""

    def start(self) -> None:
        """Start it; where the machine has no place for it (a full disk), the threads of this process have to do."""
        with contextlib.suppress(
            OSError, ValueError
        ):  # ValueError: only a part of the file was written
            handle, self._path = tempfile.mkstemp(prefix="lawcheck-")
            with os.fdopen(handle, "r+b", buffering=0) as file:
                file.write(bytes(_SIZE))
                self._shared = mmap.mmap(file.fileno(), _SIZE)
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [
                    sys.executable,
                    "-I",
                    "-S",
                    "-c",
                    _CODE,
                    str(os.getpid()),
                    decimal_text(self.seconds),
                    self._path,
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                process_group=None if sys.platform == "win32" else 0,  # Ctrl-C is for the program
            )
        if sys.platform != "win32":
            self._libc = ctypes.CDLL(None)
            self._libc.signal.restype = ctypes.c_void_p
            self._libc.signal.argtypes = [ctypes.c_int, ctypes.c_void_p]
            self._exit = ctypes.cast(self._libc._exit, ctypes.c_void_p)

    def begin(self, since: float, said: str) -> None:
        """A call begins.

        Args:
            since: by the clock of `time.monotonic`.
            said: what to say where it never ends.
        """
        if self._shared is None:
            return
        text = said.encode("utf-8", "backslashreplace")[: _SIZE - _HEAD.size - 1] + b"\n"
        self._shared[_HEAD.size : _HEAD.size + len(text)] = text
        if self._libc is not None:
            self._before = self._libc.signal(int(ExitCode.PLUGIN), self._exit)
        _HEAD.pack_into(self._shared, 0, since, len(text))

    def end(self) -> None:
        """The call has ended."""
        if self._shared is None:
            return
        _HEAD.pack_into(self._shared, 0, 0, 0)
        if self._libc is not None:
            self._libc.signal(int(ExitCode.PLUGIN), self._before)

    def stop(self) -> None:
        """End it, and leave nothing behind."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()
        if self._shared is not None:
            self._shared.close()
        if self._path:
            with contextlib.suppress(OSError):
                Path(self._path).unlink()

"""A process that ends this one when a call of a plugin blocks the interpreter for ever.

A loop in C such as `any(iter(int, 1))` does not let other threads run, so nothing in this process
can end it. The sentinel reads a few bytes of memory that both processes share: when the call
started, and the message to print if it hangs. It prints the message and ends this process with
exit code 4. On Windows it passes that code to the system call. Elsewhere it sends signal 4, whose
handler this process sets to the C function `_exit`: a handler is called with the number of its
signal, so that `_exit(4)` runs, without the interpreter.
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
"""The program of the sentinel.

It runs without lawcheck, on bare Python, so that it starts before the first plugin is loaded.
"""


class Sentinel:
    """The other process, from `start` to `stop`.

    Attributes:
        seconds: how long a call may take before this process is ended.
    """

    def __init__(self, seconds: Fraction) -> None:
        self.seconds: Final = seconds
        self._libc: Any = None
        self._before: Any = None
        self._process: subprocess.Popen[bytes] | None = None
        self._shared: mmap.mmap | None = None
        self._path = ""

    def start(self) -> None:
        """Start the process.

        Where that is impossible (on a full disk, for one), the watchdog's thread works without it.
        """
        # ValueError: the file was written in part, so that it is too short for the memory map.
        with contextlib.suppress(OSError, ValueError):
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
        """Announce that a call begins.

        Args:
            since: the start of the call, by the clock of `time.monotonic`.
            said: the message to print if it never ends.
        """
        if self._shared is None:
            return
        text = said.encode("utf-8", "backslashreplace")[: _SIZE - _HEAD.size - 1] + b"\n"
        self._shared[_HEAD.size : _HEAD.size + len(text)] = text
        if self._libc is not None:
            self._before = self._libc.signal(int(ExitCode.PLUGIN), self._exit)
        _HEAD.pack_into(self._shared, 0, since, len(text))

    def end(self) -> None:
        """Announce that the call has ended."""
        if self._shared is None:
            return
        _HEAD.pack_into(self._shared, 0, 0, 0)
        if self._libc is not None:
            self._libc.signal(int(ExitCode.PLUGIN), self._before)

    def stop(self) -> None:
        """End the process, and delete the shared file."""
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

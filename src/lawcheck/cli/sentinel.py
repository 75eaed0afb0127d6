"""A process that ends this one when a call of a plugin blocks the interpreter for ever.

A loop in C such as `any(iter(int, 1))` does not let other threads run, so nothing in this process
can end it. The sentinel reads a few bytes of memory that both processes share: when the call
started, and the message to print if it hangs. It prints the message and ends this process with
exit code 4. On Windows it passes that code to the system call. Elsewhere it sends signal 4, whose
handler this process sets to the C function `_exit`: a handler is called with the number of its
signal, so that `_exit(4)` runs, without the interpreter.

The process is a fork of this one, which takes a tenth of the time of starting Python. Windows has
no fork.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import struct
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import subprocess

PLUGIN_FAILED: Final = 4
"""`ExitCode.PLUGIN`, without the time that its module takes to import."""
_SIGKILL: Final = 9
"""The signal, without the time that its module takes to import."""
_SIZE: Final = 4096
_HEAD: Final = struct.Struct("dH")
_FILES: Final = 4096
"""More files than are open when a command starts."""
_LOOKS: Final = 20
"""How many times the sentinel looks at the clock while a call may take."""
_ON_WINDOWS: Final = """
import mmap, os, struct, sys, threading, time
parent, seconds, path = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
with open(path, "r+b") as file:
    shared = mmap.mmap(file.fileno(), 4096)
def gone():
    sys.stdin.buffer.read()
    shared.close()
    os.unlink(path)
    os._exit(0)
threading.Thread(target=gone, daemon=True).start()
head = struct.Struct("dH")
while True:
    time.sleep(min(seconds / 20, 1))
    since, size = head.unpack_from(shared)
    if since and time.monotonic() - since > seconds:
        said = shared[head.size:head.size + size]
        if head.unpack_from(shared)[0] == since:
            os.write(2, said)
            os.kill(parent, 4)
            break
"""
"""The program of the sentinel on Windows, which runs on bare Python."""


class Sentinel:
    """The other process, from `start` to `stop`.

    Attributes:
        seconds: how long a call may take before this process is ended.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds: Final = seconds
        self._libc: Any = None
        self._before: Any = None
        self._shared: mmap.mmap | None = None
        self._forked = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._path = ""

    def start(self) -> None:
        """Start the process.

        Where that is impossible (too many processes, a full disk), the watchdog's thread works
        without it.
        """
        # ValueError: the file was written in part, so that it is too short for the memory map.
        with contextlib.suppress(OSError, ValueError):
            if sys.platform == "win32":
                self._start_on_windows()
            else:
                self._fork()
        if sys.platform != "win32":
            self._libc = ctypes.CDLL(None)
            self._libc.signal.restype = ctypes.c_void_p
            self._libc.signal.argtypes = [ctypes.c_int, ctypes.c_void_p]
            self._exit = ctypes.cast(self._libc._exit, ctypes.c_void_p)

    def _fork(self) -> None:
        shared, parent = mmap.mmap(-1, _SIZE), os.getpid()
        with warnings.catch_warnings():
            # About other threads, whose locks the new process could wait for: it takes none.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._forked = os.fork()
        if self._forked == 0:
            try:
                _stand_guard(shared, self.seconds, parent)
            finally:
                os._exit(0)
        self._shared = shared

    def _start_on_windows(self) -> None:
        import subprocess
        import tempfile

        handle, self._path = tempfile.mkstemp(prefix="lawcheck-")
        with os.fdopen(handle, "r+b", buffering=0) as file:
            file.write(bytes(_SIZE))
            self._shared = mmap.mmap(file.fileno(), _SIZE)
        parent, seconds = str(os.getpid()), str(self.seconds)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-I", "-S", "-c", _ON_WINDOWS, parent, seconds, self._path],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )

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
            self._before = self._libc.signal(PLUGIN_FAILED, self._exit)
        _HEAD.pack_into(self._shared, 0, since, len(text))

    def end(self) -> None:
        """Announce that the call has ended."""
        if self._shared is None:
            return
        _HEAD.pack_into(self._shared, 0, 0, 0)
        if self._libc is not None:
            self._libc.signal(PLUGIN_FAILED, self._before)

    def stop(self) -> None:
        """End the process, and free what it shares with this one."""
        if self._forked:
            # A plugin may have waited for all children, so that there is none left.
            with contextlib.suppress(OSError):
                os.kill(self._forked, _SIGKILL)
                os.waitpid(self._forked, 0)
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


def _stand_guard(shared: mmap.mmap, seconds: float, parent: int) -> None:
    """Wait until a call takes too long, then print its message and end the process of the call.

    Runs in the fork. Standard error is kept; other files would keep pipes open that others read.
    """
    os.setpgid(0, 0)  # Ctrl-C is for the program
    os.closerange(0, 2)
    os.closerange(3, _FILES)
    while os.getppid() == parent:
        time.sleep(min(seconds / _LOOKS, 1))
        since, size = _HEAD.unpack_from(shared)
        if since and time.monotonic() - since > seconds:
            said = shared[_HEAD.size : _HEAD.size + size]
            if _HEAD.unpack_from(shared)[0] == since and os.getppid() == parent:
                os.write(2, said)
                os.kill(parent, PLUGIN_FAILED)
                return

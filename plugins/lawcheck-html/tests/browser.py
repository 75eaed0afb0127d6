"""A page in Chromium, driven through two pipes by its own protocol, so that nothing has to be installed but Chromium.

Keys and clicks are given to the browser, not to the page: what the page gets is what a person's keyboard and mouse give.
"""

import base64
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)  # fmt: skip

_START = """\
import os, sys
read, write = (os.dup(int(each)) for each in sys.argv[1:3])
while min(read, write) < 10:
    read, write = os.dup(read), os.dup(write)
os.dup2(read, 3)
os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Starts Chromium, which reads from 3 and writes to 4, whatever the numbers of the pipes are."""
_NAMED_KEYS = {
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    "Tab": (9, ""),
    "ArrowUp": (38, ""),
    "ArrowDown": (40, ""),
}
"""Keys that are no signs: their number on Windows, and the text that they give."""
_NOBODY = "127.0.0.1:9"
"""A proxy at which nobody answers: there is no network."""


class Browser:
    """Sends commands and waits for their answers; events that come in between are kept."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._rest = b""
        self._numbers = itertools.count(1)
        self._session: dict[str, str] = {}
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = {"sessionId": attached["sessionId"]}
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        sent = {"id": number, "method": method, "params": params, **self._session}
        os.write(self._write, json.dumps(sent).encode() + b"\0")
        while True:
            got = self._next()
            if got.get("id") == number:
                assert "error" not in got, got
                return dict(got["result"])
            self.events.append(got)

    def open(self, path: Path) -> None:
        """Load a file, and wait until everything of it is there."""
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        self._wait("Page.loadEventFired", lambda _: True)

    def value(self, expression: str) -> Any:
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")  # fmt: skip

    def requests(self) -> list[str]:
        return [
            each["params"]["request"]["url"]
            for each in self.events
            if each.get("method") == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """Return the errors in the console since the page was opened, and what its policy has forbidden."""
        self.value("0")  # what was said before this is answered has arrived
        return [
            json.dumps(each["params"], ensure_ascii=False)
            for each in self.events
            if each.get("method") in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled")
            # advice of the browser is no error of the page
            or each.get("params", {}).get("entry", {}).get("level") == "error"
        ]

    def press(self, *keys: str) -> None:
        """Press keys one after the other: signs, or names such as Enter."""
        for key in keys:
            # letters and digits have their own number; that of another sign is that of another key
            of_sign = ord(key.upper()) if len(key) == 1 and key.isascii() and key.isalnum() else 0
            code, text = _NAMED_KEYS.get(key, (of_sign, key))
            sent = {"key": key, "windowsVirtualKeyCode": code}
            self.call(
                "Input.dispatchKeyEvent",
                type="keyDown" if text else "rawKeyDown",
                text=text,
                **sent,
            )
            self.call("Input.dispatchKeyEvent", type="keyUp", **sent)

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that a selector finds."""
        place = self.value(
            f"(each => {{ each.scrollIntoView({{block: 'nearest'}}); const box = each.getClientRects()[0];"
            " return [box.x + box.width / 2, box.y + box.height / 2] })"
            f"(document.querySelector({json.dumps(selector)}))"
        )
        assert place is not None, selector
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=place[0],
                y=place[1],
                button="left",
                clickCount=1,
            )

    def download(self, folder: Path, act: Callable[[], object]) -> Path:
        """Do what saves a file, and wait until it is there."""
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder), eventsEnabled=True)  # fmt: skip
        self.events[:] = [
            each for each in self.events if not each["method"].startswith("Browser.")
        ]
        act()
        name: str = self._wait("Browser.downloadWillBegin", lambda _: True)["suggestedFilename"]
        self._wait("Browser.downloadProgress", lambda said: said["state"] == "completed")
        return folder / name

    def look(self, width: int, *, scheme: str = "light", media: str = "screen") -> None:
        """Take the width of a device, its colours, and screen or paper."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 600)  # fmt: skip
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def picture(self, path: Path) -> None:
        """Save what the page looks like."""
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def pdf(self, path: Path) -> None:
        """Print the page on A4."""
        made = self.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)
        path.write_bytes(base64.b64decode(made["data"]))

    def _wait(self, method: str, is_meant: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait for an event that is meant, and return what it says."""
        while True:
            for each in self.events:
                if each.get("method") == method and is_meant(each["params"]):
                    return dict(each["params"])
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._read, 1 << 20)
            assert more, "Chromium has ended"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(line))


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Start Chromium with an empty profile and without a network, and end it."""
    assert CHROMIUM is not None
    its_in, ours_out = os.pipe()
    ours_in, its_out = os.pipe()
    started = subprocess.Popen(
        [
            *(sys.executable, "-c", _START, str(its_in), str(its_out), CHROMIUM, "--headless"),
            *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
            *(
                "--remote-debugging-pipe",
                f"--user-data-dir={profile}",
                f"--proxy-server={_NOBODY}",
            ),
        ],
        pass_fds=(its_in, its_out),
        stderr=subprocess.DEVNULL,
    )
    os.close(its_in)
    os.close(its_out)
    try:
        yield Browser(ours_out, ours_in)
    finally:
        started.terminate()
        started.wait()
        os.close(ours_out)
        os.close(ours_in)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return sum(
        weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)

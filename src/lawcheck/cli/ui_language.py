"""Which language the command line speaks, and click's own words in it."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

_LOCALES = Path(__file__).resolve().parent / "translations"


class Say:
    """Picks the words of one language; what every command is built with.

    Attributes:
        language: `zh` or `en`.
    """

    def __init__(self, language: Literal["zh", "en"]) -> None:
        self.language: Final = language

    def __call__(self, zh: str, en: str) -> str:
        """The text in this language."""
        return zh if self.language == "zh" else en


def choose_language(arguments: Sequence[str]) -> Literal["zh", "en"]:
    """`--lang`, else the locale; English where neither says Chinese.

    The option is looked up before click runs, because help and messages of click itself depend on it.
    """
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and position + 1 < len(arguments):
            return _known(arguments[position + 1])
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return _known(os.environ[name])
    return _known(_system_locale())


def _known(name: str) -> Literal["zh", "en"]:
    return "zh" if name.lower().startswith("zh") else "en"


def _system_locale() -> str:
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


def speak(language: Literal["zh", "en"]) -> None:
    """Have click say its own messages in this language; only ever called by the program, never by the library."""
    os.environ["LANGUAGE"] = "zh_CN" if language == "zh" else "en"
    gettext.bindtextdomain("click", str(_LOCALES))
    gettext.textdomain("click")

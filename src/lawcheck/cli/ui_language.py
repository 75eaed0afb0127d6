"""The language of the command line, and of click's own messages."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

_LOCALES = Path(__file__).resolve().parent / "translations"


class Say:
    """Picks one of two texts by language; every command is built with one.

    >>> from lawcheck.cli import Say
    >>> Say("en")("没有问题", "no problems")
    'no problems'
    >>> Say("zh")("没有问题", "no problems")
    '没有问题'

    Attributes:
        language: `zh` or `en`.
    """

    def __init__(self, language: Literal["zh", "en"]) -> None:
        self.language: Final = language

    def __call__(self, zh: str, en: str) -> str:
        """Return the text in this language."""
        return zh if self.language == "zh" else en


def choose_language(arguments: Sequence[str]) -> Literal["zh", "en"]:
    """Return the language of `--lang`, else of the locale; English unless that is Chinese.

    The option is looked up before click parses the command line, because click's own help and
    messages depend on the language.
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
    """Make click print its own messages in this language.

    This sets an environment variable, so only the program calls it, never the library.
    """
    os.environ["LANGUAGE"] = "zh_CN" if language == "zh" else "en"
    gettext.bindtextdomain("click", str(_LOCALES))
    gettext.textdomain("click")

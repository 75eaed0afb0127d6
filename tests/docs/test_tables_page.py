"""The page on tables: its Python runs from top to bottom, and prints what stands below it."""

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```", re.M | re.S)


def test_what_the_page_shows_is_what_is_printed() -> None:
    """Each block of text is the output of the Python before it."""
    names: dict[str, object] = {}
    printed, shown = "", 0
    for language, block in BLOCK.findall(PAGE.read_text("utf-8")):
        if language == "python":
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102 - our own page
            printed = output.getvalue()
        else:
            assert printed == block
            shown += 1

    assert shown == 4

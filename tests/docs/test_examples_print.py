"""The Python examples of the READMEs print what stands below them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"^```python\n(import lawcheck\n.*?)^```\n\n^```text\n(.*?)^```", re.M | re.S)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_an_example_prints_what_it_shows(page: str) -> None:
    examples = EXAMPLE.findall((ROOT / page).read_text(encoding="utf-8"))

    assert len(examples) == 1
    for code, shown in examples:
        done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == shown

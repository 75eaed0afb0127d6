"""What an evidence file that is no workbook costs: nothing of what reads workbooks is imported."""

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[3] / "examples" / "maojian-2023" / "maojian.yaml"
PROGRAM = f"""
import sys
from lawcheck import Session
session = Session.start(only=("office",))
assert session.read(session.load("district-annual"), [{str(EXAMPLE)!r}]).evidence
print(sorted({{"docx", "python_calamine", "xlsxwriter", "lawcheck_office.workbook"}} & set(sys.modules)))
"""


def test_yaml_is_read_without_what_reads_workbooks() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")

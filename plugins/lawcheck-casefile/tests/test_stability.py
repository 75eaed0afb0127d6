"""`lawcheck stability` with items that were scored on a sample of files."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]

EXAMPLE = Path(__file__).parents[3] / "examples" / "case-file-review"


def test_the_example(run: Run) -> None:
    """81.415 of 100, of which 21.5 rest on no sample; a veto holds the grade to good.

    10 files of penalties: mean 76.9 of 100, by Wilson 0.460091 to 0.928597 of 35; 9 without a fatal fault, 0.595849 to 0.982124
    of 20. 3 files of licences, 2 qualified, 0.207659 to 0.938509 of all: 5 x 3 x 0.792341 to 5 x 3 x 0.061491 off 20.
    Together 16.103185 + 11.91698 + 8.114885 + 21.5 = 57.63505 and 32.500895 + 19.64248 + 19.077635 + 21.5 = 92.72101.
    """
    done = run("stability", "case-file", EXAMPLE)
    lines = [line.split() for line in done.stdout.splitlines()]
    items = lines.index(["Within", "sampling", "error"]) + 4
    unit = next(line for line in lines[items:] if line[:1] == ["1"])

    assert (done.returncode, done.stderr) == (0, "")
    assert [(line[0], *line[-2:]) for line in lines[items : items + 3]] == [
        ("penalty_quality", "95%", "1"),
        ("penalty_legality", "95%", "1"),
        ("licence_quality", "95%", "1"),
    ]
    assert unit[2:] == ["81.42", "57.64", "to", "1", "good,", "pass,"]


def test_the_same_in_chinese(run: Run) -> None:
    done = run("--lang", "zh", "stability", "case-file", EXAMPLE)

    assert (done.returncode, done.stderr) == (0, "")
    assert "抽样误差之内\n------------\n" in done.stdout
    assert "没有列出的指标视为精确" in done.stdout

"""`lawcheck diff` on the two editions of an example."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_two_editions(run: Run, root: Path) -> None:
    folder = root / "examples" / "two-years"
    done = run(
        "--lang", "zh", "diff", folder / "checklist-2022.yaml", folder / "checklist-2023.yaml"
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "+ document_review 规范性文件合法性审核：新增，4分" in done.stdout
    assert "~ decision_steps 重大决策程序：分值：20 → 16" in done.stdout


def test_the_same_twice_and_a_wrong_name(run: Run) -> None:
    assert run("diff", "street-visit", "street-visit").stdout.endswith("Nothing changed.\n")
    assert run("diff", "street-visit", "nothing").returncode == 2


def test_what_is_said_beside_the_items(run: Run, root: Path, tmp_path: Path) -> None:
    """Ranks, one finding once, days to appeal: what decides nothing about an item is no less a change."""
    text = (root / "checklists" / "street-visit.yaml").read_text(encoding="utf-8")
    start = text.index("sample_weights: true")
    more = "appeal_days: 15\nranking: {within: group, ties: [study_total]}\n"
    (tmp_path / "new.yaml").write_text(text[:start] + more + text[start:], encoding="utf-8")
    done = run("diff", "street-visit", "new.yaml")

    assert done.returncode == 0
    assert "days to appeal: — → 15" in done.stdout
    assert "ranking: all → group, study_total" in done.stdout

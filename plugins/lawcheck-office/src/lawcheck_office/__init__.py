"""Excel workbooks for lawcheck: the plugin module.

`archive` opens the file and refuses what is not safe to open. `parts` finds the sheets in it and
`sheet_scan` looks at the cells of one sheet for what its values do not show: errors, formulas
without a value, percentages, hidden rows. `cell_text` writes a value as a person would, `workbook`
puts all of it together, and `evidence` and `score_sheet` are its two readers. `word_sheet` reads
the tables of documents. `forms` makes blank forms and reads filled ones. `results` writes
scorecards and analyses.
"""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.plugin import CommandEntry, hookimpl


@hookimpl
def lawcheck_readers() -> Mapping[str, str]:
    """Return the reader of evidence in workbooks."""
    return {"excel": "lawcheck_office.evidence:Excel"}


@hookimpl
def lawcheck_score_tables() -> Mapping[str, str]:
    """Return the readers of score sheets in workbooks and documents."""
    return {
        "excel": "lawcheck_office.score_sheet:ExcelGrid",
        "word": "lawcheck_office.word_sheet:WordGrid",
    }


@hookimpl
def lawcheck_writers() -> Mapping[str, str]:
    """Return the formats `xlsx` and `docx`."""
    return {
        "docx": "lawcheck_office.results.word:WordResults",
        "xlsx": "lawcheck_office.results.excel:ExcelResults",
    }


@hookimpl
def lawcheck_commands() -> Mapping[str, CommandEntry]:
    """Return the commands `feedback`, `form`, `self-score` and `reconcile`."""
    return {
        "feedback": CommandEntry(
            "lawcheck_office.feedback_command:command",
            "给每个单位写一份 Word 反馈意见",
            "write feedback for each unit as a Word document",
        ),
        "form": CommandEntry(
            "lawcheck_office.form_command:command",
            "由指标体系生成空白填报表",
            "make blank forms from a checklist",
        ),
        "self-score": CommandEntry(
            "lawcheck_office.self_score_command:command",
            "比较填报表里的自评分和核查分",
            "compare the self score in forms with the checked one",
        ),
        "reconcile": CommandEntry(
            "lawcheck_office.reconcile_command:command",
            "比对两名核查人的填报表，按声明的规则评分",
            "reconcile the forms of two inspectors by a declared rule",
        ),
    }

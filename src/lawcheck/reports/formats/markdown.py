"""The format `markdown`: the page of the format `text` as GitHub-flavoured Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lawcheck.model.analysis import Analysis
from lawcheck.model.outline import Block, Entries, Heading, Note, Outline, PageTable, Pairs
from lawcheck.model.report import Report
from lawcheck.model.text import Language, visible
from lawcheck.reports.report import report_outline

_SPECIAL: Final = re.compile(
    r"[\\`*_{}\[\]<>#|~&@$]|(?<=:)/(?=/)|(?<=www)\.|^[-+](?=\s|$)", re.IGNORECASE
)
"""Characters that GitHub would read as markup, tags, formulas, links or the start of a list."""
_NUMBERED: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")


class Markdown:
    """Scorecards and analyses as Markdown."""

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - Markdown wraps by itself
        """Return the report as Markdown."""
        return render_markdown(tuple(report_outline(report, language)))

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:  # noqa: ARG002 - Markdown wraps by itself
        """Return the analysis as Markdown."""
        return render_markdown(analysis.outline(language))


def render_markdown(outline: Outline) -> str:
    """Return an outline as Markdown."""
    return "\n\n".join("\n".join(_lines(block)) for block in outline) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escaped(block.text)}"
    elif isinstance(block, Pairs):
        yield from (f"- **{escaped(label)}**: {escaped(text)}" for label, text in block.pairs)
    elif isinstance(block, PageTable):
        yield _row(block.head)
        yield (
            "|"
            + "|".join(
                " ---: " if column in block.right else " --- " for column in range(len(block.head))
            )
            + "|"
        )
        yield from map(_row, block.rows)
    elif isinstance(block, Entries):
        for entry in block.entries:
            yield f"- {escaped(entry.text)}"
            yield from (f"  - {escaped(detail)}" for detail in entry.details)
    elif isinstance(block, Note):
        yield escaped(block.text)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(text: str) -> str:
    """Return the text in one line, with every character escaped that would be markup."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", visible(text).strip()))

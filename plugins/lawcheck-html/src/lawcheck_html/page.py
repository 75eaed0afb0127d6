"""The format `html`: results as one file that opens in any browser, without a network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from lawcheck.plugin import (
    Analysis,
    Block,
    Entries,
    Heading,
    Language,
    Note,
    Outline,
    PageTable,
    Pairs,
    Report,
    Text,
    accounts_outline,
    card_outline,
    overview_outline,
    visible,
)
from lawcheck_html.charts import heat_map, section_bars, unit_bars
from lawcheck_html.tables import ShownTable, shown

_WORDS: Final = {
    "title": Text("计分卡", "Scorecards"),
    "contents": Text("目录", "Contents"),
    "results": Text("分析结果", "Results"),
    "skip": Text("跳到正文", "Skip to the scores"),
    "scores": Text("得分", "Scores"),
    "sections": Text("各部分得分率", "Sections, of their full score"),
    "heat_map": Text("各单位各部分", "Units by section"),
    "unit": Text("单位", "unit"),
    "interval": Text("浅色部分：得分未定", "light part: not decided yet"),
}


class Html:
    """Scorecards, or an analysis, as one web page.

    It loads nothing: the style is in the page, and a content policy forbids everything else.
    Reasons open on a click, and are all open in print.
    """

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - a page is as wide as its window
        """Return the page of some scorecards."""
        return _template("scorecards.html").render(
            **_frame(language),
            title=_title(report, language),
            overview=_blocks(overview_outline(report, language)),
            units=unit_bars(report.scorecards, language),
            heat_map=heat_map(report.scorecards, language),
            parts=[
                {
                    "blocks": _blocks(card_outline(card, language)),
                    "bars": section_bars(card, language),
                    "name": card.unit.name or card.unit.id,
                }
                for card in report.scorecards
            ],
            accounts=_blocks(accounts_outline(report, language)),
        )

    def write_analysis(self, analysis: Analysis, language: Language, width: int) -> str:  # noqa: ARG002 - a page is as wide as its window
        """Return the page of an analysis, with contents where it is about several units."""
        outline = analysis.outline(language)
        parts = [*_parts(outline)]
        title, *others = (name for name, _ in parts)
        if not others:
            parts = [*_parts(outline[1:], level=2)]
        return _template("analysis.html").render(
            **_frame(language),
            title=_WORDS["results"].pick(language) if others else title,
            is_by_unit=bool(others),
            parts=[
                {"name": name or title, "blocks": _blocks(iter(blocks))} for name, blocks in parts
            ],
        )


def _frame(language: Language) -> dict[str, Any]:
    """Return what every page has: its language, our words, and what it may load."""
    return {
        "lang": {"zh": "zh-CN", "en": "en"}[language],
        "words": {name: text.pick(language) for name, text in _WORDS.items()},
        "policy": f"default-src 'none'; style-src '{_digest(_style())}'; base-uri 'none'; "
        "form-action 'none'",
        "style": Markup(_style()),  # noqa: S704 - our own file
    }


def _parts(outline: Outline, level: int = 1) -> Iterator[tuple[str, list[Block]]]:
    """Yield the blocks of an outline by the headings of a level, with their names."""
    name, blocks = "", list[Block]()
    for block in outline:
        if isinstance(block, Heading) and block.level <= level:
            if blocks:
                yield name, blocks
            name, blocks = block.text, []
        blocks.append(block)
    if blocks:
        yield name, blocks


def _title(report: Report, language: Language) -> str:
    titles = dict.fromkeys(card.checklist_title.pick(language) for card in report.scorecards)
    return next(iter(titles), _WORDS["title"].pick(language))


def _blocks(outline: Iterator[Block]) -> list[tuple[str, Block | ShownTable]]:
    """Return each block with the name of its kind, by which the template chooses."""
    return [_named(block) for block in outline]


def _named(block: Block) -> tuple[str, Block | ShownTable]:
    match block:
        case Heading():
            return "heading", block
        case Pairs():
            return "pairs", block
        case PageTable():
            return "table", shown(block)
        case Entries():
            return "entries", block
        case Note():
            return "note", block


def _finalize(value: Any) -> Any:
    """Escape control characters and signs that turn the direction of text, in all data."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("lawcheck_html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


@cache
def _style() -> str:
    return files("lawcheck_html").joinpath("templates", "style.css").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the hash by which a content policy allows a style."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"

"""The format `html`: scorecards as one file that opens in any browser, without a network."""

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
    Block,
    Entries,
    Heading,
    Language,
    Note,
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

_WORDS: Final = {
    "title": Text("计分卡", "Scorecards"),
    "contents": Text("目录", "Contents"),
    "skip": Text("跳到正文", "Skip to the scores"),
    "scores": Text("得分", "Scores"),
    "sections": Text("各部分得分率", "Sections, of their full score"),
    "heat_map": Text("各单位各部分", "Units by section"),
    "unit": Text("单位", "unit"),
    "interval": Text("浅色部分：得分未定", "light part: not decided yet"),
}


class Html:
    """Scorecards as one web page.

    It loads nothing: the style is in the page, and a content policy forbids everything else.
    Reasons open on a click, and are all open in print.
    """

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - a page is as wide as its window
        """Return the page."""
        return _template().render(
            lang={"zh": "zh-CN", "en": "en"}[language],
            words={name: text.pick(language) for name, text in _WORDS.items()},
            policy=f"default-src 'none'; style-src '{_digest(_style())}'; base-uri 'none'; "
            "form-action 'none'",
            style=Markup(_style()),  # noqa: S704 - our own file
            title=_title(report, language),
            overview=_blocks(overview_outline(report, language)),
            units=unit_bars(report.scorecards, language),
            heat_map=heat_map(report.scorecards, language),
            cards=[
                {
                    "blocks": _blocks(card_outline(card, language)),
                    "bars": section_bars(card, language),
                    "name": card.unit.name or card.unit.id,
                }
                for card in report.scorecards
            ],
            accounts=_blocks(accounts_outline(report, language)),
        )


def _title(report: Report, language: Language) -> str:
    titles = dict.fromkeys(card.checklist_title.pick(language) for card in report.scorecards)
    return next(iter(titles), _WORDS["title"].pick(language))


def _blocks(outline: Iterator[Block]) -> list[tuple[str, Block]]:
    """Return each block with the name of its kind, by which the template chooses."""
    return [(_kind(block), block) for block in outline]


def _kind(block: Block) -> str:
    match block:
        case Heading():
            return "heading"
        case Pairs():
            return "pairs"
        case PageTable():
            return "table"
        case Entries():
            return "entries"
        case Note():
            return "note"


def _finalize(value: Any) -> Any:
    """Escape control characters and signs that turn the direction of text, in all data."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("lawcheck_html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html")


@cache
def _style() -> str:
    return files("lawcheck_html").joinpath("templates", "style.css").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the hash by which a content policy allows a style."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"

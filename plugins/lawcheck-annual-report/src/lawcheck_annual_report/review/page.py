"""The page to review a report: its text with figures marked, and facts to accept or reject.

One file that loads nothing: a content policy in it allows its own style and script alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from lawcheck.cli import exact_text, sha256
from lawcheck.plugin import HUNDRED, Checklist, Language, Message, Spec, Text, message, visible
from lawcheck_annual_report.facts.evidence_file import facts_line, reviewed_head
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.figures import Reading
from lawcheck_annual_report.figures.labels import Labelled
from lawcheck_annual_report.figures.passages import title_of
from lawcheck_annual_report.figures.periods import Time
from lawcheck_annual_report.review.cards import Card, Review
from lawcheck_annual_report.review.marked_text import Piece, marked_lines
from lawcheck_annual_report.review.words import KEYS, PAGE, SCRIPT, picked

_SAFE: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""How signs are written in the data of the script that could end it."""


def review_page(
    report: AnnualReport,
    review: Review,
    checklist: Checklist,
    asked: Collection[str],
    unit: str,
    language: Language,
) -> str:
    """Return the page.

    Args:
        report: the report.
        review: what a person has to review.
        checklist: of the facts.
        asked: the facts that were looked for.
        unit: the id of the unit; the saved file is named after it.
        language: of the page.
    """
    style, script = _file("review.css"), _file("review.js")
    return _template().render(
        lang={"zh": "zh-CN", "en": "en"}[language],
        language=language,
        policy=f"default-src 'none'; style-src '{_digest(style)}'; "
        f"script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        data=_in_script(_data(report, review, checklist, unit, language)),
        words=picked(PAGE, language),
        keys=[(keys, what.pick(language)) for keys, what in KEYS],
        title=title_of(report.text) or report.file,
        file=report.file,
        checklist=checklist.title.pick(language),
        cards=review.cards,
        parts=_parts(review, checklist, asked, language),
        lines=_lines(report, review, checklist, language),
    )


def _parts(
    review: Review, checklist: Checklist, asked: Collection[str], language: Language
) -> list[dict[str, Any]]:
    """Return what the side of the facts shows: first what a person has to choose."""
    mentioned = {each.fact for each in review.cards}
    missing = [name for name in checklist.facts if name in asked and name not in mentioned]
    is_open = [each for each in review.cards if each.taken is None]
    ready = [each for each in review.cards if each.taken is not None]
    rest = len(checklist.facts) - len(mentioned) - len(missing)
    return [
        _part("open", Text("待定", "To decide"), len(is_open), language, cards=is_open),
        _part("ready", Text("已提出", "Proposed"), len(ready), language, cards=ready),
        _part(
            "contradictions",
            Text("矛盾", "Contradictions"),
            len(review.contradictions),
            language,
            Text(
                "只在措辞说明哪些数有关时才提示；没有提示不等于没有矛盾。",
                "Only where the words say what belongs together; none found proves nothing.",
            ).pick(language),
            findings=review.contradictions,
        ),
        _part(
            "missing",
            Text("报告没有写", "Not in the report"),
            len(missing),
            language,
            about=message(
                "没有写不等于零：证据文件里没有这些数据。"
                "另有{rest}项没有说明报告里怎么写，没有找。",
                "Not said is not zero: the evidence file does not have them. {rest} more facts "
                "have no wording, and were not looked for.",
                rest=rest,
            ).pick(language),
            missing=[_label(name, checklist.facts[name], language) for name in missing],
        ),
    ]


def _part(
    name: str, title: Text, count: int, language: Language, about: str = "", **rest: object
) -> dict[str, Any]:
    shown = {"cards": (), "findings": (), "missing": ()} | rest
    return {"id": name, "name": title.pick(language), "count": count, "about": about, **shown}


def _label(name: str, spec: Spec, language: Language) -> str:
    return spec.label.pick(language) or name


# --- the text


@attrs.frozen
class _Shown:
    """A piece of the text as the template shows it."""

    text: str
    tag: str = "span"
    looks: str = ""
    id: str = ""
    facts: tuple[str, ...] = ()
    title: str = ""


def _lines(
    report: AnnualReport, review: Review, checklist: Checklist, language: Language
) -> Iterator[dict[str, Any]]:
    wrong = {cited.number for each in review.contradictions for cited in each.cited}

    def shown(piece: Piece) -> _Shown:
        if piece.figure is None and not piece.quotes:
            return _Shown(piece.text)
        facts = _facts_of(piece, review)
        labels = [_label(name, checklist.facts[name], language) for name in facts]
        looks = [f"q{number}" for number in piece.quotes]
        about = []
        tag = "a" if facts else "span"
        if piece.figure is not None:
            looks.append("figure")
            about.append(_about(report.figures[piece.figure]).pick(language))
            tag = "a" if facts else "mark"
        if not wrong.isdisjoint(piece.quotes):
            looks.append("wrong")
        first = f"q{piece.begins[0]}" if piece.begins else ""
        return _Shown(
            piece.text, tag, " ".join(looks), first, tuple(facts), " · ".join(about + labels)
        )

    for line in marked_lines(report, review.quotes):
        pieces = [shown(piece) for piece in line.pieces]
        yield {"number": line.number, "is_heading": line.is_heading, "pieces": pieces}


def _facts_of(piece: Piece, review: Review) -> list[str]:
    """Return the facts of which a piece is the figure, or the answer."""
    of_figure = () if piece.figure is None else review.facts_of.get(piece.figure, ())
    answers = (review.answers[each] for each in piece.quotes if each in review.answers)
    return list(dict.fromkeys([*of_figure, *answers]))


def _about(each: Labelled) -> Message:
    """Say what was read: value, unit, qualifier, and what else keeps it from being a result."""
    figure = each.figure
    more = [figure.qualifier.value]
    if figure.reading is Reading.CHANGE:
        more.append(figure.reading.value)
    if each.time is not Time.YEAR:
        more.append(each.time.value)
    if each.is_plan:
        more.append(Text("计划", "a plan"))
    return message(
        "{value} {unit}（{more}）",
        "{value} {unit} ({more})",
        value=exact_text(figure.value),
        unit=figure.unit,
        more=more,
    )


# --- what the script needs


def _data(
    report: AnnualReport, review: Review, checklist: Checklist, unit: str, language: Language
) -> dict[str, Any]:
    text = hashlib.sha256(report.text.encode("utf-8", "backslashreplace")).hexdigest()
    facts = {card.fact: _fact(card) for card in review.cards}
    entries = {card.fact: [each.entry.text for each in card.choices] for card in review.cards}
    return {
        # the same in both languages: what is kept are decisions on these entries
        "key": f"lawcheck-review-{sha256([text, checklist.id, checklist.version, entries])}",
        "name": f"{visible(unit)}.yaml",
        "head": reviewed_head(report, unit, language),
        "with_facts": facts_line(has_facts=True),
        "without_facts": facts_line(has_facts=False),
        "facts": facts,
        "words": picked(SCRIPT, language),
    }


def _fact(card: Card) -> dict[str, Any]:
    least = card.spec.kind.least if card.spec.least is None else card.spec.least
    return {
        "form": card.spec.written_as or card.spec.kind.value,
        "least": _bound(least, card.spec),
        "most": _bound(card.spec.most, card.spec),
        "taken": card.taken,
        "first": 0 if len(card.choices) == 1 else card.taken,
        "choices": [
            {
                **attrs.asdict(each.entry),
                "shown": each.shown,
                "why": each.why_not,
                "quotes": [cited.number for cited in each.cited],
            }
            for each in card.choices
        ],
    }


def _bound(value: Any, spec: Spec) -> str | None:
    """Return the least or the most as people write it."""
    if value is None:
        return None
    return f"{exact_text(value * HUNDRED)}%" if spec.written_as == "percent" else exact_text(value)


def _in_script(data: Mapping[str, Any]) -> Markup:
    """Return data that no text in it can end."""
    return Markup(json.dumps(data, ensure_ascii=False).translate(_SAFE))  # noqa: S704 - see above


# --- the template


def _finalize(value: Any) -> Any:
    """Escape control characters and signs that turn the direction of text, in all data."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("review.html")


def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the hash by which a content policy allows a style or a script."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"

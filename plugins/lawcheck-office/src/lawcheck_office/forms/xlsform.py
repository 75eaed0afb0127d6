"""Write a checklist as an XLSForm, from which KoboToolbox and ODK make forms for a phone.

The format: https://xlsform.org. A text in it with `${` refers to an answer, and names begin with
a letter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final, assert_never

from xlsxwriter import Workbook

from lawcheck.cli import digest_of_declarations
from lawcheck.plugin import ZERO, Checklist, Kind, Language, Period, Spec, Text, Unit
from lawcheck_office.forms.checks import YES_NO, how_to_fill, number_text
from lawcheck_office.forms.questions import evidence_wanted, judged_items, may_not_apply

_SURVEY: Final = (
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
)
_KEPT: Final = (
    ("records", Text("有记录，逐条填", "it has records, to fill in")),
    ("nil", Text("建了台账，没有可记的（零报告）", "it is kept, with nothing to record")),
    ("none", Text("没有建这本台账", "no such register is kept")),
)
"""What a unit says of a register, in place of an empty table."""

Question = Mapping[str, str]


def xlsform(checklist: Checklist, units: Sequence[Unit], language: Language) -> bytes:
    """Return the XLSForm of a checklist as a workbook.

    Args:
        checklist: what the form asks for.
        units: the units to choose from; empty where a unit writes its name.
        language: the language of the form.
    """
    form = _Form(checklist, units, language)
    survey = [*form.questions()]
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    start = checklist.period.start
    book.set_properties({"created": datetime(start.year, start.month, start.day, tzinfo=UTC)})
    _write(book, "survey", _SURVEY, [[each.get(name, "") for name in _SURVEY] for each in survey])
    _write(book, "choices", ("list_name", "name", "label"), form.choices)
    title = checklist.title.pick(language)
    digest = digest_of_declarations(checklist)[:12]
    settings = [title, checklist.id, f"{checklist.version}-{digest}"]
    _write(book, "settings", ("form_title", "form_id", "version"), [settings])
    book.close()
    return made.getvalue()


def _write(book: Workbook, name: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    for row, cells in enumerate((head, *rows)):
        for at, text in enumerate(cells):
            sheet.write_string(row, at, text)
    sheet.set_column(0, len(head) - 1, 28)
    sheet.freeze_panes(1, 0)


class _Form:
    """Collects the questions of one form, and the choices that they use."""

    def __init__(self, checklist: Checklist, units: Sequence[Unit], language: Language) -> None:
        self._checklist = checklist
        self._period: Period = checklist.period
        self._units = units
        self._language = language
        self.choices: list[tuple[str, str, str]] = []
        self._lists: dict[tuple[str, ...], str] = {}
        self._wanted = evidence_wanted(checklist)

    def questions(self) -> Iterator[Question]:
        """Yield the rows of the survey."""
        yield self._unit()
        for name, text in (("id", self._checklist.id), ("version", self._checklist.version)):
            quoted = text.replace("'", "")
            yield {
                "type": "calculate",
                "name": f"lawcheck_{name}",
                "calculation": f"'{quoted}'",
            }
        for name, spec in self._checklist.facts.items():
            label = spec.label if spec.label.zh else Text(name)
            yield from self._asked(_name(name), label, spec, self._wanted.get(name))
        for name, register in self._checklist.registers.items():
            yield from self._register(name, register.label, register.columns)
        yield from self._judgements()
        yield from self._not_applicable()

    def _unit(self) -> Question:
        label = self._text(Text("被考核单位", "unit"))
        if not self._units:
            return {"type": "text", "name": "unit", "label": label, "required": "yes"}
        pairs = [("_".join(each.id.split()), each.name or each.id) for each in self._units]
        return {
            "type": f"select_one {self._list('units', pairs)}",
            "name": "unit",
            "label": label,
            "required": "yes",
        }

    def _asked(
        self, name: str, label: Text, spec: Spec, wanted: Text | None = None
    ) -> Iterator[Question]:
        """Yield the question of a fact or column, and before it whether it ever happened."""
        hint = self._text(how_to_fill(spec, self._period))
        if spec.unit.zh or spec.unit.en:
            hint += self._text(Text(f"（{spec.unit.pick('zh')}）", f" ({spec.unit.pick('en')})"))
        if wanted is not None:
            evidence = Text(
                f"。证明材料：{wanted.pick('zh')}", f". Evidence wanted: {wanted.pick('en')}"
            )
            hint += self._text(evidence)
        question = {
            "type": self._type(spec),
            "name": name,
            "label": self._text(label),
            "hint": hint,
            "constraint": _constraint(spec, self._period),
        }
        if question["constraint"]:
            question["constraint_message"] = self._text(how_to_fill(spec, self._period))
        if spec.may_be_never:
            asked = Text(f"{label.zh}：是否从未发生", f"{label.pick('en')}: it never happened")
            yield {
                "type": f"select_one {self._yes_no()}",
                "name": f"{name}_never",
                "label": self._text(asked),
            }
            question["relevant"] = f"${{{name}_never}} != 'yes'"
        yield question

    def _register(self, name: str, label: Text, columns: Mapping[str, Spec]) -> Iterator[Question]:
        shown = self._text(label if label.zh else Text(name))
        group = f"register_{_name(name)}"
        kept = self._list("kept", [(key, self._text(text)) for key, text in _KEPT])
        yield {"type": f"select_one {kept}", "name": f"{group}_kept", "label": shown}
        yield {
            "type": "begin_repeat",
            "name": group,
            "label": shown,
            "relevant": f"${{{group}_kept}} = 'records'",
        }
        for column, spec in columns.items():
            asked = spec.label if spec.label.zh else Text(column)
            yield from self._asked(f"{_name(name)}__{_name(column)}", asked, spec)
        yield {"type": "end_repeat"}

    def _judgements(self) -> Iterator[Question]:
        judged = [*judged_items(self._checklist)]
        if not judged:
            return
        yield {
            "type": "begin_group",
            "name": "judgements",
            "label": self._text(Text("评议（核查人填）", "judgements, by the inspector")),
        }
        for each in judged:
            name = f"deduct__{_name(each.key)}"
            spec = Spec("amount", least=ZERO, most=each.indicator.points)
            rule = each.indicator.rule.describe().in_both()
            title = each.title
            label = Text(f"{title.zh}：扣分", f"{title.pick('en')}: deduct")
            for question in self._asked(name, label, spec):
                yield {**question, "hint": self._text(rule)}
            reason = Text(f"{title.zh}：理由", f"{title.pick('en')}: reason")
            yield {
                "type": "text",
                "name": f"reason__{_name(each.key)}",
                "label": self._text(reason),
                "relevant": f"${{{name}}} != ''",
                "required": "yes",
            }
        yield {"type": "end_group"}

    def _not_applicable(self) -> Iterator[Question]:
        items = [(_name(id_), self._text(title)) for id_, title in may_not_apply(self._checklist)]
        if not items:
            return
        label = self._text(Text("不适用的指标", "indicators that do not apply"))
        yield {"type": "begin_repeat", "name": "not_applicable", "label": label}
        item = self._text(Text("指标", "indicator"))
        yield {"type": f"select_one {self._list('items', items)}", "name": "item", "label": item}
        for name, text in (
            ("na_reason", Text("理由", "reason")),
            ("na_authority", Text("决定机关", "authority")),
        ):
            yield {"type": "text", "name": name, "label": self._text(text)}
        yield {"type": "date", "name": "na_on", "label": self._text(Text("日期", "day"))}
        yield {"type": "end_repeat"}

    def _type(self, spec: Spec) -> str:
        match spec.kind.holds:
            case "number":
                return "integer" if spec.kind is Kind.COUNT else "decimal"
            case "date":
                return "date"
            case "yes_no":
                return f"select_one {self._yes_no()}"
            case "text" if spec.choices:
                pairs = [(f"c{at}", choice) for at, choice in enumerate(spec.choices, 1)]
                return f"select_one {self._list('choices', pairs)}"
            case "text":
                return "text"
            case _:
                assert_never(spec.kind.holds)

    def _yes_no(self) -> str:
        yes, no = (self._text(each) for each in YES_NO)
        return self._list("yes_no", [("yes", yes), ("no", no)])

    def _list(self, name: str, pairs: Sequence[tuple[str, str]]) -> str:
        """Return the name of a list of choices, which is written once."""
        key = tuple(f"{id_}\n{label}" for id_, label in pairs)
        if key not in self._lists:
            number = sum(each.startswith(name) for each in self._lists.values())
            self._lists[key] = f"{name}_{number}" if number else name
            self.choices += [(self._lists[key], id_, _escaped(label)) for id_, label in pairs]
        return self._lists[key]

    def _text(self, text: Text) -> str:
        return _escaped(text.pick(self._language))


def _constraint(spec: Spec, period: Period) -> str:
    match spec.kind.holds:
        case "number":
            scale = 100 if spec.written_as == "percent" else 1
            least = spec.kind.least if spec.least is None else spec.least
            parts = [] if least is None else [f". >= {number_text(least * scale)}"]
            parts += [] if spec.most is None else [f". <= {number_text(spec.most * scale)}"]
            return " and ".join(parts)
        case "date" if not spec.any_date:
            return f". >= {_day(period.start)} and . <= {_day(period.end)}"
        case "date" | "yes_no" | "text":
            return ""
        case _:
            assert_never(spec.kind.holds)


def _day(day: date) -> str:
    return f"date('{day.isoformat()}')"


def _name(name: str) -> str:
    """Return a name as XLSForms allow it."""
    clean = re.sub(r"[^A-Za-z0-9_]", "_", name)
    return clean if re.match(r"[A-Za-z_]", clean) else f"n_{clean}"


def _escaped(text: str) -> str:
    """Return a text in which nothing refers to an answer."""
    return text.replace("${", "$ {")

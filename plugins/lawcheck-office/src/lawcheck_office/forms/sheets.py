"""The sheets of a form that people fill in: facts, registers, and what is said of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from lawcheck.plugin import (
    FACTS,
    ZERO,
    Register,
    Spec,
    Text,
)
from lawcheck_office.forms.about import CHECKED, SELF, VERDICT, Line, Part
from lawcheck_office.forms.checks import how_to_fill, number_text
from lawcheck_office.forms.pages import (
    FIRST_ADDED,
    RULED,
    Pages,
    Shown,
    widened,
    width_for,
)
from lawcheck_office.forms.questions import judged_items, may_not_apply
from lawcheck_office.forms.words import ADDED_RECORD, FALSE_RECORD, REJECTED, TRUE_RECORD

_NAMES: Final = {
    "facts": Text("指标数据", "facts"),
    "judgements": Text("评议", "judgements"),
    "not_applicable": Text("不适用", "not applicable"),
    "attachments": Text("附件", "attachments"),
}
_SIZES: Final = {"format_columns": True, "format_rows": True}
"""What may be changed in a sheet whose rows are given: how large they are."""
_PERMITTED: Final = {
    **_SIZES,
    "format_cells": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


class Sheets(Pages):
    """Writes the sheets of one form."""

    def write(self) -> Iterator[Part]:
        """Write every sheet that the checklist has something for."""
        if self.checklist.facts:
            yield self._facts()
        for name, register in self.checklist.registers.items():
            yield self._register(name, register)
        if any(True for _ in judged_items(self.checklist)):
            yield self._judgements()
        if any(True for _ in may_not_apply(self.checklist)):
            yield self._not_applicable()
        yield self._attachments()

    # -- the sheets --------------------------------------------------------------------------

    def _facts(self) -> Part:
        shown = (
            Shown(Text("序号", "no."), 6, align="center"),
            Shown(Text("指标数据", "fact"), 34),
            Shown(Text("计量单位", "unit"), 10, align="center"),
            Shown(Text("怎样填", "how to fill in"), 22),
            Shown(Text("自评值", "self value"), 15, SELF),
            Shown(Text("核查值", "checked value"), 15, CHECKED),
            Shown(Text("证明材料", "evidence wanted"), 30),
            Shown(Text("核查说明", "inspector's remarks"), 24, "remarks"),
        )
        sheet, columns = self.begin(_NAMES["facts"], shown)
        lines = []
        for at, (name, spec) in enumerate(self.checklist.facts.items()):
            row = 2 + at
            label = self.pick(spec.label) or name
            texts = (
                str(at + 1),
                label,
                self.pick(spec.unit),
                self.pick(how_to_fill(spec, self.period)),
                "",
                "",
                self.pick(self.wanted.get(name, Text(""))),
                "",
            )
            self.line(sheet, row, texts, shown)
            for column in columns:
                if column.name in (SELF, CHECKED):
                    is_checked = column.name == CHECKED
                    words = (REJECTED,) if is_checked else ()
                    self.input(sheet, row, row, column.at, spec, words, is_checked=is_checked)
            lines.append(Line(row + 1, name, 1, label))
        self.remarks(sheet, columns, 2, 2 + len(lines) - 1)
        self.end(sheet, 2, _SIZES)
        return Part(sheet.get_name(), FACTS, 2, 3, columns[:2], tuple(lines))

    def _register(self, name: str, register: Register) -> Part:
        verdicts = (TRUE_RECORD, FALSE_RECORD, ADDED_RECORD)
        specs = dict(register.columns)
        plain = [
            Shown(Text(spec.label.zh or each, spec.label.en), width_for(spec, spec.label), each)
            for each, spec in specs.items()
        ]
        plain.append(Shown(Text("核查", "checked"), 13, VERDICT))
        shown = widened(plain, specs)
        hints = [
            self.pick(how_to_fill(spec, self.period))
            + (self.pick(Text("（可留空）", " (may be empty)")) if spec.optional else "")
            for spec in specs.values()
        ]
        hints.append(" / ".join(map(self.pick, verdicts)))
        said = Text(
            "一行一条。没有可记的，在第一行第一格写“零报告”；没有建这本台账的，整页留空。",
            "One record a row. Write `nil` in the first cell where there is nothing to record; "
            "leave the sheet empty where no register is kept.",
        )
        above = self.pick(said)
        if name in self.wanted:
            wanted = self.wanted[name]
            above += self.pick(
                Text(f"证明材料：{wanted.pick('zh')}。", f" Evidence wanted: {wanted.pick('en')}.")
            )
        label = register.label if self.pick(register.label) else Text(name)
        sheet, columns = self.begin(label, shown, above, hints)
        for column in columns:
            spec = specs.get(column.name)
            if spec is None:
                spec = Spec("text", choices=tuple(map(self.pick, verdicts)))
            self.column(sheet, column.at, shown, spec, is_checked=column.name == VERDICT)
        for row in range(FIRST_ADDED, FIRST_ADDED + RULED):
            self.strut(sheet, row, len(shown))
        self.end(sheet, FIRST_ADDED, _PERMITTED)
        return Part(sheet.get_name(), name, 3, 5, columns)

    def _judgements(self) -> Part:
        shown = (
            Shown(Text("序号", "no."), 6, align="center"),
            Shown(Text("指标", "indicator"), 30),
            Shown(Text("满分", "points"), 8, align="center"),
            Shown(Text("评分标准", "rule"), 28),
            Shown(Text("扣分", "deduct"), 10, "deduct"),
            Shown(Text("理由", "reason"), 38, "reason"),
            Shown(Text("评议人", "judge"), 16, "judge"),
            Shown(Text("日期", "day"), 15, "on"),
        )
        sheet, columns = self.begin(_NAMES["judgements"], shown)
        lines = []
        for at, judged in enumerate(judged_items(self.checklist)):
            row = 2 + at
            item = judged.indicator
            full = "" if item.points is None else number_text(item.points)
            label = self.pick(judged.title)
            rule = item.rule.describe().pick(self.language)
            self.line(sheet, row, (str(at + 1), label, full, rule, "", "", "", ""), shown)
            specs = {
                "deduct": Spec("amount", least=ZERO, most=item.points),
                "reason": Spec("text"),
                "judge": Spec("text"),
                "on": Spec("date", any_date=True),
            }
            for column in columns:
                self.input(sheet, row, row, column.at, specs[column.name], is_checked=True)
            lines.append(Line(row + 1, judged.key, 1, label))
        self.end(sheet, 2, _SIZES)
        return Part(sheet.get_name(), "judgements", 2, 3, columns, tuple(lines))

    def _not_applicable(self) -> Part:
        shown = (
            Shown(Text("指标", "indicator"), 40, "indicator"),
            Shown(Text("理由", "reason"), 56, "reason"),
            Shown(Text("决定机关", "authority"), 28, "authority"),
            Shown(Text("日期", "day"), 15, "on"),
        )
        specs = {
            "indicator": self._items(may_not_apply(self.checklist)),
            "reason": Spec("text"),
            "authority": Spec("text"),
            "on": Spec("date", any_date=True),
        }
        hints = [
            Text("从列表中选", "choose from the list"),
            Text("为什么不适用", "why it does not apply"),
            Text("由谁决定", "who decided"),
            how_to_fill(specs["on"], self.period),
        ]
        said = Text(
            "有不适用的指标才填；没有的，这一页留空。",
            "Only where an indicator does not apply; otherwise leave this sheet empty.",
        )
        return self._rows("not_applicable", shown, specs, said, hints, is_checked=True)

    def _attachments(self) -> Part:
        shown = (
            Shown(Text("指标", "indicator"), 40, "indicator"),
            Shown(Text("文件", "file"), 56, "file"),
            Shown(Text("记录", "record"), 43, "record"),
        )
        items = ((each.id, each.title) for each in self.checklist.indicators())
        specs = {"indicator": self._items(items), "file": Spec("text"), "record": Spec("text")}
        hints = (
            Text("从列表中选", "choose from the list"),
            Text("相对路径，如 附件/照片.jpg", "relative path, such as attachments/1.jpg"),
            Text(
                "台账里的哪一条（第一列的内容）；整项的留空",
                "which record (what its first column says); empty for the whole item",
            ),
        )
        said = Text(
            "照片、扫描件等，连同这份表放在一个文件夹里交。没有的，这一页留空。",
            "Photographs and scans, handed in with this form in one folder. Leave this sheet "
            "empty where there are none.",
        )
        return self._rows("attachments", shown, specs, said, hints, is_checked=False)

    def _items(self, items: Iterable[tuple[str, Text]]) -> Spec:
        """Return what is chosen from: titles of items, and ids where two titles are alike."""
        named = [(id_, self.pick(title)) for id_, title in items]
        titles = [title for _, title in named]
        return Spec(
            "text",
            choices=tuple(title if titles.count(title) == 1 else id_ for id_, title in named),
        )

    def _rows(
        self,
        table: str,
        shown: Sequence[Shown],
        specs: Mapping[str, Spec],
        said: Text,
        hints: Sequence[Text],
        *,
        is_checked: bool,
    ) -> Part:
        """Write a sheet to which people add rows about items."""
        sheet, columns = self.begin(
            _NAMES[table], shown, self.pick(said), [*map(self.pick, hints)]
        )
        for column in columns:
            self.column(sheet, column.at, shown, specs[column.name], is_checked=is_checked)
        for row in range(FIRST_ADDED, FIRST_ADDED + RULED):
            self.strut(sheet, row, len(shown))
        self.end(sheet, FIRST_ADDED, _PERMITTED)
        return Part(sheet.get_name(), table, 3, 5, columns)

"""Find out which column of a sheet is which from its header.

A header may be the name in the checklist, its label, an alias, the title of an item, or a usual
word such as 单位名称.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from lawcheck.model.declarations import NO_OTHERS, OtherColumns, Spec
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.text import Message, fold, message

UNIT_COLUMNS: Final[Mapping[str, str]] = {
    "unit": "id",
    "unit_name": "name",
    "unit_kind": "kind",
    "unit_group": "group",
}
"""The columns that describe the unit, and the field of `Unit` that each fills."""

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": ("单位编号", "单位编码", "单位代码", "单位序号"),
    "unit_kind": ("单位类别", "单位类型"),
    "unit_group": ("单位分组", "单位组别", "考评组别", "考核组别"),
}
_NAMES: Final = frozenset(
    map(
        fold,
        (
            *(
                "单位",
                "单位名称",
                "单位全称",
                "被考核单位",
                "被考核单位名称",
                "被考评单位",
                "被检查单位",
                "被督察单位",
            ),
            *(
                "被评查单位",
                "受检单位",
                "参评单位",
                "填报单位",
                "乡镇",
                "街道",
                "镇街",
                "乡镇街道",
                "街道乡镇",
            ),
            *(
                "乡镇（街道）",
                "街道（乡镇）",
                "镇（街道）",
                "乡（镇、街道）",
                "乡镇（街道）名称",
                "部门",
                "部门名称",
            ),
            *("县区", "区县", "县（区）", "县（市、区）", "县市区"),
        ),
    )
)
"""Headers of a column with the names of units; they are the ids if no other column has ids."""
_LEFT_OUT: Final = frozenset({"备注", "序号"})
"""Headers of columns that are ignored, unless the checklist has a column of this name."""

_NO_TITLES: Final[Mapping[str, frozenset[str]]] = {}


@attrs.frozen
class Columns:
    """The columns of a sheet.

    Attributes:
        names: names by position; None for a column that is ignored. An unknown name stays as it
            is.
        problems: what is wrong with the columns.
        notices: which columns were read under another name.
    """

    names: tuple[str | None, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Message, ...]


class Headings:
    """The headers that the columns of a table may have.

    Args:
        specs: the columns that the checklist knows.
        has_units: whether a column names the unit.
        titled: the columns that titles of items stand for, by the folded title.
        others: the columns that the table may have besides those.
    """

    def __init__(
        self,
        specs: Mapping[str, Spec],
        has_units: bool,
        titled: Mapping[str, frozenset[str]] = _NO_TITLES,
        others: OtherColumns = NO_OTHERS,
    ) -> None:
        self.others = others
        self._exact = frozenset((*specs, *UNIT_COLUMNS))
        self._specs: dict[str, set[str]] = {}
        self._units: dict[str, set[str]] = {
            fold(word): {name} for name, words in _WORDS.items() for word in words
        }
        self._has_units = has_units
        self._titled = titled
        for name, spec in specs.items():
            for word in (name, spec.label.zh, spec.label.en, *spec.aliases):
                if word:
                    self._specs.setdefault(fold(word), set()).add(name)

    def knows(self, text: str) -> bool:
        """Check whether a text can name a column."""
        folded = fold(text)
        known = (self._specs, self._titled, self._units, _NAMES)
        return text in self._exact or any(folded in names for names in known)

    def is_exact(self, text: str) -> bool:
        """Check whether a text is exactly the name of a column."""
        return text in self._exact

    def is_title(self, text: str) -> bool:
        """Check whether a text names a column only because it is the title of an item."""
        folded = fold(text)
        return text not in self._exact and folded in self._titled and folded not in self._specs

    def names_unit(self, text: str) -> bool:
        """Check whether a text can name the column of units."""
        folded = fold(text)
        return text == "unit" or folded in _NAMES or "unit" in self._units.get(folded, ())

    def columns(self, texts: Sequence[str], file: str, line: int) -> Columns:
        """Return the columns under these headers."""
        return _Naming(self, texts, file, line).columns()

    def meanings(self, text: str, taken: frozenset[str], has_ids: bool) -> set[str]:
        """Return the names of columns that a header may stand for.

        Args:
            text: the header.
            taken: the names of columns that are themselves headers in the same row.
            has_ids: whether another column has the ids of units.
        """
        if text in self._exact:
            return {text}
        folded = fold(text)
        found = {*self._specs.get(folded, ()), *self._titled.get(folded, ())}
        if self._has_units or not found:
            found |= self._units.get(folded, set())
            if folded in _NAMES:
                found.add("unit_name" if has_ids else "unit")
        return found if len(found) == 1 else found - taken

    def words_besides(self, found: Collection[str]) -> list[str]:
        """Return the texts that can name another column than those that were found."""
        named = {**self._titled, **self._specs}
        if self._has_units:
            named |= self._units
            if not {"unit", "unit_name"}.intersection(found):
                named |= {word: {"unit"} for word in _NAMES}
        return [word for word, names in named.items() if names.isdisjoint(found)]

    def has_ids(self, texts: Iterable[str]) -> bool:
        """Check whether one of these headers names a column with ids of units."""
        return any(text == "unit" or "unit" in self._units.get(fold(text), ()) for text in texts)


class _Naming:
    def __init__(self, headings: Headings, texts: Sequence[str], file: str, line: int) -> None:
        self.headings = headings
        self.texts = texts
        self.file = file
        self.line = line
        self.problems: list[Problem] = []

    def columns(self) -> Columns:
        taken = frozenset(filter(self.headings.is_exact, self.texts))
        has_ids = self.headings.has_ids(self.texts)
        self._check_nameless()
        named = [self._name(text, taken, has_ids) for text in self.texts]
        names = self._without_others(named)
        self._check_duplicates(names)
        return Columns(tuple(names), tuple(self.problems), tuple(self._notices(names)))

    def _notices(self, names: Sequence[str | None]) -> Iterator[Message]:
        renamed = [
            (text, name)
            for text, name in zip(self.texts, names, strict=True)
            if name and name != text
        ]
        by_title = [each for each in renamed if self.headings.is_title(each[0])]
        others = [each for each in renamed if each not in by_title]
        if others:
            yield message(
                "{file}：按列名读取 {names}",
                "{file}: columns read as {names}",
                file=self.file,
                names=[*map(" = ".join, others)],
            )
        if by_title:
            yield message(
                "{file}：指标名称作列名，按该指标的数据读取 {names}；列里若是得分，请删去",
                "{file}: titles of items read as the columns of their facts: {names}; "
                "remove such a column if it holds points",
                file=self.file,
                names=[*map(" = ".join, by_title)],
            )

    def _check_nameless(self) -> None:
        numbers = [position for position, text in enumerate(self.texts, 1) if not text]
        if len(numbers) == 1:
            self._fail(
                numbers[0],
                "第{n}列没有列名；请补上或删去",
                "column {n} has no name; add one or remove it",
                n=numbers[0],
            )
        elif numbers:
            self._fail(
                numbers[0],
                "第{all}列没有列名；请补上或删去",
                "columns {all} have no names; add them or remove the columns",
                all=numbers,
            )

    def _name(self, text: str, taken: frozenset[str], has_ids: bool) -> str | None:
        found = self.headings.meanings(text, taken, has_ids)
        if len(found) == 1:
            return found.pop()
        if found:
            self._fail(
                text,
                "列名 {text} 可以指 {all}；请写明是哪一个",
                "the column {text} may be {all}; write the one that is meant",
                text=text,
                all=sorted(found),
            )
            return None
        return None if not text or fold(text) in _LEFT_OUT else text

    def _without_others(self, names: Sequence[str | None]) -> list[str | None]:
        """Return the names, None for a column that the checklist allows and does not know."""
        found = {name for name in names if name is not None and self.headings.is_exact(name)}
        lacking = self.headings.words_besides(found)
        kept: list[str | None] = []
        for text, name in zip(self.texts, names, strict=True):
            if name is None or name in found:
                kept.append(name)
                continue
            is_left_out = self.headings.others.leave_out(name, lacking)
            if isinstance(is_left_out, Message):
                self.problems.append(Problem(Place(self.file, self.line, text), is_left_out))
            kept.append(name if is_left_out is False else None)
        return kept

    def _check_duplicates(self, names: Sequence[str | None]) -> None:
        for name, count in Counter(name for name in names if name is not None).items():
            if count == 1:
                continue
            texts = [text for text, each in zip(self.texts, names, strict=True) if each == name]
            if len(set(texts)) == 1:
                self._fail(
                    texts[1],
                    "列 {name} 重复；请删去一列",
                    "the column {name} appears twice; remove one",
                    name=texts[0],
                )
            else:
                self._fail(
                    texts[1],
                    "列 {all} 都是 {name}；请只留一列，或改列名",
                    "the columns {all} are all {name}; keep one, or rename them",
                    all=texts,
                    name=name,
                )

    def _fail(self, column: int | str, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(Place(self.file, self.line, column), zh, en, **values))

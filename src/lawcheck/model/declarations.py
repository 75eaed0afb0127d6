"""The declarations of a checklist: facts, registers, and words for nothing to record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck.model.kinds import Kind, kind_named
from lawcheck.model.spelling import nearest
from lawcheck.model.text import Message, Text, fold, message

Personal = Literal["name", "number"]
"""What a text says of a person: a name, or a number that identifies somebody (identity card,
telephone, account)."""


@attrs.frozen
class Spec:
    """The declaration of a fact or a column: its kind and the values that are allowed.

    >>> from lawcheck.plugin import Spec, Text
    >>> spec = Spec("rate", Text("按期办结率", "completed in time"), written_as="percent")
    >>> spec.kind.holds
    'number'

    Attributes:
        kind: count (whole, not negative), amount, rate, date, yes_no or text.
        label: what people call it.
        unit: unit of measure, for people.
        written_as: for rates: `percent` (95, 95%) or `fraction` (0.95).
        least: smallest value allowed.
        most: largest value allowed; 1 for a rate unless the checklist says more.
        choices: the texts allowed; empty for any.
        optional: for columns: may be blank.
        any_date: a date may lie outside the period.
        may_be_never: a date may be `never` (从未).
        at_most: name of a fact that this one may not exceed.
        equals_sum: names of facts that must add up to this one.
        not_applicable_if_blank: for facts: why an item that reads it does not apply where it is
            blank (not where a condition asks for it); None where a blank is missing.
        aliases: other names that a column of a table may have for it.
        can_be_put_right: what it says can be put right after it happened (a file archived, a
            decision published), so that it may be advised.
        personal: for texts: it is the name of a person, or a number that identifies one, which
            is masked on request; None for what is not personal.
    """

    kind: Kind = attrs.field(converter=kind_named)
    label: Text = Text("")
    unit: Text = Text("")
    written_as: Literal["percent", "fraction"] | None = None
    least: Fraction | None = None
    most: Fraction | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    any_date: bool = False
    may_be_never: bool = False
    at_most: str = ""
    equals_sum: tuple[str, ...] = ()
    not_applicable_if_blank: Text | None = None
    # not compared: aliases decide how a file is read, not how its values are scored
    aliases: tuple[str, ...] = attrs.field(default=(), eq=False)
    # not compared either: it decides what is advised, not how values are scored
    can_be_put_right: bool = attrs.field(default=False, eq=False)
    # nor is this: it decides what is shown
    personal: Personal | None = attrs.field(default=None, eq=False)


@attrs.frozen
class Register:
    """The declaration of a register (台账) and its columns.

    >>> from lawcheck.plugin import Register, Spec, Text
    >>> columns = {"topic": Spec("text"), "people": Spec("count")}
    >>> visits = Register(Text("学法台账", "study sessions"), columns)
    >>> [name for name, spec in visits.columns.items() if spec.kind.holds == "number"]
    ['people']

    Attributes:
        label: what people call it.
        columns: by name, in order; the first column names a record.
        unique: columns in which no two records of a unit may be equal; empty where the checklist
            names none.
        worth_adding: a further record is a good deed wherever it brings points, so that it may be
            advised; a training is, a lawsuit is not.
    """

    label: Text
    columns: Mapping[str, Spec] = attrs.field(hash=False)
    unique: tuple[str, ...] = ()
    worth_adding: bool = attrs.field(default=False, eq=False)


@attrs.frozen
class OtherColumns:
    """The columns that a table may have besides those that the checklist declares.

    They are left out when the table is read, with a notice.

    >>> from lawcheck.model.declarations import OtherColumns
    >>> others = OtherColumns(are_any=True)
    >>> others.leave_out("clerk", lacking=["filed_on"])
    True
    >>> print(others.leave_out("filled_on", lacking=["filed_on"]).pick("en"))
    the column filled_on looks like filed_on; rename it...

    Attributes:
        names: their names; they are compared folded.
        are_any: any other column may stand in the table. One that looks like a declared column
            that the table lacks is refused all the same: it may be that column, misspelt.
    """

    names: tuple[str, ...] = ()
    are_any: bool = False

    def leave_out(self, column: str, lacking: Iterable[str]) -> bool | Message:
        """Return whether a column is left out, or why that is not certain.

        Args:
            column: its name, which is not that of a declared column.
            lacking: the names that the declared columns which the table lacks may have.
        """
        if fold(column) in map(fold, self.names):
            return True
        if not self.are_any:
            return False
        words = {_key(word): word for word in lacking}
        near = nearest(_key(column), words)
        if not near:
            return True
        return message(
            "列 {column} 与 {near} 相近；是这一列请改名，不是请在指标体系的 other_columns 里"
            "逐一写出其他列的列名",
            "the column {column} looks like {near}; rename it if it is that column, "
            "else list the other columns by name under `other_columns` in the checklist",
            column=column,
            near=words[near],
        )


NO_OTHERS: Final = OtherColumns()
"""No column besides the declared ones may stand in the table."""

_NIL: Final[frozenset[str]] = frozenset({"零报告", "nil"})


@attrs.frozen
class Words:
    """Words for "nothing to record" and for an empty cell.

    They are compared folded (`lawcheck.model.text.fold`) and without regard to case.

    Attributes:
        nil: texts of a row that say that a register has nothing to record, in addition to 零报告
            and nil.
        blank: texts of a cell that are read as empty.
    """

    nil: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()

    @property
    def all_nil(self) -> frozenset[str]:
        """Every word for "nothing to record", in the form in which words are compared."""
        return _NIL.union(map(_key, self.nil))

    def says_nil(self, text: str) -> bool:
        """Return whether a text says that there is nothing to record."""
        key = _key(text)
        return key in _NIL or key in map(_key, self.nil)

    def is_blank(self, text: str) -> bool:
        """Return whether a text is read as an empty cell."""
        return not text or (bool(self.blank) and _key(text) in map(_key, self.blank))


def _key(text: str) -> str:
    return fold(text).casefold()

"""From totals to scores and grades: bonus, vetoes, rounding, grade, flags.

Every step is monotonic in the total. So if the two ends of an interval give the same score, all
totals between them do. The one exception, a bonus given only from a total on, is checked apart.

The steps are joined by column names: "total low", "score low", "grade low" and "flags low" for
the lower end, "... high" for the upper end, and "... more" for an end plus the slack.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, assert_never

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.sections import Bonus
from lawcheck.tables.fixed_point import FINE, PointScale
from lawcheck.tables.rounding import COLUMN_ROUNDINGS, Number
from lawcheck.tables.totals import Totals
from lawcheck.tables.vetoes import VetoColumn

UNDECIDED: Final = "is undecided"
"""Name of the column of units whose result the truncation could change.

It has spaces, so no fact has the same name.
"""


@attrs.frozen
class FinalScores:
    """Computes scores, grades and flags from the totals of a checklist.

    Attributes:
        checklist: the checklist.
        scale: scale of the totals.
        vetoes: the vetoes that apply or may apply to some units, all with a column form.
    """

    checklist: Checklist
    scale: PointScale
    vetoes: Sequence[VetoColumn]

    def add_to(
        self,
        frame: pl.LazyFrame,
        totals: Totals,
        lowest: pl.Expr | None,
        highest: pl.Expr | None,
        slack: Number,
    ) -> tuple[pl.LazyFrame, str]:
        """Add the columns of scores to a query.

        Args:
            frame: the query, with the columns that totals and bonus refer to.
            totals: the totals of all units.
            lowest: the least bonus of each unit, in steps; None without bonus.
            highest: the greatest bonus; None if no bonus item is open.
            slack: the true totals lie above the given ones by less than this.

        Returns:
            The query, and the name of the upper end: `high`, or `low` if nothing is open. The
            new columns are, for END `low` and, if something is open, `high`: `exact END` (in
            units of 1e-9, truncated), `score END` (in steps of the score's last decimal place),
            `grade END` and `flags END`; and `UNDECIDED`.
        """
        ends: dict[str, tuple[pl.Expr, pl.Expr | None]] = {"low": (totals.low, lowest)}
        is_open = any(each.is_open for each in self.vetoes)
        if is_open or totals.high is not None or highest is not None:
            ends["high"] = (
                totals.low if totals.high is None else totals.high,
                lowest if highest is None else highest,
            )
        columns = {f"total {end}": total for end, (total, _) in ends.items()}
        columns |= {f"bonus {end}": bonus for end, (_, bonus) in ends.items() if bonus is not None}
        numbers = {"total common": totals.common, "total slack": slack}
        columns |= {
            name: number for name, number in numbers.items() if isinstance(number, pl.Expr)
        }
        common: Number = (
            pl.col("total common") if isinstance(totals.common, pl.Expr) else totals.common
        )
        more: Number = pl.col("total slack") if isinstance(slack, pl.Expr) else slack
        has_slack = isinstance(more, pl.Expr) or more > 0
        raised = {}
        for end, (_, bonus) in ends.items():
            extra = None if bonus is None else pl.col(f"bonus {end}")
            raised[end] = self._raised(pl.col(f"total {end}"), end, extra, common)
            if has_slack:
                total = pl.col(f"total {end}") + more
                raised[f"{end} more"] = self._raised(total, end, extra, common)
        one_point = common * self.scale.steps
        jumps = [self._jumps(pl.col(f"total {end}"), more, common) for end in ends if has_slack]
        differs = [
            pl.col(f"{name} {end}") != pl.col(f"{name} {end} more")
            for name in _DECIDED
            for end in ends
            if has_slack
        ]
        query = (
            frame.with_columns(**columns)
            .with_columns(
                *(total.alias(f"total {end}") for end, total in raised.items()),
                **{"bonus jumps": pl.any_horizontal(jumps) if jumps else pl.lit(False)},
            )
            .with_columns(
                self._score(pl.col(f"total {end}"), one_point).alias(f"score {end}")
                for end in raised
            )
            .with_columns(
                *(
                    self._exact(pl.col(f"total {end}"), common).alias(f"exact {end}")
                    for end in ends
                ),
                *(self._grade(end, one_point).alias(f"grade {end}") for end in raised),
                *(self._flags(end, one_point).alias(f"flags {end}") for end in raised),
            )
            .with_columns(**{UNDECIDED: pl.any_horizontal("bonus jumps", *differs)})
        )
        return query, list(ends)[-1]

    def _steps(self, points: Fraction) -> int:
        """Convert a limit to steps; `is_in_columns` has checked that it is exact."""
        return int(points * self.scale.steps)

    def _raised(self, total: pl.Expr, end: str, bonus: pl.Expr | None, common: Number) -> pl.Expr:
        """Add the bonus, and lower the total as vetoes say."""
        if self.checklist.bonus is not None and bonus is not None:
            total = self._with_bonus(total, bonus, common, self.checklist.bonus)
        for veto in self.vetoes:
            highest = veto.effect.highest_total
            if highest is not None:
                lowered = pl.min_horizontal(total, self._steps(highest) * common)
                total = pl.when(veto.applies(end)).then(lowered).otherwise(total)
        return total

    def _with_bonus(self, total: pl.Expr, bonus: pl.Expr, common: Number, rule: Bonus) -> pl.Expr:
        raised = total + pl.min_horizontal(bonus, self._steps(rule.at_most)) * common
        if rule.total_at_most is not None:
            raised = pl.min_horizontal(
                raised, pl.max_horizontal(total, self._steps(rule.total_at_most) * common)
            )
        if rule.only_from is None:
            return raised
        return pl.when(total >= self._steps(rule.only_from) * common).then(raised).otherwise(total)

    def _jumps(self, total: pl.Expr, more: Number, common: Number) -> pl.Expr:
        """Whether the slack decides if the bonus is given, which takes a total of `only_from`."""
        bonus = self.checklist.bonus
        if bonus is None or bonus.only_from is None:
            return pl.lit(False)
        start = self._steps(bonus.only_from) * common
        return (total >= start) != (total + more >= start)

    def _exact(self, total: pl.Expr, common: Number) -> pl.Expr:
        fine: pl.Expr = total * (FINE // self.scale.steps)
        return fine if isinstance(common, int) and common == 1 else fine // common

    def _score(self, total: pl.Expr, one_point: Number) -> pl.Expr:
        """Round a total to the places of the score."""
        unit = one_point // 10**self.checklist.rounding.places
        if isinstance(unit, int) and unit == 1:
            return total
        rounded = COLUMN_ROUNDINGS[self.checklist.rounding.mode].rounded(total, unit)
        return rounded.cast(pl.Int64)

    def _grade(self, end: str, one_point: Number) -> pl.Expr:
        """Return the position of the grade, from 0 for the highest."""
        grades = self.checklist.grades
        place = pl.lit(len(grades) - 1, dtype=pl.Int8)
        for index in range(len(grades) - 2, -1, -1):
            start = grades[index].start
            match self.checklist.grade_on:
                case "rounded":
                    reached = pl.col(f"score {end}") >= int(
                        start * 10**self.checklist.rounding.places
                    )
                case "exact":
                    reached = (
                        pl.col(f"total {end}") * start.denominator >= one_point * start.numerator
                    )
                case other:
                    assert_never(other)
            place = pl.when(reached).then(pl.lit(index, dtype=pl.Int8)).otherwise(place)
        names = [grade.name for grade in grades]
        for veto in self.vetoes:
            highest = veto.effect.highest_grade
            if highest is not None:
                lowered = pl.max_horizontal(place, pl.lit(names.index(highest), dtype=pl.Int8))
                place = pl.when(veto.applies(end.split()[0])).then(lowered).otherwise(place)
        return place

    def _flags(self, end: str, one_point: Number) -> pl.Expr:
        """Return 1 if only rounding gives full marks, plus 2 within a step of a grade's start."""
        places, total = self.checklist.rounding.places, pl.col(f"total {end}")
        out_of = self.checklist.out_of
        full = (pl.col(f"score {end}") == int(out_of * 10**places)) & (
            total * out_of.denominator < one_point * out_of.numerator
        )
        starts = [
            one_point * grade.start.numerator // grade.start.denominator
            for grade in self.checklist.grades[:-1]
        ]
        near = (
            pl.any_horizontal(
                [(total - start).abs() <= one_point // 10**places for start in starts]
            )
            if starts
            else pl.lit(False)
        )
        return full.cast(pl.Int8) + 2 * near.cast(pl.Int8)


_DECIDED = ("score", "grade", "flags")
"""Columns that must be equal with and without the slack."""

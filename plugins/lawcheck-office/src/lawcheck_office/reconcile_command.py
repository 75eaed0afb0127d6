"""`lawcheck reconcile`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from lawcheck.cli import Say, session_of
from lawcheck_office.forms.reconciling import Rule

if TYPE_CHECKING:
    from lawcheck import Scorecard, Session
    from lawcheck.plugin import Checklist, Message, Tables

_FORMS = click.Path(path_type=Path)


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "比对两名核查人对同样单位填的核查值：哪些不一致、一致率多少，再按声明的规则评分。\n\n"
            "FIRST、SECOND 是填报表，或放填报表的文件夹，单位要相同。只有一人核查的，按那一人的；"
            "都没有核查的，按第一人表里的自评值。",
            "Compare what two inspectors of the same units found: where they disagree and how "
            "often they agree; then score by the declared rule.\n\n"
            "FIRST and SECOND are forms, or folders of forms, of the same units. What only one "
            "checked counts as that one says; what nobody checked counts as the unit says in "
            "FIRST.",
        ),
        epilog=say(
            "例：lawcheck reconcile street-visit 甲.xlsx 乙.xlsx --rule open",
            "Example: lawcheck reconcile street-visit li.xlsx wang.xlsx --rule open",
        ),
    )
    @click.argument("checklist")
    @click.argument("first", type=_FORMS)
    @click.argument("second", type=_FORMS)
    @click.option(
        "--rule",
        required=True,
        type=click.Choice(get_args(Rule)),
        help=say(
            "不一致的怎么办：open 按缺数据待定；first 以第一人为准",
            "what counts where they disagree: `open`, nothing until it is settled; `first`, the "
            "first one's value",
        ),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar=say("路径", "PATH"),
        help=say("按规则评分的计分卡写入这个 .json", "write the scorecards to this .json"),
    )
    @click.pass_context
    def reconcile(
        ctx: click.Context,
        checklist: str,
        first: Path,
        second: Path,
        rule: Rule,
        output: Path | None,
    ) -> int:
        import attrs

        from lawcheck.cli import complain, emit, refuse_overwriting, write_whole
        from lawcheck.plugin import ExitCode
        from lawcheck_office.forms.form_files import tables_of_forms
        from lawcheck_office.forms.reconciling import (
            agreement,
            as_text,
            notice,
            reconciled,
            rejected_in,
        )

        session = session_of(ctx)
        refuse_overwriting(output, (first, second))
        loaded = session.load(checklist)
        alone, counted, own = (
            [_by_unit(session, loaded, tables_of_forms([path], whose)) for path in (first, second)]
            for whose in ("inspector", "checked", "self")
        )
        _refuse_others(alone[0].keys() ^ alone[1].keys())
        found = {
            unit: agreement(
                loaded,
                session.read_tables(loaded, [alone[0][unit]]).evidence[0],
                session.read_tables(loaded, [alone[1][unit]]).evidence[0],
                (
                    rejected_in(own[0][unit], counted[0][unit]),
                    rejected_in(own[1][unit], counted[1][unit]),
                ),
            )
            for unit in alone[0]
        }
        merged = [
            reconciled(counted[0][unit], alone[1][unit], each, rule)
            for unit, each in found.items()
        ]
        intake = session.read_tables(loaded, merged)
        said = tuple(notice(each, rule) for each in found.values())
        intake = attrs.evolve(intake, notices=(*intake.notices, *said))
        report = session.score(loaded, intake)
        for each in intake.notices:
            complain(each.pick(say.language))
        if output is not None:
            write_whole(output, session.write(report, "json", say.language))
        scores = "\n".join(_score(card).pick(say.language) for card in report.scorecards)
        emit(as_text(found.values(), rule, say.language) + f"\n{scores}\n")
        return ExitCode.DONE

    return reconcile


def _score(card: Scorecard) -> Message:
    from lawcheck.plugin import message

    if card.score is None or card.score.is_exact:
        return message(
            "{unit}：{score}分",
            "{unit}: {score}",
            unit=card.unit.name or card.unit.id,
            score="—" if card.score is None else card.score.low,
        )
    return message(
        "{unit}：{low}至{high}分",
        "{unit}: {low} to {high}",
        unit=card.unit.name or card.unit.id,
        low=card.score.low,
        high=card.score.high,
    )


def _by_unit(
    session: Session, checklist: Checklist, inputs: Sequence[Tables]
) -> dict[str, Tables]:
    """Return the form of each unit.

    Raises:
        EvidenceError: a form has problems, or a unit has two.
    """
    session.read_tables(checklist, inputs)
    return {each.units[0]["id"].text: each for each in inputs}


def _refuse_others(units: set[str]) -> None:
    """Raise an error for units of which only one inspector has a form."""
    from lawcheck.plugin import EvidenceError, Place, problem

    if units:
        what = problem(
            Place(),
            "只有一名核查人有这些单位的表：{units}；请给两人都核查的单位",
            "only one inspector has forms of {units}; give forms of units that both visited",
            units=sorted(units),
        )
        raise EvidenceError([what])

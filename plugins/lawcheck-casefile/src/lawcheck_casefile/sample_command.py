"""`lawcheck sample`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from lawcheck.cli import Say, encoding_option, session_of
from lawcheck.plugin import Text
from lawcheck_casefile.options import whole_number

if TYPE_CHECKING:
    from lawcheck.plugin import Encoding, Record, Unit

_REGISTER: Final = Text("台账", "register")
_COLUMN: Final = Text("列", "column")


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "从台账中随机抽取记录，如待评查的案卷；同样的种子和台账，"
            "任何人在任何电脑上抽到的都一样。\n\n"
            "佐证材料是单位文件、单位文件夹或 .csv；每个单位各抽 --size 条。",
            "Draw records of a register at random, such as the case files to be reviewed; with "
            "the same seed and register anybody draws the same, on any computer.\n\n"
            "EVIDENCE is a unit's file, a unit's folder, or .csv; --size records are drawn of "
            "each unit.",
        ),
        epilog=say(
            "例：lawcheck sample examples/case-file-review --checklist case-file --register "
            "penalties --size 8 --seed A7",
            "Example: lawcheck sample examples/case-file-review --checklist case-file --register "
            "penalties --size 8 --seed A7",
        ),
    )
    @click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "--checklist",
        required=True,
        metavar="CHECKLIST",
        help=say("指标体系：文件或编号", "the checklist: a file or an id"),
    )
    @click.option(
        "--register",
        required=True,
        metavar="NAME",
        help=say("台账的名称", "name or label of the register"),
    )
    @click.option(
        "--size",
        required=True,
        callback=whole_number(say, 1),
        metavar="N",
        help=say("抽取几条", "how many to draw"),
    )
    @click.option(
        "--seed",
        required=True,
        metavar="TEXT",
        help=say(
            "种子：任意文字，宜在台账上交后当众确定",
            "any text, best chosen in public once the register is handed in",
        ),
    )
    @click.option(
        "--by",
        default="",
        metavar="COLUMN",
        help=say("按这一列分层，按比例抽取", "strata by this column, in proportion"),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help=say("抽样记录另存为 .csv 或 .json", "also write the record to this .csv or .json"),
    )
    @encoding_option(say)
    @click.pass_context
    def sample(
        ctx: click.Context,
        evidence: tuple[Path, ...],
        checklist: str,
        register: str,
        size: int,
        seed: str,
        by: str,
        output: Path | None,
        encoding: Encoding | None,
    ) -> int:
        from lawcheck import __version__
        from lawcheck.cli import (
            RegisterDigest,
            complain,
            emit,
            patience,
            refuse_overwriting,
            write_whole,
        )
        from lawcheck.plugin import ExitCode
        from lawcheck_casefile.draw_record import FORMS, DrawRecord, as_text
        from lawcheck_casefile.drawing import Drawings

        _check_seed(seed, say, ctx)
        if output is not None and output.suffix.lower() not in FORMS:
            raise click.UsageError(
                say(
                    f"-o 只写 .csv 或 .json，不写 {output}",
                    f"-o writes .csv or .json, not {output}",
                ),
                ctx,
            )
        session = session_of(ctx)
        refuse_overwriting(output, (session.find(checklist), *evidence))
        loaded = session.load(checklist)
        register = _resolved(
            register, {name: each.label for name, each in loaded.registers.items()}, _REGISTER
        )
        columns = loaded.registers[register].columns
        by = (
            _resolved(by, {name: each.label for name, each in columns.items()}, _COLUMN)
            if by
            else ""
        )
        line = say("正在读台账、抽样；台账大时要等一会儿", "drawing; large registers take a while")
        with patience(line), RegisterDigest(register) as digest:
            drawings = Drawings(register, size, seed, by)

            def take(unit: Unit, each: Record) -> None:
                digest.add(unit.id, each.values)
                drawings.take(unit.id, each)

            intake = session.pass_on(loaded, evidence, register, take, encoding)
            _check_registers(intake.without, register)
            record = DrawRecord(
                (loaded.id, loaded.version),
                register,
                loaded.registers[register].label,
                by,
                seed,
                size,
                digest.of(intake.units),
                (("lawcheck", __version__), *session.plugins.loaded),
                tuple(map(drawings.done, intake.units)),
            )
        for notice in intake.notices:
            complain(notice.pick(say.language))
        if output is not None:
            write_whole(output, FORMS[output.suffix.lower()](record))
        emit(as_text(record, say.language))
        return ExitCode.DONE

    return sample


def _check_seed(seed: str, say: Say, ctx: click.Context) -> None:
    """Raise an error for a seed that cannot be read from paper, and so not be used again."""
    from lawcheck.plugin import visible

    if not seed or seed != visible(seed) or seed != seed.strip():
        raise click.UsageError(
            say(
                "--seed 不能为空，首尾不能有空格，也不能含不可见字符",
                "--seed may not be empty, begin or end with a space, or hold invisible characters",
            ),
            ctx,
        )


def _resolved(text: str, labels: Mapping[str, Text], what: Text) -> str:
    """Return the name of a register or column, which may be given by its label."""
    from lawcheck.cli import meant
    from lawcheck.plugin import Place, Problem, UsageError

    found = meant(text, labels, what)
    if isinstance(found, str):
        return found
    raise UsageError([Problem(Place(), found)])


def _check_registers(units: Iterable[Unit], register: str) -> None:
    """Raise an error for units without the register: a missing register is not an empty one."""
    from lawcheck.plugin import EvidenceError, Place, problem

    without = [unit.id for unit in units]
    if without:
        raise EvidenceError(
            [
                problem(
                    Place(),
                    "{unit}：佐证材料里没有台账 {register}；请提供，没有记录的写零报告",
                    "{unit}: the evidence has no register {register}; give it, with `nil` where "
                    "there is nothing to record",
                    unit=unit,
                    register=register,
                )
                for unit in without
            ]
        )

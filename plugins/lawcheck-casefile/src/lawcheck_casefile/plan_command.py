"""`lawcheck plan`."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import click

from lawcheck.cli import Say
from lawcheck_casefile.options import whole_number

MAX_SIZE: Final = 1_000
"""The largest sample; more files than any review draws."""
MAX_POPULATION: Final = 100_000
_SHARES: Final = tuple(Fraction(percent, 100) for percent in (1, 2, 5, 10, 20))


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "抽样方案的把握：抽 N 卷，有问题的不超过 C 卷就算通过。全部案卷有1%、2%、5%、10%、"
            "20%有问题时，各有多大可能通过。",
            "What a plan of sampling risks: draw N files, accept if at most C of them are "
            "faulty. How likely are all files accepted if 1, 2, 5, 10 or 20% of them are faulty?",
        ),
        epilog=say(
            "例：lawcheck plan --size 20 --accept 1 --population 150",
            "Example: lawcheck plan --size 20 --accept 1",
        ),
    )
    @click.option(
        "--size",
        required=True,
        callback=whole_number(say, 1, MAX_SIZE),
        metavar="N",
        help=say("抽取几卷", "how many to draw"),
    )
    @click.option(
        "--accept",
        required=True,
        callback=whole_number(say, 0),
        metavar="C",
        help=say("容许几卷有问题", "how many may be faulty"),
    )
    @click.option(
        "--population",
        callback=whole_number(say, 1, MAX_POPULATION),
        metavar="M",
        help=say(
            "案卷总数（按超几何分布计算）；不写则按二项分布",
            "how many files there are (hypergeometric); binomial without it",
        ),
    )
    @click.pass_context
    def plan(ctx: click.Context, size: int, accept: int, population: int | None) -> int:
        from lawcheck.cli import emit
        from lawcheck.plugin import ExitCode
        from lawcheck_casefile.acceptance import AcceptancePlan
        from lawcheck_casefile.plan_page import page

        if accept >= size:
            raise click.UsageError(
                say(
                    f"--accept {accept} 不小于 --size {size}，怎么抽都会通过；请改小",
                    f"--accept {accept} is not below --size {size}: everything would be "
                    "accepted; lower it",
                ),
                ctx,
            )
        if population is not None and size > population:
            raise click.UsageError(
                say(
                    f"--size {size} 大于案卷总数 {population}；请改小",
                    f"--size {size} is more than the {population} files there are; lower it",
                ),
                ctx,
            )
        emit(page(AcceptancePlan(size, accept, population), _SHARES, say.language))
        return ExitCode.DONE

    return plan

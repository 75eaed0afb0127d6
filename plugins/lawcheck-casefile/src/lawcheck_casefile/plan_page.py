"""The page on an acceptance plan: its operating characteristic, and both risks in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from lawcheck.cli import listing, paragraph
from lawcheck.plugin import (
    HUNDRED,
    ONE,
    Language,
    Message,
    Text,
    fixed_text,
    is_on_grid,
    message,
    round_exact,
)
from lawcheck_casefile.acceptance import AcceptancePlan

_PLACES = 2


def page(plan: AcceptancePlan, shares: Sequence[Fraction], language: Language) -> str:
    """Return a table of probabilities, and the risks in words.

    Args:
        plan: the plan.
        shares: shares of faulty files, rising; the first is for good work, the last for bad.
        language: the language of the page.
    """
    chances = [plan.accepted(share) for share in shares]
    head = [
        Text("有问题的案卷", "faulty files"),
        Text("通过", "accepted"),
        Text("不通过", "rejected"),
    ]
    rows = [
        (_faulty(plan, share).pick(language), percent(chance), percent(ONE - chance))
        for share, chance in zip(shares, chances, strict=True)
    ]
    told = [
        _title(plan),
        message(
            "被查单位的风险：只有{share}有问题，仍有{chance}的可能不通过",
            "producer's risk: with only {share} faulty, the files are still rejected with a "
            "chance of {chance}",
            share=_faulty(plan, shares[0]),
            chance=percent(ONE - chances[0]),
        ),
        message(
            "检查方的风险：有{share}有问题，仍有{chance}的可能通过",
            "consumer's risk: with {share} faulty, the files are still accepted with a chance of "
            "{chance}",
            share=_faulty(plan, shares[-1]),
            chance=percent(chances[-1]),
        ),
        *_note(plan),
    ]
    title, *risks = (paragraph(each.pick(language)) for each in told)
    table = listing([each.pick(language) for each in head], rows)
    return "\n".join([title, "", table, *risks, ""])


def percent(chance: Fraction) -> str:
    """Return a probability with two decimals, as 0 or 1 only if it is exactly that."""
    value = chance * HUNDRED
    if is_on_grid(value, _PLACES):
        return fixed_text(value, _PLACES) + "%"
    least = Fraction(1, 10**_PLACES)
    if value < least:
        return f"<{fixed_text(least, _PLACES)}%"
    if value > HUNDRED - least:
        return f">{fixed_text(HUNDRED - least, _PLACES)}%"
    return fixed_text(round_exact(value, _PLACES), _PLACES) + "%"


def _title(plan: AcceptancePlan) -> Message:
    drawn = message(
        "抽取{size}卷，有问题的不超过{accept}卷即通过",
        "draw {size} files, accept if at most {accept} of them are faulty",
        size=plan.size,
        accept=plan.accept,
    )
    if plan.population is None:
        return message("{drawn}（二项分布）", "{drawn} (binomial)", drawn=drawn)
    return message(
        "{drawn}；案卷共{population}卷（超几何分布）",
        "{drawn}; {population} files in all (hypergeometric)",
        drawn=drawn,
        population=plan.population,
    )


def _faulty(plan: AcceptancePlan, share: Fraction) -> Message:
    if plan.population is None:
        return message("{share:%}", "{share:%}", share=share)
    return message(
        "{share:%}（{faulty}卷）",
        "{share:%} ({faulty} files)",
        share=share,
        faulty=plan.faulty(share),
    )


def _note(plan: AcceptancePlan) -> Iterator[Message]:
    if plan.population is not None:
        yield message(
            "有问题的卷数不是整数的，进到整数",
            "a number of faulty files that is not whole is rounded up",
        )

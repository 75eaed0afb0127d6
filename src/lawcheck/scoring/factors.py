"""Check the factors of a scoring method; a plugin's method may return anything."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lawcheck.model.errors import Place, PluginError, problem
from lawcheck.model.exact import ZERO
from lawcheck.model.foreign_calls import calling
from lawcheck.model.roots import USUAL, Fineness
from lawcheck.model.scoring_method import Aggregation, Irrational
from lawcheck.model.text import Message, message
from lawcheck.scoring.leaves import Node


def factors_of(
    node: Node, scores: Sequence[Fraction | None], fineness: Fineness = USUAL
) -> Sequence[Fraction]:
    """Return one exact factor for each part, none negative.

    Args:
        node: the node.
        scores: of its parts in order; None for a part that takes no part.
        fineness: how finely irrational factors are computed.

    Raises:
        PluginError: the method failed or returned something else.
    """
    method = node.method
    if is_built_in(method):  # covered by lawcheck's own tests
        return _asked(method, node, scores, fineness)
    try:
        with calling(who_combines, method):
            # the method may not change the scores that are then multiplied by its factors
            factors = tuple(_asked(method, node, tuple(scores), fineness))
    except (Exception, SystemExit) as error:
        raise method_error(
            method, f"{type(error).__name__}: {error}", f"{type(error).__name__}: {error}"
        ) from error
    if len(factors) != len(node.parts):
        raise method_error(
            method,
            f"{len(node.parts)}个部分给了{len(factors)}个系数",
            f"{len(factors)} factors for {len(node.parts)} parts",
        )
    for factor, score in zip(factors, scores, strict=True):
        if score is not None and (type(factor) is not Fraction or factor < ZERO):
            raise method_error(
                method,
                f"系数 {factor!r} 不是精确的非负数(Fraction)",
                f"the factor {factor!r} is not a Fraction of zero or more",
            )
    return factors


def _asked(
    method: Aggregation, node: Node, scores: Sequence[Fraction | None], fineness: Fineness
) -> Sequence[Fraction]:
    if isinstance(method, Irrational):
        return method.factors_at(node.seen, scores, fineness)
    return method.factors(node.seen, scores)


def check_score(node: Node, score: Fraction) -> None:
    """Refuse a score above the full score, which the built-in methods cannot give."""
    if score > node.method.out_of and not is_built_in(node.method):
        raise method_error(
            node.method,
            f"得{score}，高于满分{node.method.out_of}",
            f"a score of {score}, above the full score of {node.method.out_of}",
        )


def method_error(method: Aggregation, zh: str, en: str) -> PluginError:
    """Return the error of a method that failed, with its name and distribution."""
    what = "{who}出错：{zh}", "{who} failed: {en}"
    return PluginError([problem(Place(), *what, who=who_combines(method), zh=zh, en=en)])


def who_combines(method: Aggregation) -> Message:
    """Return a scoring method and where it comes from."""
    return message(
        "计分方法 {name}（{provider}）",
        "scoring method {name} ({provider})",
        name=method.method_name,
        provider=_provider(method),
    )


def is_built_in(method: Aggregation) -> bool:
    """Return whether lawcheck ships a method."""
    return type(method).__module__.startswith("lawcheck.methods.")


def _provider(method: Aggregation) -> str:
    # imported here because it takes long and only a failure needs it
    from importlib.metadata import packages_distributions, version

    module = type(method).__module__
    names = packages_distributions().get(module.partition(".")[0], [])
    return f"{names[0]} {version(names[0])}" if names else module

"""Find the sentences of a report that speak of the same matter as a clause.

Pairs of characters that both have count by how rare they are in both reports: a pair in every
sentence says nothing, one in two sentences much. All numbers are whole, and nothing is chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Final

import attrs

from lawcheck_annual_report.follow_up.report_pieces import Piece
from lawcheck_annual_report.follow_up.topics import Topic, topic_of

_COMMON: Final = 200
"""A pair in more sentences than these finds none, so that time does not grow with the square."""
_MOST_TRIED: Final = 20
"""How many sentences with the most common pairs are compared in full."""
_LEAST_RUN: Final = 4
"""Characters in a row that two sentences of one matter have in common, at least."""
_SHORT_RUN: Final = 3
"""So many suffice where they begin a word: `责清单` of 权责清单 is none of 职责清单."""
_LEAST_SHARE: Final = Fraction(2, 5)
"""The least weight of the common characters, of all of the clause."""
_LEAST_OF_CLAUSE: Final = Fraction(1, 2)
"""That of a single clause, which has less room."""
_NEARLY_ALL: Final = Fraction(9, 10)
"""With so much in common, the last word of the clause may be another."""


@attrs.frozen
class Likeness:
    """A sentence that speaks of the matter of a clause.

    Attributes:
        sentence: its number.
        share: the weight of the characters of the clause that it has, of all of them.
        words: the words in common, the longest first.
    """

    sentence: int
    share: Fraction
    words: tuple[str, ...]

    @property
    def longest(self) -> int:
        """The characters of the longest words in common."""
        return len(self.words[0])


class Sentences:
    """The sentences of a report, to be searched for the matter of a clause."""

    def __init__(self, text: str, pieces: Sequence[Piece], asked: Iterable[Topic]) -> None:
        """Note in which sentences the pairs of all clauses stand.

        Args:
            text: of the report.
            pieces: its sentences.
            asked: the clauses that will be looked for.
        """
        self._text = text
        self._pieces = pieces
        self._topic = lru_cache(maxsize=4096)(self._topic_of)
        counts = Counter[str]()
        asks = 0
        for topic in asked:
            counts.update({pair for _, pair in topic.pairs()})
            asks += 1
        found: dict[str, list[int]] = {pair: [] for pair in counts}
        for number in range(len(pieces)):
            for pair in {pair for _, pair in self._topic_of(number).pairs()}:
                if pair in found:
                    found[pair].append(number)
        self._found: Mapping[str, Sequence[int]] = found
        total = asks + len(pieces)
        self._weights = {
            pair: (total // (count + len(found[pair]))).bit_length()
            for pair, count in counts.items()
        }

    def _topic_of(self, number: int) -> Topic:
        piece = self._pieces[number]
        return topic_of(self._text, piece.start, piece.end)

    def alike(self, topic: Topic) -> Iterator[Likeness]:
        """Yield the sentences that speak of the matter of a clause, in the order of the text."""
        pairs = list(topic.pairs())
        weights = self._weighed(pairs)
        tried = Counter[int]()
        for pair in {pair for _, pair in pairs}:
            if len(self._found[pair]) <= _COMMON:
                for number in self._found[pair]:
                    tried[number] += self._weights[pair]
        best = sorted(tried, key=lambda number: (-tried[number], number))[:_MOST_TRIED]
        for number in sorted(best):
            likeness = self._compared(number, topic, pairs, weights)
            if likeness is not None:
                yield likeness

    def speaks_of(self, topic: Topic, start: int, end: int) -> bool:
        """Return whether a stretch of the report is itself about the matter of a clause."""
        pairs = list(topic.pairs())
        other = topic_of(self._text, start, end)
        common = _common(pairs, {pair for _, pair in other.pairs()})
        is_of_it = _share(common, self._weighed(pairs)) >= _LEAST_OF_CLAUSE
        return is_of_it and any(
            _is_telling(each, topic, other) for each in _words(topic, other, sorted(common))
        )

    def _weighed(self, pairs: Sequence[tuple[int, str]]) -> Mapping[int, int]:
        weights = Counter[int]()
        for place, pair in pairs:
            weights[place] += self._weights[pair]
            weights[place + 1] += self._weights[pair]
        return weights

    def _compared(
        self,
        number: int,
        topic: Topic,
        pairs: Sequence[tuple[int, str]],
        weights: Mapping[int, int],
    ) -> Likeness | None:
        other = self._topic(number)
        common = _common(pairs, {pair for _, pair in other.pairs()})
        words = _words(topic, other, sorted(common))
        share = _share(common, weights)
        if not words or share < _LEAST_SHARE:
            return None
        # what a Chinese phrase is about stands at its end: `规范性文件后评估` is no `规范性文件`
        if not topic.ends & common and share < _NEARLY_ALL:
            return None
        if not any(_is_telling(each, topic, other) for each in words):
            return None
        return Likeness(number, share, words)


def _is_telling(words: str, topic: Topic, other: Topic) -> bool:
    """Return whether words in common are long enough not to be the ends of different words."""
    begins = any(f" {each.text}".find(f" {words}") >= 0 for each in (topic, other))
    return len(words) >= (_SHORT_RUN if begins else _LEAST_RUN)


def _common(pairs: Sequence[tuple[int, str]], there: Set[str]) -> Set[int]:
    return {at for place, pair in pairs if pair in there for at in (place, place + 1)}


def _share(common: Set[int], weights: Mapping[int, int]) -> Fraction:
    total = sum(weights.values())
    return Fraction(sum(weights[at] for at in common), total) if total else Fraction(0)


def _words(topic: Topic, other: Topic, common: Sequence[int]) -> tuple[str, ...]:
    """Return the words in common, the longest first, each as it stands in both sentences."""
    found: dict[str, None] = {}
    for _, group in groupby(enumerate(common), key=lambda each: each[1] - each[0]):
        run = "".join(topic.text[at] for _, at in group)
        while len(run) > 1:
            size = next((size for size in range(len(run), 1, -1) if run[:size] in other.text), 1)
            if size > 1:
                found[run[:size]] = None
            run = run[max(1, size - 1) :] if size < len(run) else ""
    return tuple(sorted(found, key=lambda each: -len(each)))

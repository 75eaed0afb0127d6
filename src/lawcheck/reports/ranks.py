"""How units are ranked, in words: for score sheets and above tables of ranks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lawcheck.model.checklist import Checklist
from lawcheck.model.text import Language
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import percent


def ranking_pairs(
    checklist: Checklist, language: Language, *, by_total: bool = True
) -> Iterator[tuple[str, str]]:
    """Yield who is ranked with whom, how ties are decided, and quotas; defaults are stated too.

    Ties are for units that are ranked by the total.
    """
    say = partial(word, language=language)
    ranking = checklist.ranking
    titles = {name: title.pick(language) for name, title in checklist.titles()}
    ids = ranking.ties if by_total else ()
    names = say("joint").join(titles.get(name, name) for name in ids)
    ties = say("ties_by").format(names=names) if names else say("ties_shared")
    by = (say(f"ranked_by_{ranking.by}"),) if ranking.by and by_total else ()
    yield say("ranking"), say("semicolon").join((say(f"ranked_{ranking.within}"), *by, ties))
    for quota in ranking.quotas:
        border = say(f"border_{quota.at_border}")
        yield (
            say("quota"),
            say("quota_of").format(grade=quota.grade, share=percent(quota.at_most), border=border),
        )

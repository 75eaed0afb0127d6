"""Write reports and analyses in a format: find its writer, call it, check what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lawcheck.model.analysis import Analysis
from lawcheck.model.errors import Place, Problem, UsageError, problem
from lawcheck.model.report import Report
from lawcheck.model.text import Language
from lawcheck.model.writer import AnalysisWriter
from lawcheck.registry.offers import Offer


def report_written(
    writers: Mapping[str, Offer], name: str, report: Report, language: Language, width: int
) -> str | bytes:
    """Return a report in one format; text ends in a newline.

    Raises:
        PluginError: the writer failed, or returned something else than text or bytes.
        UsageError: there is no such format.
    """
    offer = _writer(writers, name)
    with offer.at_work():
        answer: Any = offer.load()().write(report, language, width)
    return _content(offer, "write()", answer)


def analysis_written(
    writers: Mapping[str, Offer], name: str, analysis: Analysis, language: Language, width: int
) -> str | bytes:
    """Return an analysis in one format; text ends in a newline.

    Raises:
        PluginError: the writer failed, or returned something else than text or bytes.
        UsageError: there is no such format, or it is for reports only.
    """
    offer = _writer(writers, name)
    if not _writes_analyses(offer):
        raise UsageError([_for_reports_only(writers, name)])
    with offer.at_work():
        answer: Any = offer.load()().write_analysis(analysis, language, width)
    return _content(offer, "write_analysis()", answer)


def _writer(writers: Mapping[str, Offer], name: str) -> Offer:
    if name in writers:
        return writers[name]
    what = "没有输出格式 {name}；可用：{known}", "there is no format {name}; there are: {known}"
    raise UsageError([problem(Place(), *what, name=name, known=list(writers))])


def _for_reports_only(writers: Mapping[str, Offer], name: str) -> Problem:
    return problem(
        Place(),
        "格式 {name} 只写计分卡；这里可用：{known}",
        "the format {name} is for scorecards only; here there are: {known}",
        name=name,
        known=[each for each, offer in writers.items() if _writes_analyses(offer)],
    )


def _writes_analyses(offer: Offer) -> bool:
    with offer.at_work():
        return isinstance(offer.load()(), AnalysisWriter)


def _content(offer: Offer, called: str, answer: Any) -> str | bytes:
    match answer:
        case str():
            return answer if answer.endswith("\n") else f"{answer}\n"
        case bytes():
            return answer
        case _:
            raise offer.refuse(f"{called} returned {type(answer).__name__}, not str or bytes")

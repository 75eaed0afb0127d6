"""The built-in offers, made through the same hooks as those of a plugin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from lawcheck.registry.command_entries import COMMANDS, CommandEntry
from lawcheck.registry.hookspecs import hookimpl

WRITERS: Final[Mapping[str, str]] = {
    "text": "lawcheck.reports.formats.text:TextCard",
    "json": "lawcheck.reports.formats.json_report:JsonCard",
    "csv": "lawcheck.reports.formats.csv_items:CsvTable",
    "csv-sections": "lawcheck.reports.formats.csv_sections:CsvSections",
    "markdown": "lawcheck.reports.formats.markdown:Markdown",
}
"""The built-in output formats, by name. The help of `lawcheck score` lists them."""


@hookimpl
def lawcheck_indicator_types() -> Mapping[str, str]:
    """Return the built-in indicator types."""
    return {
        "all_of": "lawcheck.indicators.all_of:AllOf",
        "awards": "lawcheck.indicators.awards:Awards",
        "bands": "lawcheck.indicators.bands:Bands",
        "change": "lawcheck.indicators.change:Change",
        "composite": "lawcheck.indicators.composite:Composite",
        "count_target": "lawcheck.indicators.count_target:CountTarget",
        "deadline": "lawcheck.indicators.deadline:Deadline",
        "incidents": "lawcheck.indicators.incidents:Incidents",
        "judged": "lawcheck.indicators.judged:Judged",
        "parts": "lawcheck.indicators.parts:Parts",
        "peer_average": "lawcheck.indicators.peer_average:PeerAverage",
        "peer_scale": "lawcheck.indicators.peer_scale:PeerScale",
        "rank_points": "lawcheck.indicators.rank_points:RankPoints",
        "rate": "lawcheck.indicators.rate:Rate",
        "scale": "lawcheck.indicators.scale:Scale",
        "stepped_bonus": "lawcheck.indicators.stepped_bonus:SteppedBonus",
        "tiers": "lawcheck.indicators.tiers:Tiers",
        "yes_no": "lawcheck.indicators.yes_no:YesNo",
    }


@hookimpl
def lawcheck_aggregations() -> Mapping[str, str]:
    """Return the built-in scoring methods."""
    return {
        "best_of": "lawcheck.methods.by_order:BestOf",
        "deduct_from": "lawcheck.methods.deduct_from:DeductFrom",
        "drop_lowest": "lawcheck.methods.by_order:DropLowest",
        "geometric_mean": "lawcheck.methods.power_means:GeometricMean",
        "harmonic_mean": "lawcheck.methods.power_means:HarmonicMean",
        "maximum": "lawcheck.methods.by_order:Maximum",
        "mean": "lawcheck.methods.mean:Mean",
        "median": "lawcheck.methods.by_order:Median",
        "minimum": "lawcheck.methods.by_order:Minimum",
        "points": "lawcheck.methods.points:Points",
        "power_mean": "lawcheck.methods.power_means:PowerMean",
        "weighted_geometric_mean": "lawcheck.methods.power_means:WeightedGeometricMean",
        "weighted_harmonic_mean": "lawcheck.methods.power_means:WeightedHarmonicMean",
        "weighted_mean": "lawcheck.methods.mean:WeightedMean",
        "weighted_power_mean": "lawcheck.methods.power_means:WeightedPowerMean",
    }


@hookimpl
def lawcheck_measures() -> Mapping[str, str]:
    """Return the built-in operations of measures."""
    return {
        "count": "lawcheck.model.operations:Count",
        "sum": "lawcheck.model.operations:Sum",
        "mean": "lawcheck.model.operations:Mean",
        "maximum": "lawcheck.model.operations:Maximum",
        "minimum": "lawcheck.model.operations:Minimum",
        "median": "lawcheck.model.operations:Median",
        "difference": "lawcheck.model.operations:Difference",
        "product": "lawcheck.model.operations:Product",
        "weighted_sum": "lawcheck.model.operations:WeightedSum",
        "weighted_mean": "lawcheck.model.operations:WeightedMean",
        "share": "lawcheck.model.operations:Share",
        "distinct": "lawcheck.model.operations:Distinct",
        "earliest": "lawcheck.model.operations:Earliest",
        "latest": "lawcheck.model.operations:Latest",
    }


@hookimpl
def lawcheck_operators() -> Mapping[str, str]:
    """Return the built-in operators of conditions."""
    return {
        "equals": "lawcheck.model.operators:Equals",
        "not": "lawcheck.model.operators:Not",
        "in": "lawcheck.model.operators:In",
        "not_in": "lawcheck.model.operators:NotIn",
        "contains": "lawcheck.model.operators:Contains",
        "at_least": "lawcheck.model.operators:AtLeast",
        "more_than": "lawcheck.model.operators:MoreThan",
        "at_most": "lawcheck.model.operators:AtMost",
        "less_than": "lawcheck.model.operators:LessThan",
        "before": "lawcheck.model.operators:Before",
        "after": "lawcheck.model.operators:After",
        "on_or_before": "lawcheck.model.operators:OnOrBefore",
        "on_or_after": "lawcheck.model.operators:OnOrAfter",
    }


@hookimpl
def lawcheck_readers() -> Mapping[str, str]:
    """Return the built-in readers of evidence."""
    return {
        "csv": "lawcheck.evidence.readers.csv_file:CsvFile",
        "folder": "lawcheck.evidence.readers.folder:Folder",
        "unit-file": "lawcheck.evidence.readers.unit_file:UnitFile",
    }


@hookimpl
def lawcheck_score_tables() -> Mapping[str, str]:
    """Return the built-in readers of score sheets."""
    return {"csv": "lawcheck.documents.csv_grid:CsvGrid"}


@hookimpl
def lawcheck_writers() -> Mapping[str, str]:
    """Return the built-in output formats."""
    return WRITERS


@hookimpl
def lawcheck_engines() -> Mapping[str, str]:
    """Return the engine that scores tables on this machine."""
    return {"tables": "lawcheck.tables.polars_engine:TablesEngine"}


@hookimpl
def lawcheck_checklists() -> Sequence[Path]:
    """Return the folder of the built-in checklists.

    They are inside the package in a wheel, and beside `src` in a checkout.
    """
    package = Path(__file__).resolve().parents[1]
    shipped = package / "content"
    return [shipped if shipped.is_dir() else package.parents[1] / "checklists"]


@hookimpl
def lawcheck_commands() -> Mapping[str, CommandEntry]:
    """Return the built-in commands."""
    return COMMANDS

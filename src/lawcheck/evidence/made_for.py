"""Refuse forms that were made from another checklist than the one that is scored."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from lawcheck.documents.digest import digest_of_declarations
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.raw_tables import MadeFor, Tables


def without_foreign(checklist: Checklist, tables: Tables) -> Tables:
    """Return an input in which a problem stands in place of each form of another checklist.

    What it holds, and what is wrong with it, would say nothing of this checklist. An input may be
    a folder of forms; places in a form begin with its file.
    """
    foreign = (*_of_another_checklist(checklist, tables),)
    if not foreign:
        return tables
    files = tuple(each.place.file for each in foreign)

    def is_ours(place: Place) -> bool:
        return place.file not in files and not place.file.startswith(
            tuple(f"{file}[" for file in files)
        )

    kept = [
        attrs.evolve(table, rows=tuple(row for row in table.rows if is_ours(row.place)))
        for table in tables.tables
    ]
    return attrs.evolve(
        tables,
        units=tuple(unit for unit in tables.units if is_ours(unit["id"].place)),
        tables=tuple(table for table in kept if table.rows),
        problems=(*foreign, *(each for each in tables.problems if is_ours(each.place))),
        made_for=tuple(form for form in tables.made_for if is_ours(form.place)),
    )


def _of_another_checklist(checklist: Checklist, tables: Tables) -> Iterator[Problem]:
    """Yield a problem for each form in an input that is not of this checklist."""
    here = digest_of_declarations(checklist) if tables.made_for else ""
    for form in tables.made_for:
        if form.checklist != checklist.id:
            yield _problem(
                form,
                checklist,
                "这是指标体系 {theirs} 的表，不是 {ours} 的；请按 {theirs} 评分，或重新发表填报",
                "a form of the checklist {theirs}, not of {ours}; "
                "score it by {theirs}, or fill in a form of {ours}",
            )
        elif form.version != checklist.version:
            yield _problem(
                form,
                checklist,
                "这张表按版本 {their_version} 制作，指标体系是版本 {our_version}；"
                "请按原版本评分，或用 lawcheck form 重新制表填报",
                "the form was made from version {their_version}, the checklist is "
                "{our_version}; score it by that version, or make a new one with `lawcheck form`",
            )
        elif form.declarations_sha256 != here:
            yield _problem(
                form,
                checklist,
                "制表以后，{ours} {our_version} 的指标数据或台账改过；"
                "请按原来的指标体系评分，或用 lawcheck form 重新制表填报",
                "the facts or registers of {ours} {our_version} were changed after the form was "
                "made; score it by the checklist as it was, or make a new one with "
                "`lawcheck form`",
            )


def _problem(form: MadeFor, checklist: Checklist, zh: str, en: str) -> Problem:
    return problem(
        form.place,
        zh,
        en,
        theirs=form.checklist,
        ours=checklist.id,
        their_version=form.version,
        our_version=checklist.version,
    )

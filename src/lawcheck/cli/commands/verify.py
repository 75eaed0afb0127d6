"""`lawcheck verify`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from lawcheck.cli.app import session_of
from lawcheck.cli.options import encoding_option, overlay_option
from lawcheck.cli.ui_language import Say
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.text import visible


def command(say: Say) -> click.Command:
    """Return the command in one language."""

    @click.command(
        help=say(
            "按原来的指标体系和佐证材料重算计分卡（lawcheck score --format json 的输出），"
            "逐项比对，指出第一处不同。",
            "Compute the scorecard CARD (as `lawcheck score --format json` wrote it) again from "
            "its checklist and evidence, compare value by value, and name the first difference.",
        ),
        epilog=say(
            "例：lawcheck verify card.json --evidence examples/maojian-2023/maojian.yaml",
            "Example: lawcheck verify card.json --evidence examples/maojian-2023/maojian.yaml",
        ),
    )
    @click.argument("card", type=click.Path(path_type=Path))
    @click.option(
        "--checklist",
        metavar="CHECKLIST",
        help=say(
            "指标体系；默认用卡上编号所指的随附指标体系",
            "the checklist; by default the one that ships under the id that the card names",
        ),
    )
    @click.option(
        "--evidence",
        "evidence",
        multiple=True,
        required=True,
        type=click.Path(path_type=Path),
        help=say("佐证材料；可写多次", "evidence; may be repeated"),
    )
    @overlay_option(
        say,
        help_text=say(
            "评分时用的调整文件；可写多次", "an overlay that it was scored with; may be repeated"
        ),
    )
    @encoding_option(say)
    @click.pass_context
    def verify(
        ctx: click.Context,
        card: Path,
        checklist: str | None,
        evidence: tuple[Path, ...],
        overlays: tuple[Path, ...],
        encoding: Encoding | None,
    ) -> int:
        from lawcheck.cli.progress import progress
        from lawcheck.cli.streams import complain, emit
        from lawcheck.model.errors import ExitCode
        from lawcheck.saved_cards import load_card
        from lawcheck.saved_cards import verify as recompute

        session = session_of(ctx)
        saved = load_card(card)
        if checklist is None and not saved.checklist_id:
            raise click.UsageError(
                say(
                    "计分卡没有写指标体系；请用 --checklist 指明",
                    "the card names no checklist; say which with --checklist",
                ),
                ctx,
            )
        file = (
            _shipped_checklist(session.checklists(), saved.checklist_id, say, ctx)
            if checklist is None
            else session.find(checklist)
        )
        loaded = session.load(checklist or file, saved.rules_on, overlays, saved.as_of)
        verdict = recompute(
            saved, loaded, evidence, encoding=encoding, session=session, progress=progress(say)
        )
        for difference in verdict.differences:
            complain(f"{card}: {difference.pick(say.language)}")
        if not verdict.differences:
            units = len(saved.unit_ids)
            emit(
                say(
                    f"{card}：核对无误，逐项一致（单位 {units} 个）\n",
                    f"{card}: right in every value (units: {units})\n",
                )
            )
        if saved.is_masked:
            emit(_of_masked(say))
        emit(
            _what_was_read(
                (file, *overlays), say("指标体系", "checklist"), verdict.checklist_sha256, say
            )
        )
        if verdict.evidence_sha256:
            emit(
                _what_was_read(evidence, say("佐证材料", "evidence"), verdict.evidence_sha256, say)
            )
        return ExitCode.MISMATCH if verdict.differences else ExitCode.DONE

    return verify


def _shipped_checklist(
    shipped: Mapping[str, Path], name: str, say: Say, ctx: click.Context
) -> Path:
    """Return the shipped checklist of this id.

    A saved scorecard is not trusted, so it cannot name a file that is then opened.
    """
    if name in shipped:
        return shipped[name]
    raise click.UsageError(
        say(
            f"计分卡用的指标体系 {visible(name)} 不是随附的；请用 --checklist 给出文件",
            f"the card was made with the checklist {visible(name)}, which does not ship; give "
            "its file with --checklist",
        ),
        ctx,
    )


def _of_masked(say: Say) -> str:
    """Return what verifying a masked scorecard shows, and what it cannot."""
    return say(
        "卡上的个人信息已遮盖：按佐证材料重算，同样遮盖后比对；遮住的字卡上没有，无法逐字核对，"
        "由卡上佐证材料的 SHA-256 保证\n",
        "personal data are masked in the card: it was computed again from the evidence, masked in "
        "the same way, and compared; what is masked cannot be compared letter by letter, but the "
        "SHA-256 of the evidence in the card covers it\n",
    )


def _what_was_read(paths: Sequence[Path], what: str, sha256: str, say: Say) -> str:
    """Return a line that names the files that were read, with their digest."""
    names = visible(say("、", ", ").join(map(str, paths)))
    return say(
        f"读取的{what}：{names}（SHA-256 {sha256}）\n",
        f"{what} read: {names} (SHA-256 {sha256})\n",
    )

"""Score and write any number of units with one scorecard in memory at a time."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

from lawcheck.cli.delivery import code_of, deliver_pieces, failures, tell, worst
from lawcheck.cli.ui_language import Say
from lawcheck.documents.output import not_written, replaces
from lawcheck.documents.spool import Spool
from lawcheck.model.errors import ExitCode
from lawcheck.model.text import Message
from lawcheck.model.writer import CardByCard
from lawcheck.session import Run


def score_card_by_card(
    run: Run, writer: CardByCard, limit: Fraction | None, output: Path | None, say: Say
) -> ExitCode:
    """Score the units of a run, then write all of them; nothing is written if one is refused.

    What is written of a unit is kept on disk until all are scored: beside the output, which needs
    more room there, or where the system has such files.

    Raises:
        EvidenceError: the evidence contradicts itself.
        OutputError: the output cannot be written.
    """
    codes, failed = {ExitCode.DONE}, list[Message]()
    with Spool(_folder_of(output)) as pieces:
        for card in run.cards():
            codes.add(code_of(card, run.checklist, limit))
            failed += failures(card)
            piece = writer.piece(card, say.language)
            try:
                pieces.add(piece)
            except OSError as error:
                raise not_written("stdout" if output is None else str(output), error) from error
        accounts = run.accounts()
        tell(accounts, failed, say)
        deliver_pieces(writer.joined(accounts, pieces), output)
    return worst(codes)


def _folder_of(output: Path | None) -> Path | None:
    return Path(os.path.realpath(output)).parent if output and replaces(output) else None

"""The command line: one module per command in `commands`, and what commands share beside it.

Commands contain no logic that a program would need. Results go to standard output, everything
else to standard error.

The public names are for authors of commands, and are imported on first use::

    import click
    from lawcheck.cli import Say, emit


    def command(say: Say) -> click.Command:
        @click.command("hello", help=say("问好。", "Say hello."))
        def hello() -> None:
            emit(say("你好", "hello"))

        return hello

Imports `analysis`, `checklists`, `documents`, `evidence`, `model`, `registry`, `reports`,
`saved_cards`, `scoring`, `session` and `version`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lawcheck.model.lazy_names import lazy_names

if TYPE_CHECKING:
    from lawcheck.cli.app import session_of
    from lawcheck.cli.delivery import deliver_analysis, format_of
    from lawcheck.cli.formats import analysis_format_option
    from lawcheck.cli.options import encoding_option, output_option
    from lawcheck.cli.plain_table import listing, paragraph
    from lawcheck.cli.progress import patience
    from lawcheck.cli.streams import complain, emit
    from lawcheck.cli.ui_language import Say
    from lawcheck.documents.csv_output import csv_table, exact_text, unescaped
    from lawcheck.documents.digest import digest_of_declarations, digest_of_evidence, sha256
    from lawcheck.documents.output import not_written, refuse_overwriting, write_whole
    from lawcheck.documents.register_digest import RegisterDigest
    from lawcheck.evidence.lookup import meant

_HOMES: Final = {
    "RegisterDigest": "lawcheck.documents.register_digest",
    "Say": "lawcheck.cli.ui_language",
    "analysis_format_option": "lawcheck.cli.formats",
    "complain": "lawcheck.cli.streams",
    "csv_table": "lawcheck.documents.csv_output",
    "deliver_analysis": "lawcheck.cli.delivery",
    "digest_of_declarations": "lawcheck.documents.digest",
    "digest_of_evidence": "lawcheck.documents.digest",
    "emit": "lawcheck.cli.streams",
    "encoding_option": "lawcheck.cli.options",
    "exact_text": "lawcheck.documents.csv_output",
    "format_of": "lawcheck.cli.delivery",
    "listing": "lawcheck.cli.plain_table",
    "meant": "lawcheck.evidence.lookup",
    "not_written": "lawcheck.documents.output",
    "output_option": "lawcheck.cli.options",
    "paragraph": "lawcheck.cli.plain_table",
    "patience": "lawcheck.cli.progress",
    "refuse_overwriting": "lawcheck.documents.output",
    "session_of": "lawcheck.cli.app",
    "sha256": "lawcheck.documents.digest",
    "unescaped": "lawcheck.documents.csv_output",
    "write_whole": "lawcheck.documents.output",
}

__all__ = [
    "RegisterDigest",
    "Say",
    "analysis_format_option",
    "complain",
    "csv_table",
    "deliver_analysis",
    "digest_of_declarations",
    "digest_of_evidence",
    "emit",
    "encoding_option",
    "exact_text",
    "format_of",
    "listing",
    "meant",
    "not_written",
    "output_option",
    "paragraph",
    "patience",
    "refuse_overwriting",
    "session_of",
    "sha256",
    "unescaped",
    "write_whole",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(__name__, _HOMES, __all__)

"""Score the same units in another process with another locale, time zone and hash seed."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence

from lawcheck.documents.cards import report_to_json
from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.session import Session

_SETTINGS = {"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "1"}


def card_json(checklist: Checklist, evidence: Evidence) -> str:
    """Return the scorecard of one unit as JSON, without calling plugins' hooks."""
    return report_to_json(Session.start(only=()).score(checklist, Intake((evidence,))))


def score_in_other_process(worlds: Sequence[tuple[Checklist, Evidence]]) -> list[str]:
    """Return the scorecards as JSON, made by a new interpreter.

    Args:
        worlds: checklists with one rule, each with evidence; they are sent by pickle.

    Raises:
        AssertionError: the rule cannot be pickled, or the other process failed.
    """
    types = {type(each.rule) for checklist, _ in worlds for each in checklist.indicators()}
    modules = {
        cls.__module__: getattr(sys.modules[cls.__module__], "__file__", None) for cls in types
    }
    try:
        sent = pickle.dumps(list(worlds))
    except (pickle.PicklingError, AttributeError) as fault:
        raise AssertionError(
            f"a rule must be of a class of a module, and hold data only: {fault}"
        ) from fault
    # Another seed than this process may have, so that sets of strings have another order there.
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    done = subprocess.run(
        [sys.executable, "-c", "from lawcheck.testing.other_process import answer; answer()"],
        input=json.dumps(modules).encode() + b"\n" + sent,
        env={
            **os.environ,
            **_SETTINGS,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    cards: list[str] = json.loads(done.stdout)
    return cards


def answer() -> None:
    """Read checklists and evidence from standard input, and write scorecards to standard output.

    This is the part that runs in the other process.
    """
    modules, _, sent = sys.stdin.buffer.read().partition(b"\n")
    for name, file in json.loads(modules).items():
        _load(name, file)
    worlds = pickle.load(io.BytesIO(sent))  # noqa: S301 - from the process that started this one
    sys.stdout.write(json.dumps([card_json(*each) for each in worlds]))


def _load(name: str, file: str | None) -> None:
    """Import a module by name, or from its file if only a test runner can import it by name."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        if file is None:
            raise
        spec = importlib.util.spec_from_file_location(name, file)
        assert spec is not None, name
        assert spec.loader is not None, name
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)

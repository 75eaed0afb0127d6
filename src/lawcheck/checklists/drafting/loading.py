"""Load a draft as the checklist that its file will be."""

from __future__ import annotations

from lawcheck.checklists.drafting import Draft, yaml_of
from lawcheck.checklists.loader import read_checklist
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import ChecklistError, Problem
from lawcheck.model.text import Language
from lawcheck.registry.loading import Plugins


def loaded_draft(draft: Draft, language: Language, plugins: Plugins) -> Checklist:
    """Return the checklist that a draft describes."""
    problems: list[Problem] = []
    file = draft.sheet.file
    root = parse_yaml(yaml_of(draft, language).encode(), file, ChecklistError, problems)
    return read_checklist(root, file, plugins, problems)

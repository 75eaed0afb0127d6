"""Settings of the site that `make docs` builds.

Its pages are the Markdown files of the repository, and an API reference from the docstrings.
"""

from __future__ import annotations

from typing import Any

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from lawcheck.version import VERSION

project = "lawcheck"
html_title = f"lawcheck {VERSION}"
html_theme = "furo"
html_show_copyright = False
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

# The repository is the source folder, so that links between docs/ and READMEs work on the site.
include_patterns = [
    "*.md",
    "docs/**",
    "tests/README.md",
    "checklists/*",
    "examples/*/*",
    "plugins/*/*",
    "benchmarks/*",
]
root_doc = "docs/index"
html_extra_path = ["site"]

myst_heading_anchors = 6
# Convert dashes only: people may copy quoted text from the page, which needs straight quotes.
smartquotes_action = "D"

# Docstrings name code between single backticks, as Markdown does.
default_role = "code"
# The signature of a class has the types of its attributes, so a list of descriptions is enough.
napoleon_custom_sections = [("Attributes", "params_style")]
autodoc_default_options = {"members": True, "member-order": "bysource"}
add_module_names = False
python_use_unqualified_type_names = True
maximum_signature_line_length = 100
toc_object_entries_show_parents = "hide"

nitpick_ignore_regex = [
    # Pages of other projects, which cannot be reached without a network.
    (
        "py:class",
        r"(click|collections\.abc|datetime|decimal|fractions|hypothesis|pathlib)\..*|Fraction",
    ),
    # Private names in signatures of public ones.
    (
        "py:class",
        r"(lawcheck\.(registry\.loading\.Plugins|documents\.cards\.by_units\.SavedText|model\.peers\.Pool"
        r"|evidence\.interpret\.RegisterIntake|model\.so_far\.FallsDue"
        r"|indicators\.blocks\.(incident_lines\.Multiply|steps\.Counted))|IsMissing|SectionRounding|Within)",
    ),
]


def without_arguments(
    _app: Sphinx, what: str, _name: str, thing: Any, *_others: object
) -> tuple[str, None] | None:
    """Hide the arguments of protocols, which are never called."""
    return ("", None) if what == "class" and getattr(thing, "_is_protocol", False) else None


def language_of(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Set the language of Chinese pages; browsers choose the shapes of characters by it."""
    if page.endswith(".zh-CN"):
        context["language"] = "zh-CN"


def setup(app: Sphinx) -> None:
    """Connect the functions above; called by Sphinx."""
    app.add_lexer("csv", TextLexer)  # Pygments knows none
    app.connect("autodoc-process-signature", without_arguments)
    app.connect("html-page-context", language_of)

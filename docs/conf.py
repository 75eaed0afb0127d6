"""Settings of the site that `make docs` builds: the Markdown of the repository, and an API reference from the docstrings."""

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

# The repository is the source folder, so that a link between a page of docs/ and a README is one between pages of the site.
include_patterns = [
    "*.md",
    "docs/**",
    "checklists/*",
    "examples/*/*",
    "plugins/*/*",
    "benchmarks/*",
]
root_doc = "docs/index"
html_extra_path = ["site"]

myst_heading_anchors = 6
smartquotes_action = (
    "D"  # dashes only: what stands between quotation marks may be typed off the page
)

# Docstrings name code between single backticks, as Markdown does.
default_role = "code"
# The signature of a class tells the types of its attributes; a list of what they are for is enough below it.
napoleon_custom_sections = [("Attributes", "params_style")]
autodoc_default_options = {"members": True, "member-order": "bysource"}
add_module_names = False
python_use_unqualified_type_names = True
maximum_signature_line_length = 100
toc_object_entries_show_parents = "hide"

nitpick_ignore_regex = [
    # Pages of other projects, which are not at hand where there is no net.
    (
        "py:class",
        r"(click|collections\.abc|datetime|decimal|fractions|hypothesis|pathlib)\..*|Fraction",
    ),
    # Names in signatures that are nobody else's business.
    (
        "py:class",
        r"(lawcheck\.(registry\.loading\.Plugins|indicators\.blocks\.(incident_lines\.Multiply|steps\.Counted))|IsMissing|Within)",
    ),
]


def without_arguments(
    _app: Sphinx, what: str, _name: str, thing: Any, *_others: object
) -> tuple[str, None] | None:
    """Nobody calls a protocol."""
    return ("", None) if what == "class" and getattr(thing, "_is_protocol", False) else None


def language_of(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """A browser chooses the shapes of Chinese characters by the language of the page."""
    if page.endswith(".zh-CN"):
        context["language"] = "zh-CN"


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.add_lexer("csv", TextLexer)  # Pygments knows none
    app.connect("autodoc-process-signature", without_arguments)
    app.connect("html-page-context", language_of)

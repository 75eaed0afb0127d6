"""Click's own messages in Chinese: complete, compiled, and without a field that click does not fill."""

import gettext
import io
import string
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import lawcheck

FOLDER = Path(lawcheck.__file__).parent / "cli" / "translations" / "zh_CN" / "LC_MESSAGES"
COMPILE = "pybabel compile -D click -d src/lawcheck/cli/translations"
CALLS = {"_": None, "gettext": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def catalog():
    with (FOLDER / "click.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def marked_by_click():
    """Every message that the installed click marks for translation; plural ones by their singular."""
    found = extract_from_dir(
        str(Path(click.__file__).parent), method_map=[("**.py", "python")], keywords=CALLS
    )
    return sorted(
        {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    )


def words(catalogue):
    """What a compiled catalogue says; the header names the tool that wrote it."""
    return {key: text for key, text in gettext.GNUTranslations(catalogue)._catalog.items() if key}  # type: ignore[attr-defined]


def test_the_compiled_file_is_that_of_the_source(catalog):
    """gettext reads the .mo, people the .po."""
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    with (FOLDER / "click.mo").open("rb") as stored:
        assert words(compiled) == words(stored), f"run: {COMPILE}"


@pytest.mark.parametrize("message", marked_by_click())
def test_every_message_of_click_is_translated(catalog, message):
    """A new click with a new message is noticed here, not by a user."""
    assert catalog.get(message), f"add {message!r} to {FOLDER / 'click.po'}, then run: {COMPILE}"
    assert all(catalog.get(message).string), message


def test_no_translation_uses_a_field_that_click_does_not_fill(catalog):
    """`{choices}` for `{choice}` would be a crash in the middle of an error message."""
    for message in catalog:
        forms = message.id if message.pluralizable else (message.id,)
        texts = message.string if message.pluralizable else (message.string,)
        if message.id:
            given = {field for form in forms for field in fields(form)}
            assert given >= {field for text in texts for field in fields(text)}, message.id
            assert not message.fuzzy


def fields(text):
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}

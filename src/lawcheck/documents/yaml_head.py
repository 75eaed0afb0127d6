"""The first keys of a YAML file, without reading the rest of it.

For lists of files that are valid anyway. Whatever is unusual is left to `yaml_file`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

Head: TypeAlias = dict[str, str | dict[str, str]]


def head_of(data: bytes, wanted: Collection[str]) -> Head | None:
    """Return the values of these keys of the outermost mapping: texts, or mappings of texts.

    Args:
        data: the bytes of the file.
        wanted: the keys; reading ends when all were found.

    Returns:
        The values, or None if they are of another form, if a key is missing, or if the text up to
        there has anchors or tags or is not valid.
    """
    head: Head = {}
    try:
        parser = CParser(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None
    try:
        _skip(parser, yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.MappingStartEvent)
        while set(wanted) - set(head):
            key = _text(parser.get_event())
            event = parser.get_event()
            if isinstance(event, yaml.MappingStartEvent) and key in wanted:
                head[key] = _mapping(parser)
            elif isinstance(event, yaml.CollectionStartEvent):
                _skip_collection(parser)
            else:
                head[key] = _text(event)
    except (yaml.YAMLError, _OtherFormError):
        return None
    finally:
        parser.dispose()
    return head


class _OtherFormError(Exception):
    """The text has another form than expected."""


def _skip(parser: CParser, *kinds: type[yaml.Event]) -> None:
    for kind in kinds:
        if not isinstance(parser.get_event(), kind):
            raise _OtherFormError


def _mapping(parser: CParser) -> dict[str, str]:
    found = {}
    while not isinstance(event := parser.get_event(), yaml.MappingEndEvent):
        key = _text(event)
        found[key] = _text(parser.get_event())
    return found


def _text(event: yaml.Event | None) -> str:
    if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
        raise _OtherFormError
    return event.value


def _skip_collection(parser: CParser) -> None:
    depth = 1
    while depth:
        event = parser.get_event()
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.StreamEndEvent):
            raise _OtherFormError

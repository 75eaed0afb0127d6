from collections.abc import Callable
from typing import Any

import pytest

from lawcheck.documents.json_file import parse_json
from lawcheck.documents.nodes import Node
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.model.errors import EvidenceError, LawcheckError, Problem

Parser = Callable[[bytes, str, type[LawcheckError], list[Problem]], Node]


def lines_of(parse: Parser, name: str) -> Callable[[str | bytes], tuple[list[str], int]]:
    def lines(text: str | bytes) -> tuple[list[str], int]:
        problems: list[Problem] = []
        try:
            parse(
                text.encode("utf-8") if isinstance(text, str) else text,
                name,
                EvidenceError,
                problems,
            )
        except LawcheckError as error:
            return error.pick("en").split("\n"), int(error.exit_code)
        return [each.pick("en") for each in problems], 2 if problems else 0

    return lines


def parsed_by(parse: Parser, name: str) -> Callable[[str | bytes], Any]:
    def parsed(text: str | bytes) -> Any:
        problems: list[Problem] = []
        node = parse(
            text.encode("utf-8") if isinstance(text, str) else text, name, EvidenceError, problems
        )
        assert problems == []
        return node

    return parsed


@pytest.fixture
def yaml_lines() -> Callable[[str | bytes], tuple[list[str], int]]:
    """The lines that a YAML file is refused with, in English, and the exit code."""
    return lines_of(parse_yaml, "f.yaml")


@pytest.fixture
def yaml() -> Callable[[str | bytes], Any]:
    """The node of a YAML file without faults."""
    return parsed_by(parse_yaml, "f.yaml")


@pytest.fixture
def json_lines() -> Callable[[str | bytes], tuple[list[str], int]]:
    """The lines that a JSON file is refused with, in English, and the exit code."""
    return lines_of(parse_json, "f.json")


@pytest.fixture
def json_node() -> Callable[[str | bytes], Any]:
    """The node of a JSON file without faults."""
    return parsed_by(parse_json, "f.json")

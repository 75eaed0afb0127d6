"""Parse strict JSON into nodes with positions.

Duplicate keys and NaN are refused; numbers stay text.

The parser of the standard library gives no positions, so `_Parser` walks the text itself and
leaves only strings to it.
"""

from __future__ import annotations

import json
import re
from typing import Final

from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.documents.yaml_file import MAX_DEPTH, MAX_NODES
from lawcheck.model.errors import LawcheckError, LimitError, Place, Problem, problem

_DECODER: Final = json.JSONDecoder()
_SPACES: Final = frozenset(" \t\n\r")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS: Final = {"true": "true", "false": "false", "null": ""}


def parse_json(
    data: bytes, file: str, error: type[LawcheckError], problems: list[Problem]
) -> Node:
    """Parse a JSON file (RFC 8259); null becomes a blank.

    Args:
        data: the bytes of the file: UTF-8, with or without BOM.
        file: name of the file, for messages.
        error: class of the exception to raise if no tree can be built.
        problems: the list to which problems are added that leave a tree (duplicate keys).

    Raises:
        error: the bytes are not UTF-8 or not valid JSON.
        LimitError: it is nested too deeply, or has too many nodes.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        place = Place(file, data.count(b"\n", 0, fault.start) + 1)
        raise error(
            [problem(place, "不是 UTF-8 文本；请另存为 UTF-8", "not UTF-8 text; save it as UTF-8")]
        ) from fault
    parser = _Parser(text, file)
    try:
        node = parser.value(0)
        parser.end()
    except _SyntaxFault as fault:
        parser.problems.append(
            problem(
                parser.place(fault.position),
                "JSON 语法错误：这里应当是{zh}",
                "this is not valid JSON: {en} is expected here",
                zh=fault.zh,
                en=fault.en,
            )
        )
        raise error(parser.problems) from None
    problems += parser.problems
    return node


class _SyntaxFault(Exception):
    """What was expected at a position, in both languages."""

    def __init__(self, position: int, zh: str, en: str) -> None:
        super().__init__(position)
        self.position, self.zh, self.en = position, zh, en


class _Parser:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self._at = 0
        self._nodes = 0
        self._line = 1
        self._line_start = 0
        self._counted = 0

    def place(self, position: int) -> Place:
        line = self.text.count("\n", 0, position) + 1
        return Place(self.file, line, position - self.text.rfind("\n", 0, position))

    def _here(self) -> tuple[int, int]:
        """Return line and column of the next token.

        Lines are counted from the last token on, so that the whole file is counted only once.
        """
        while self.text[self._at : self._at + 1] in _SPACES:
            self._at += 1
        breaks = self.text.count("\n", self._counted, self._at)
        if breaks:
            self._line += breaks
            self._line_start = self.text.rfind("\n", self._counted, self._at) + 1
        self._counted = self._at
        return self._line, self._at - self._line_start + 1

    def end(self) -> None:
        self._here()
        if self._at < len(self.text):
            raise _SyntaxFault(self._at, "文件结尾", "the end of the file")

    def value(self, depth: int) -> Node:
        line, column = self._here()
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise LimitError(
                [
                    problem(
                        Place(self.file, line, column),
                        "嵌套超过{depth}层或内容超过{nodes}项",
                        "nested deeper than {depth} levels, or more than {nodes} nodes",
                        depth=MAX_DEPTH,
                        nodes=MAX_NODES,
                    )
                ]
            )
        letter = self.text[self._at : self._at + 1]
        if letter == "{":
            return self._mapping(line, column, depth)
        if letter == "[":
            return self._sequence(line, column, depth)
        if letter == '"':
            return Scalar(self._string(), False, line, column)
        for word, meaning in _WORDS.items():
            if self.text.startswith(word, self._at):
                self._at += len(word)
                return Scalar(meaning, True, line, column)
        number = _NUMBER.match(self.text, self._at)
        if number is None:
            raise _SyntaxFault(self._at, "一个值", "a value")
        self._at = number.end()
        return Scalar(number[0], True, line, column)

    def _string(self) -> str:
        try:
            text, self._at = _DECODER.raw_decode(self.text, self._at)
        except json.JSONDecodeError as fault:
            raise _SyntaxFault(fault.pos, "完整的字符串", "a complete string") from None
        return str(text)

    def _takes(self, letter: str) -> bool:
        self._here()
        found = self.text.startswith(letter, self._at)
        self._at += found
        return found

    def _sequence(self, line: int, column: int, depth: int) -> SequenceNode:
        node = SequenceNode([], line, column)
        self._at += 1
        if self._takes("]"):
            return node
        while True:
            node.items.append(self.value(depth + 1))
            if self._takes("]"):
                return node
            if not self._takes(","):
                raise _SyntaxFault(self._at, " , 或 ]", ", or ]")

    def _mapping(self, line: int, column: int, depth: int) -> MappingNode:
        node = MappingNode([], line, column)
        known: dict[str, Scalar] = {}
        self._at += 1
        if self._takes("}"):
            return node
        while True:
            key_line, key_column = self._here()
            if not self.text.startswith('"', self._at):
                raise _SyntaxFault(self._at, "带引号的键", "a key in quotes")
            key = Scalar(self._string(), False, key_line, key_column)
            first = known.setdefault(key.text, key)
            if first is not key:
                self.problems.append(
                    problem(
                        Place(self.file, key_line, key_column),
                        "键 {key} 重复，第{line}行已有；请删去一个",
                        "the key {key} appears twice, first on line {line}; remove one",
                        key=key.text,
                        line=first.line,
                    )
                )
            if not self._takes(":"):
                raise _SyntaxFault(self._at, "冒号", "a colon")
            node.pairs.append((key, self.value(depth + 1)))
            if self._takes("}"):
                return node
            if not self._takes(","):
                raise _SyntaxFault(self._at, " , 或 }", ", or }")

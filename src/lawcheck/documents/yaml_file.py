"""Parse strict YAML with PyYAML's C event stream and a small builder.

PyYAML's loaders guess types, keep the last of duplicate keys silently, and fail on deep nesting;
the event stream does none of this. Features that hide content from a reader (anchors, aliases,
merge keys, tags) are refused.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.model.errors import LawcheckError, LimitError, Place, Problem, problem
from lawcheck.model.text import message

MAX_DEPTH: Final = 32
MAX_NODES: Final = 1_000_000

_FULL_WIDTH_COLON: Final = re.compile(r"\s*(?:- )?[A-Za-z_][\w.-]*：")
"""The start of a line whose key is followed by the full-width colon of a Chinese keyboard."""
_ODD_SPACES: Final = frozenset("\u00a0\u3000\u2007\u202f")
_OPENING: Final = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def parse_yaml(
    data: bytes, file: str, error: type[LawcheckError], problems: list[Problem]
) -> Node:
    """Parse a YAML file with one document.

    Args:
        data: the bytes of the file: UTF-8, with or without BOM, or UTF-16 with BOM.
        file: name of the file, for messages.
        error: class of the exception to raise if no tree can be built.
        problems: the list to which problems are added that leave a tree (a duplicate key, a
            tag), so that the caller can report them together with its own.

    Raises:
        error: the text is not valid YAML.
        LimitError: it has anchors or aliases, is nested too deeply, or has too many nodes.
    """
    text = _decoded(data, file, error)
    builder = _Builder(file)
    parser = CParser(text)
    is_broken = True
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            builder.take(event)
        is_broken = False
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        near = text.splitlines()[max(place.line - 2, 0) : place.line]
        for number, line in enumerate(near, max(place.line - 1, 1)):
            if found := _FULL_WIDTH_COLON.match(line):
                builder.problems.append(_full_width_colon(Place(file, number, found.end())))
        builder.problems.append(
            problem(
                place,
                "YAML 语法错误：{what}；请检查缩进、冒号和引号",
                "this is not valid YAML: {what}; check indentation, colons and quotes",
                what=fault.problem or "?",
            )
        )
    except yaml.YAMLError as fault:
        character = getattr(fault, "character", None)
        builder.problems.append(
            problem(
                Place(file, _line_of(text, getattr(fault, "position", 0))),
                "不允许的字符 {code}；请删去",
                "a character that YAML does not allow ({code}); remove it",
                code=f"U+{character:04X}" if isinstance(character, int) else "?",
            )
        )
    finally:
        parser.dispose()
    if builder.over_limit:
        raise LimitError(builder.over_limit)
    if builder.root is None and not builder.problems:
        builder.problems.append(problem(Place(file), "文件是空的", "the file is empty"))
    if builder.root is None or is_broken:
        raise error(builder.problems)
    problems += builder.problems
    return builder.root


def _full_width_colon(place: Place) -> Problem:
    return problem(
        place,
        "这里是全角冒号（U+FF1A）；键后请用半角冒号和空格",
        "this is a full-width colon (U+FF1A); write `:` and a space after a key",
    )


def _line_of(text: str, position: int) -> int:
    """Return the line of a position of libyaml, which counts bytes of UTF-8, not characters."""
    return text.encode("utf-8").count(b"\n", 0, position) + 1


def _decoded(data: bytes, file: str, error: type[LawcheckError]) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            what = message("不是 UTF-8 文本；请另存为 UTF-8", "not UTF-8 text; save it as UTF-8")
        else:
            what = message(
                "像是 GB18030（GBK）编码；请另存为 UTF-8",
                "looks like GB18030 (GBK); save it as UTF-8",
            )
        raise error([Problem(Place(file, line), what)]) from fault


class _Builder:
    """Builds the tree from events; collects problems and continues, to report all at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.over_limit: list[Problem] = []
        self._stack: list[SequenceNode | MappingNode] = []
        self._keys: list[Scalar | None] = []
        self._known: list[dict[str, Scalar]] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Add one event of the stream to the tree."""
        if isinstance(event, yaml.ScalarEvent):
            self._check(event)
            mark: Any = event.start_mark
            self._add(Scalar(event.value, not event.style, mark.line + 1, mark.column + 1))
        elif isinstance(event, _OPENING):
            self._check(event)
            self._open(event)
        elif isinstance(event, _CLOSING):
            self._stack.pop()
            self._keys.pop()
            self._known.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._limit(
                event,
                "不接受别名 *{name}；请把内容写全",
                "the alias *{name} is not accepted; write the content out",
                name=event.anchor,
            )
            mark = event.start_mark
            self._add(Scalar("", True, mark.line + 1, mark.column + 1))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._fail(
                    event,
                    "一个文件只能有一份文档；请删去第二个 ---",
                    "one document a file; remove the second ---",
                )
            if event.version or event.tags:
                self._fail(
                    event, "不接受 % 指令；请删去", "directives (%) are not accepted; remove them"
                )

    def _open(self, event: Any) -> None:
        mark = event.start_mark
        node: SequenceNode | MappingNode
        if isinstance(event, yaml.MappingStartEvent):
            node = MappingNode([], mark.line + 1, mark.column + 1)
        else:
            node = SequenceNode([], mark.line + 1, mark.column + 1)
        self._add(node)
        self._stack.append(node)
        self._keys.append(None)
        self._known.append({})
        if len(self._stack) > MAX_DEPTH:
            self._limit(
                event, "嵌套超过{most}层", "nested deeper than {most} levels", most=MAX_DEPTH
            )
            raise LimitError(self.over_limit)

    def _check(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._limit(event, "内容超过{most}项", "more than {most} nodes", most=MAX_NODES)
            raise LimitError(self.over_limit)
        if event.anchor is not None:
            self._limit(
                event,
                "不接受锚点 &{name}；请把内容写全",
                "the anchor &{name} is not accepted; write the content out",
                name=event.anchor,
            )
        if event.tag is not None:
            self._fail(
                event,
                "不接受标签 {tag}；请删去",
                "the tag {tag} is not accepted; remove it",
                tag=event.tag,
            )

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = self.root or node
            return
        parent = self._stack[-1]
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is not None:
            if node.line > key.line:
                self._check_below(node)
            parent.pairs.append((key, node))
            self._keys[-1] = None
        elif isinstance(node, Scalar):
            self._keys[-1] = self._checked_key(node)
        else:
            self.problems.append(
                problem(
                    self._place(node), "键应是文字", "a key must be a word, not a list or mapping"
                )
            )
            self._keys[-1] = Scalar("", True, node.line, node.column)

    def _check_below(self, node: Node) -> None:
        """Report a line `key：value` below a key, which YAML reads as one plain text."""
        if isinstance(node, Scalar) and node.is_plain:
            found = _FULL_WIDTH_COLON.match(node.text)
            if found:
                self.problems.append(
                    _full_width_colon(Place(self.file, node.line, node.column + found.end() - 1))
                )

    def _checked_key(self, key: Scalar) -> Scalar:
        if key.is_plain and not _ODD_SPACES.isdisjoint(key.text):
            odd = next(letter for letter in key.text if letter in _ODD_SPACES)
            self.problems.append(
                problem(
                    self._place(key),
                    "键 {key} 里有特殊空格 U+{code}；请改为普通空格或删去",
                    "the key {key} holds the special space U+{code}; remove it",
                    key=key.text.strip(),
                    code=f"{ord(odd):04X}",
                )
            )
            key = Scalar(key.text.strip(), key.is_plain, key.line, key.column)
        first = self._known[-1].setdefault(key.text, key)
        if key.text == "<<" and key.is_plain:
            self.problems.append(
                problem(
                    self._place(key),
                    "不接受合并键 <<；请把内容写全",
                    "the merge key << is not accepted; write the content out",
                )
            )
        elif first is not key:
            self.problems.append(
                problem(
                    self._place(key),
                    "键 {key} 重复，第{line}行已有；请删去一个",
                    "the key {key} appears twice, first on line {line}; remove one",
                    key=key.text,
                    line=first.line,
                )
            )
        return key

    def _place(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    def _fail(self, event: Any, zh: str, en: str, /, **values: object) -> None:
        mark = event.start_mark
        self.problems.append(
            problem(Place(self.file, mark.line + 1, mark.column + 1), zh, en, **values)
        )

    def _limit(self, event: Any, zh: str, en: str, /, **values: object) -> None:
        mark = event.start_mark
        self.over_limit.append(
            problem(Place(self.file, mark.line + 1, mark.column + 1), zh, en, **values)
        )

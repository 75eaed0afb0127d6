"""Turn nodes with the evidence of one unit into tables.

The nodes come from a YAML or JSON file, or from a worked example in a checklist.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.evidence.cells import read_value
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.raw_tables import (
    DECISIONS,
    ENCODINGS,
    FACTS,
    Cell,
    Encoding,
    Row,
    Table,
    Tables,
)
from lawcheck.model.spelling import nearest

_PARTS = (FACTS, "registers", *DECISIONS)
_FILE_KEYS = ("lawcheck-evidence", "unit", "reviewed", "documents", *_PARTS)
_UNIT_KEYS = ("id", "name", "kind", "group")
_SOURCE_KEYS = ("document", "place", "quote")


class UnitTables:
    """Turns the nodes of one unit into tables, and collects problems of their form.

    Attributes:
        problems: the problems found so far.
        encoding: the encoding that the file declares for the tables beside it, if any.
    """

    def __init__(self, file: str, of_folder: bool = False) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.encoding: Encoding | None = None
        self._file_keys = (*_FILE_KEYS, "encoding") if of_folder else _FILE_KEYS
        self._documents: Mapping[str, str] = {}

    def of_file(self, root: Node) -> Tables:
        """Return the tables of a whole evidence file."""
        pairs = self._mapping(root, self._file_keys)
        version = pairs.get("lawcheck-evidence")
        if not isinstance(version, Scalar) or version.text != "1":
            self._fail(
                version or root,
                "第一行应是 lawcheck-evidence: 1；这不是佐证文件",
                "the first key must be `lawcheck-evidence: 1`; this is not an evidence file",
            )
            return Tables((), ())
        if "encoding" in pairs:
            self._read_encoding(pairs["encoding"])
        self._documents = self._read_documents(pairs.get("documents"))
        unit = self._mapping(pairs["unit"], _UNIT_KEYS) if "unit" in pairs else {}
        if "id" not in unit:
            self._fail(
                pairs.get("unit", root),
                "缺少 unit: {{id: ...}}；请写明单位",
                "`unit: {{id: ...}}` is missing; say which unit",
            )
        cells = {key: self._cell(node) for key, node in unit.items()}
        return Tables(
            (cells,) if "id" in cells else (),
            self.of_parts(pairs, root),
            unreviewed="reviewed" in pairs and not self._is_reviewed(pairs["reviewed"]),
        )

    def _is_reviewed(self, node: Node) -> bool:
        answer = read_value(self._cell(node), Spec("yes_no"))
        if isinstance(answer, bool):
            return answer
        self._fail(
            node,
            "reviewed 应是“是”或“否”：有没有人核对过",
            "`reviewed` must be yes or no: whether somebody has checked the evidence",
        )
        return False

    def _read_encoding(self, node: Node) -> None:
        said = self._cell(node).text.lower()
        self.encoding = next((each for each in ENCODINGS if each == said), None)
        if self.encoding is None:
            self._fail(
                node,
                "encoding 应是 {known}",
                "`encoding` must be one of: {known}",
                known=list(ENCODINGS),
            )

    def of_parts(self, pairs: Mapping[str, Node], node: Node) -> tuple[Table, ...]:
        """Return the tables of facts, registers and decisions of one unit."""
        tables = [self._facts(pairs.get("facts"), node)]
        for name, register in (
            self._mapping(pairs["registers"]).items() if "registers" in pairs else ()
        ):
            tables.append(self._rows(name, register))
        tables += [self._rows(name, pairs[name]) for name in DECISIONS if name in pairs]
        return tuple(tables)

    def _facts(self, facts: Node | None, node: Node) -> Table:
        """Return the table of facts; it has a row even without facts, which counts the unit."""
        place = self._place(facts or node)
        keys = facts.pairs if isinstance(facts, MappingNode) else []
        if facts is not None and not isinstance(facts, MappingNode) and not _is_blank(facts):
            self._fail(facts, "这里应当是“名称: 值”", "`name: value` lines are expected here")
        cells = {key.text: self._fact(value) for key, value in keys}
        return Table(FACTS, tuple(self._cell(key) for key, _ in keys), (Row(None, cells, place),))

    def _fact(self, node: Node) -> Cell:
        if not isinstance(node, MappingNode):
            return self._cell(node)
        pairs = self._mapping(node, ("value", "at_least", "source"))
        given = [pairs[key] for key in ("value", "at_least") if key in pairs]
        if len(given) != 1:
            self._fail(
                node,
                "请写 value（准确的值）或 at_least（至少），只写一个",
                "write either `value` (exactly) or `at_least` (this or more)",
            )
            return Cell("", self._place(node))
        cell = attrs.evolve(self._cell(given[0]), at_least="at_least" in pairs)
        return self._sourced(cell, pairs.get("source"))

    def _sourced(self, cell: Cell, source: Node | None) -> Cell:
        if source is None:
            return cell
        if isinstance(source, Scalar):
            return attrs.evolve(cell, where=source.text)
        given = {
            key: self._cell(node).text for key, node in self._mapping(source, _SOURCE_KEYS).items()
        }
        document = given.get("document", "")
        if document and document not in self._documents:
            self._fail(
                source, "documents 里没有 {name}", "`documents` has no {name}", name=document
            )
        shown = self._documents.get(document, document)
        return attrs.evolve(
            cell,
            document=shown,
            where=given.get("place", ""),
            quote=given.get("quote", ""),
        )

    def _rows(self, name: str, node: Node) -> Table:
        if _is_blank(node):
            self._fail(
                node,
                "{name} 是空白的；没有记录请写 []，没有台账请删去这一行",
                "{name} is blank; write [] for a register without records, or remove the line",
                name=name,
            )
        items = node.items if isinstance(node, SequenceNode) else []
        if not isinstance(node, SequenceNode) and not _is_blank(node):
            self._fail(
                node,
                "{name} 应当是列表（每条以 - 开头）",
                "{name} must be a list (each record begins with -)",
                name=name,
            )
        columns: dict[str, Cell] = {}
        rows: list[Row] = []
        for item in items:
            if not isinstance(item, MappingNode):
                self._fail(
                    item, "每条记录应当是“列: 值”", "a record must be `column: value` pairs"
                )
                continue
            source = item.get("source") if name not in DECISIONS else None
            cells = {}
            for key, value in item.pairs:
                if value is source:
                    continue
                columns.setdefault(key.text, self._cell(key))
                cells[key.text] = self._sourced(self._cell(value), source)
            rows.append(Row(None, cells, self._place(item)))
        if not items and isinstance(node, SequenceNode) and name not in DECISIONS:
            rows.append(Row(None, {}, self._place(node), is_nil=True))
        return Table(name, tuple(columns.values()), tuple(rows))

    def _read_documents(self, node: Node | None) -> Mapping[str, str]:
        titles = {}
        for name, each in self._mapping(node).items() if node is not None else ():
            pairs = self._mapping(each, ("title", "file"))
            given = {key: self._cell(value).text for key, value in pairs.items()}
            titles[name] = given.get("title") or given.get("file") or name
        return titles

    def _mapping(self, node: Node, keys: tuple[str, ...] | None = None) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            if not _is_blank(node):
                self._fail(
                    node,
                    "这里应当是“键: 值”的结构",
                    "a mapping (`key: value` lines) is expected here",
                )
            return {}
        known = {}
        for key, value in node.pairs:
            if keys is not None and key.text not in keys:
                near = nearest(key.text, keys)
                if near:
                    self._fail(
                        key,
                        "没有键 {key}；是不是 {near}？",
                        "unknown key {key}; did you mean {near}?",
                        key=key.text,
                        near=near,
                    )
                else:
                    self._fail(
                        key,
                        "没有键 {key}；可用：{known}",
                        "unknown key {key}; known: {known}",
                        key=key.text,
                        known=list(keys),
                    )
            else:
                known[key.text] = value
        return known

    def _cell(self, node: Node) -> Cell:
        if isinstance(node, Scalar):
            return Cell(node.text.strip(), self._place(node), node.is_plain)
        self._fail(
            node,
            "这里应当是一个值，不是列表或结构",
            "a single value is expected here, not a list or mapping",
        )
        return Cell("", self._place(node))

    def _place(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    def _fail(self, node: Node, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(self._place(node), zh, en, **values))


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text == "" and node.is_plain

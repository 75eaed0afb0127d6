"""Text in an unknown encoding: what may be read in two ways is refused, and the encoding can be said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.documents.encodings import decoded
from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.model.raw_tables import Encoding
from lawcheck.session import Session

pytestmark = pytest.mark.interpreter

ROOT = Path(__file__).parents[2]
STONE = "unit,name\n石山,1\n".encode("gb18030")


def refusal(data: bytes, said: Encoding | None = None) -> str:
    with pytest.raises(EvidenceError) as error:
        decoded(data, "f.csv", EvidenceError, said)
    return str(error.value)


MIXED = 'two encodings in one file; save the whole file as "CSV UTF-8", or say --encoding where it is in one'
TWO = 'say which with --encoding, or save it as "CSV UTF-8"'


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("k\n违法\n违法\n".encode() + "合法\n".encode("gbk"), f"f.csv:4: is not UTF-8 from the byte 0xBA on, but 违法 on line 2 is: {MIXED}"),
        ("k\n合法\n".encode("gbk") + "违法\n".encode(), f"f.csv:2: is not UTF-8 from the byte 0xBA on, but 违法 on line 3 is: {MIXED}"),
        ("k\n违法,".encode() + "合法\n".encode("gbk"), f"f.csv:2: is not UTF-8 from the byte 0xBA on, but 违法 on line 2 is: {MIXED}"),
        ("k\n违法,".encode() + b"a\xa0b\n", f"f.csv:2: is not UTF-8 from the byte 0xA0 on, but 违法 on line 2 is: {MIXED}"),
        ("k\n违法".encode() + b"\xa0\xa0\n", f"f.csv:2: is not UTF-8 from the byte 0xA0 on, but 违法 on line 2 is: {MIXED}"),
        ("k\n违法".encode() + b"\x80\n", 'f.csv:2: neither UTF-8 (it breaks at the byte 0x80) nor GB18030; save it as "CSV UTF-8"'),
        ("\ufeffk\n违法,".encode() + b"a\xa0b\n", "f.csv:2: not UTF-8: it breaks at the byte 0xA0; save the whole file as UTF-8"),
        (STONE, f"f.csv:2: could be ʯɽ (UTF-8) or 石山 (GB18030); {TWO}"),
        ("单位,n\n".encode() + "石山,1\n".encode("gbk"), f"f.csv:2: could be ʯɽ (UTF-8) or 石山 (GB18030); {TWO}"),
        ("unit\n路\n".encode("gbk"), f"f.csv:2: could be · (UTF-8) or 路 (GB18030); {TWO}"),
        ("單位,學法,會議".encode("big5"), 'f.csv:1: read as GB18030, it holds U+E794, which is not a letter; save it as "CSV UTF-8"'),
    ],
)  # fmt: skip
def test_two_readings(data: bytes, line: str) -> None:
    assert refusal(data) == line


@pytest.mark.parametrize(
    ("data", "said", "text"),
    [
        (STONE, "gb18030", "unit,name\n石山,1\n"),
        (STONE, "utf-8", "unit,name\nʯɽ,1\n"),
        ("café,Müller\n".encode(), None, "café,Müller\n"),
        ("\ufeff±5\n".encode(), None, "±5\n"),
        ("单位,β,·,××\n".encode(), None, "单位,β,·,××\n"),
        ("缺\n".encode("gbk"), "gb18030", "缺\n"),
    ],
)
def test_one_reading(data: bytes, said: Encoding | None, text: str) -> None:
    assert decoded(data, "f.csv", EvidenceError, said).text == text


@pytest.mark.parametrize(
    ("data", "said", "line"),
    [
        ("单位\n".encode(), "gb18030", "f.csv:1: is UTF-8 (单位), not GB18030; say another --encoding"),
        ("k\n单位\n".encode("gbk"), "utf-8", "f.csv:2: not UTF-8: it breaks at the byte 0xB5; save the whole file as UTF-8"),
        ("k\n违法\n".encode() + "合法\n".encode("gbk"), "gb18030", f"f.csv:3: is not UTF-8 from the byte 0xBA on, but 违法 on line 2 is: {MIXED}"),
        (b"a\x80", "gb18030", 'f.csv:1: not GB18030: it breaks at the byte 0x80; save the whole file as "CSV UTF-8"'),
    ],
)  # fmt: skip
def test_an_encoding_that_was_said_is_checked(data: bytes, said: Encoding, line: str) -> None:
    assert refusal(data, said) == line


def test_real_chinese_texts_are_read_in_both_encodings() -> None:
    """Checklists, pages and examples that ship; each line alone as well, since sheets are short."""
    files = [
        file
        for folder in ("checklists", "docs", "examples")
        for file in sorted((ROOT / folder).rglob("*"))
        if file.is_file()
    ]
    texts = [
        text
        for file in files
        if file.suffix in (".md", ".yaml", ".csv")
        and not (text := file.read_text("utf-8")).isascii()
    ]
    lines = {line for text in texts for line in text.splitlines() if len(line) > 10}

    assert len(texts) > 20
    assert [_read(text.encode("gb18030")) for text in texts] == texts
    wrong = [line for line in lines if _read(line.encode("gb18030")) not in (line, None)]
    refused = [line for line in lines if _read(line.encode("gb18030")) is None]
    assert wrong == []
    assert len(refused) < len(lines) / 100


def _read(data: bytes) -> str | None:
    try:
        return decoded(data, "f.csv", EvidenceError).text
    except EvidenceError:
        return None


@pytest.mark.parametrize(
    ("unit", "said", "name"),
    [("encoding: gb18030\n", None, "石山"), ("encoding: utf-8\n", None, "ʯɽ"), ("", "gb18030", "石山"), ("encoding: GB18030\n", "gb18030", "石山")],
)  # fmt: skip
def test_a_folder_says_the_encoding_of_its_tables(
    unit: str,
    said: Encoding | None,
    name: str,
    put: Callable[..., Path],
    session: Session,
    checklist: Checklist,
) -> None:
    put("u/unit.yaml", "lawcheck-evidence: 1\nunit: {id: a}\n" + unit)
    put("u/facts.csv", "name\n石山\n".encode("gb18030"))
    intake = session.read(checklist, [Path("u")], encoding=said)

    assert intake.evidence[0].facts["name"].value == name


def test_what_a_folder_may_say(
    put: Callable[..., Path],
    session: Session,
    checklist: Checklist,
    refused: Callable[..., list[str]],
) -> None:
    head = "lawcheck-evidence: 1\nunit: {id: a}\n"
    put("u/unit.yaml", head + "encoding: gbk\n")
    put("v/unit.yaml", head + "encoding: utf-8\n")

    assert refused(Path("u")) == ["u/unit.yaml:3:11: `encoding` must be one of: utf-8, gb18030"]
    with pytest.raises(EvidenceError) as error:
        session.read(checklist, [Path("v")], encoding="gb18030")
    assert (
        str(error.value)
        == "v/unit.yaml: says the encoding utf-8, the command gb18030; make them the same"
    )
    assert refused(put("a.yaml", head + "encoding: utf-8\n"))[0].startswith(
        "a.yaml:3:1: unknown key encoding; "
    )


def test_a_unit_file_in_two_readings(
    put: Callable[..., Path],
    session: Session,
    checklist: Checklist,
    refused: Callable[..., list[str]],
) -> None:
    text = "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {name: 石山}\n"
    path = put("a.yaml", text.encode("gb18030"))

    assert refused(path) == [f"a.yaml:3: could be ʯɽ (UTF-8) or 石山 (GB18030); {TWO}"]
    assert (
        session.read(checklist, [path], encoding="gb18030").evidence[0].facts["name"].value
        == "石山"
    )


def test_a_mixed_register_is_not_scored(
    put: Callable[..., Path], refused: Callable[..., list[str]], read: Callable[..., Intake]
) -> None:
    data = "unit,case_no,note\na,1,违法\na,2,违法\n".encode() + "a,3,合法\n".encode("gbk")

    assert refused(put("hearings.csv", data)) == [
        f"hearings.csv:4: is not UTF-8 from the byte 0xBA on, but 违法 on line 2 is: {MIXED}"
    ]

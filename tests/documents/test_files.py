"""Files from disk: regular ones of a sane size, in an encoding that is known."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.documents.files import decode_text, files_in, is_folder, is_there, read_bytes
from lawcheck.model.errors import ChecklistError, EvidenceError, LawcheckError, LimitError

pytestmark = pytest.mark.interpreter


def refusal(path: Path, limit: int = 100) -> str:
    with pytest.raises(LawcheckError) as error:
        read_bytes(path, limit, ChecklistError)
    assert isinstance(error.value, LimitError if "bytes" in str(error.value) else ChecklistError)
    return str(error.value)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_file_of_exactly_the_limit_is_read() -> None:
    Path("a.yaml").write_bytes(b"12345")

    assert read_bytes(Path("a.yaml"), 5, EvidenceError) == b"12345"
    assert refusal(Path("a.yaml"), 4) == "a.yaml: the file has 5 bytes, more than the limit of 4"


def test_what_is_no_file() -> None:
    Path("folder.yaml").mkdir()
    Path("~$a.yaml").write_bytes(b"x")
    Path("circle.yaml").symlink_to("circle.yaml")
    Path("gone.yaml").symlink_to("nowhere.yaml")

    assert refusal(Path("none.yaml")) == "none.yaml: there is no such file; check the path"
    assert refusal(Path("gone.yaml")) == "gone.yaml: there is no such file; check the path"
    assert refusal(Path("folder.yaml")) == "folder.yaml: this is a folder; a file is needed here"
    assert refusal(Path("folder.yaml/x")) == "folder.yaml/x: there is no such file; check the path"
    assert (
        refusal(Path("~$a.yaml"))
        == "~$a.yaml: this is a lock file of Office; close the document and take the file itself"
    )
    assert (
        refusal(Path("~$a.yaml/x"))
        == "~$a.yaml/x: cannot read: Not a directory; check the path and the permissions"
    )
    assert refusal(Path("circle.yaml")).startswith("circle.yaml: cannot read: Too many ")
    assert refusal(Path("x" * 300)).endswith(
        ": cannot read: File name too long; check the path and the permissions"
    )
    assert refusal(Path("a\0b")).startswith(r"a\u0000b: cannot read: ")


def test_folders() -> None:
    Path("b").mkdir()
    Path("a").write_bytes(b"")
    Path("b/z").write_bytes(b"")
    Path("b/c").mkdir()

    assert [is_folder(Path(name)) for name in ("a", "b", "none", "x" * 300, "a\0b")] == [
        False,
        True,
        False,
        False,
        False,
    ]
    assert [is_there(Path(name)) for name in ("a", "b", "none", "x" * 300, "a\0b")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert files_in(Path("b"), EvidenceError) == [Path("b/c"), Path("b/z")]
    with pytest.raises(EvidenceError) as error:
        files_in(Path("none"), EvidenceError)
    assert (
        str(error.value)
        == "none: cannot read: No such file or directory; check the path and the permissions"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names exist on POSIX only")
def test_pipes_and_devices_are_not_opened() -> None:
    """Opening a pipe that nobody writes to blocks for ever."""
    os.mkfifo("pipe.yaml")

    assert refusal(Path("pipe.yaml")) == "pipe.yaml: this is not a regular file; save it as one"
    assert refusal(Path("/dev/zero")) == "/dev/zero: this is not a regular file; save it as one"


def test_a_link_to_a_file_is_read() -> None:
    Path("a.csv").write_bytes(b"x")
    Path("b.csv").symlink_to("a.csv")

    assert read_bytes(Path("b.csv"), 9, EvidenceError) == b"x"


@pytest.mark.parametrize(
    ("data", "text", "notice"),
    [
        (b"", "", None),
        ("甲,1\r\n".encode(), "甲,1\r\n", None),
        ("\ufeff甲".encode(), "甲", None),
        ("甲,1\n".encode("gb18030"), "甲,1\n", "f.csv: read as GB18030"),
        ("𠮷,1\n".encode("gb18030"), "𠮷,1\n", "f.csv: read as GB18030"),
    ],
)
def test_text(data: bytes, text: str, notice: str | None) -> None:
    read, said = decode_text(data, "f.csv", EvidenceError)

    assert read == text
    assert (said.pick("en") if said else None) == notice


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            "甲".encode("utf-16"),
            'f.csv: not UTF-8 text (UTF-16 or an Excel file?); save it as "CSV UTF-8"',
        ),
        (
            "甲a".encode("utf-16-be"),
            'f.csv: not UTF-8 text (UTF-16 or an Excel file?); save it as "CSV UTF-8"',
        ),
        (
            b"PK\x03\x04\x00",
            'f.csv: not UTF-8 text (UTF-16 or an Excel file?); save it as "CSV UTF-8"',
        ),
        (
            b"a\nb\n\x81",
            'f.csv:3: neither UTF-8 (it breaks at the byte 0x81) nor GB18030; save it as "CSV UTF-8"',
        ),
    ],
)
def test_what_is_no_text(data: bytes, line: str) -> None:
    with pytest.raises(EvidenceError) as error:
        decode_text(data, "f.csv", EvidenceError)

    assert str(error.value) == line


@given(st.binary(max_size=30))
def test_nothing_is_replaced(data: bytes) -> None:
    """Any bytes are text that gives these bytes again, or a named fault."""
    try:
        text, notice = decode_text(data, "f.csv", EvidenceError)
    except EvidenceError as error:
        assert str(error).startswith("f.csv")
    else:
        assert text.encode("gb18030" if notice else "utf-8") == data.removeprefix(
            b"" if notice else b"\xef\xbb\xbf"
        )

"""Which encoding the bytes of a text are in. What can be read in two ways is refused, unless the user says the encoding.

UTF-8 and GB18030 (the GBK of Excel and WPS) are read. Bytes of either may pass for the other: `石山` in GBK is `ʯɽ` in UTF-8,
and any UTF-8 text gives Chinese letters in GB18030. A file that holds both would be read with every other word wrong.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, assert_never

import attrs

from lawcheck.model.errors import EvidenceError, LawcheckError, Place, Problem, problem
from lawcheck.model.raw_tables import Encoding

_UTF8_BOM: Final = b"\xef\xbb\xbf"
_CELLS: Final = re.compile(rb"[^\x00-\x2f:;<=>?]+")
"""What stands between signs that are never the second byte of a letter in GBK."""
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_HIGH: Final = 0x80
_SIGNS: Final = re.compile("[\u00a0-\u00bf\u00d7\u00f7\ufeff]+")
"""What stands in Chinese texts beside Han, and is Han itself in the other encoding (`·` is 路)."""
_LATIN: Final = re.compile("[\u00c0-\u024f]+")
_EXPECTED: Final = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u3000-\u30ff\u3100-\u312f\u3200-\u33ff\ufe30-\ufe4f\uff00-\uffef"  # Chinese punctuation, kana, bopomofo, full width
    "\u2010-\u205e\u20ac\u2100-\u22ff\u2460-\u27bf]"  # punctuation, units, Roman numerals, arrows, signs, circled digits
)
"""What stands in Chinese texts beside ASCII."""
_HAN: Final = re.compile("[\u3400-\u9fff]")


@attrs.frozen
class Decoded:
    """A text and the encoding that it was in."""

    text: str
    encoding: Encoding


def decoded(
    data: bytes, file: str, error: type[LawcheckError], said: Encoding | None = None
) -> Decoded:
    """The text of some bytes. Nothing is replaced.

    Args:
        data: the bytes, with or without the BOM of UTF-8.
        file: its name, for messages.
        error: what to raise.
        said: the encoding, where the user said it; it must fit all the same.

    Raises:
        error: it is neither UTF-8 nor GB18030, or could be both.
    """
    try:
        match said:
            case None:
                return _found(data, file)
            case "utf-8":
                return Decoded(_utf_8(data, file), "utf-8")
            case "gb18030":
                return Decoded(_gb18030(data, file, is_said=True), "gb18030")
            case _:
                assert_never(said)
    except _Unread as fault:
        raise error([fault.what]) from None


def in_utf_8(data: bytes, file: str, said: Encoding | None) -> bytes:
    """The bytes of a YAML or JSON file of evidence, which are UTF-8 unless another encoding is said.

    Raises:
        EvidenceError: the text could be GB18030 as well, or is not in the encoding that was said.
    """
    match said:
        case "utf-8" | "gb18030":
            return decoded(data, file, EvidenceError, said).text.encode("utf-8")
        case None:
            if _is_utf_8(data):
                decoded(data, file, EvidenceError)
            return data  # what is not UTF-8 is told by the parser, which also takes UTF-16
        case _:
            assert_never(said)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Unread(Exception):
    def __init__(self, what: Problem) -> None:
        super().__init__(what)
        self.what = what


def _found(data: bytes, file: str) -> Decoded:
    if data.startswith(_UTF8_BOM):
        return Decoded(_utf_8(data, file), "utf-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Decoded(_gb18030(data, file, is_said=False), "gb18030")
    twofold = _twofold(text)
    if twofold is not None:
        line, one, other = twofold
        raise _Unread(
            problem(
                Place(file, line),
                "可以读成“{one}”（UTF-8），也可以读成“{other}”（GB18030）；请用 --encoding 写明编码，或另存为“CSV UTF-8”",
                'could be {one} (UTF-8) or {other} (GB18030); say which with --encoding, or save it as "CSV UTF-8"',
                one=one,
                other=other,
            )
        )
    return Decoded(text, "utf-8")


def _utf_8(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line, byte = _where(data, fault.start + len(data) - len(fault.object))
        raise _Unread(
            problem(
                Place(file, line),
                "不是 UTF-8：从字节 0x{byte} 起读不通；请把整个文件另存为 UTF-8",
                "not UTF-8: it breaks at the byte 0x{byte}; save the whole file as UTF-8",
                byte=byte,
            )
        ) from None


def _where(data: bytes, position: int) -> tuple[int, str]:
    return data.count(b"\n", 0, position) + 1, f"{data[position]:02X}"


def _gb18030(data: bytes, file: str, is_said: bool) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as fault:
        raise _Unread(_neither(data, file, fault, is_said)) from None
    strange = {letter for letter in set(text) if unicodedata.category(letter) in ("Co", "Cn")}
    if strange:
        odd = min(map(text.index, strange))
        raise _Unread(
            problem(
                Place(file, text.count("\n", 0, odd) + 1),
                "按 GB18030 读出没有定义的字 U+{code}；请另存为“CSV UTF-8”",
                'read as GB18030, it holds U+{code}, which is not a letter; save it as "CSV UTF-8"',
                code=f"{ord(text[odd]):04X}",
            )
        )
    other = _utf_8_in(data, is_said)
    if other is not None:
        raise _Unread(_mixed(data, file, *other))
    return text


def _neither(data: bytes, file: str, fault: UnicodeDecodeError, is_said: bool) -> Problem:
    if is_said:
        line, byte = _where(data, fault.start)
        return problem(
            Place(file, line),
            "不是 GB18030：从字节 0x{byte} 起读不通；请把整个文件另存为“CSV UTF-8”",
            'not GB18030: it breaks at the byte 0x{byte}; save the whole file as "CSV UTF-8"',
            byte=byte,
        )
    line, byte = _break(data) or (0, "")
    return problem(
        Place(file, line),
        "既不是 UTF-8（从字节 0x{byte} 起读不通）也不是 GB18030；请另存为“CSV UTF-8”",
        'neither UTF-8 (it breaks at the byte 0x{byte}) nor GB18030; save it as "CSV UTF-8"',
        byte=byte,
    )


def _break(data: bytes) -> tuple[int, str] | None:
    """The line and the byte where UTF-8 breaks; None where it does not."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _where(data, fault.start)
    return None


def _mixed(data: bytes, file: str, line: int, word: str) -> Problem:
    broken = _break(data)
    if broken is None:
        return problem(
            Place(file, line),
            "是 UTF-8（“{word}”），不是 GB18030；请改写 --encoding",
            "is UTF-8 ({word}), not GB18030; say another --encoding",
            word=word,
        )
    return problem(
        Place(file, broken[0]),
        "从字节 0x{byte} 起不是 UTF-8，第{line}行的“{word}”却是 UTF-8：一个文件里有两种编码；请把整个文件另存为“CSV UTF-8”，"
        "确是一种编码的用 --encoding 写明",
        "is not UTF-8 from the byte 0x{byte} on, but {word} on line {line} is: two encodings in one file; save the whole file as "
        '"CSV UTF-8", or say --encoding where it is in one',
        byte=broken[1],
        line=line,
        word=word,
    )


def _utf_8_in(data: bytes, is_said: bool) -> tuple[int, str] | None:
    """The first cell that is Chinese in UTF-8, with its line, in bytes that are read as GB18030.

    A cell of GBK is UTF-8 of Chinese letters by rare chance only. Where GB18030 was said, such a cell counts only if GB18030
    gives letters that ordinary texts (GB 2312) do not have.
    """
    for cell in _CELLS.finditer(data):
        if cell[0].isascii():
            continue
        word = _chinese(cell[0])
        if word is not None and not (is_said and _is_ordinary(cell[0])):
            return data.count(b"\n", 0, cell.start()) + 1, word
    return None


def _chinese(cell: bytes) -> str | None:
    """The Chinese letters of a cell where UTF-8 reads most of it."""
    text = cell.decode("utf-8", "surrogateescape")
    good = "".join(letter for letter in text if _EXPECTED.match(letter) and _is_gb_2312(letter))
    if not _HAN.search(good):
        return None
    size = sum(byte >= _HIGH for byte in cell)
    read = len(good.encode("utf-8"))
    return good if read == size or (len(good) > 1 and 2 * read > size) else None


def _is_gb_2312(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_ordinary(cell: bytes) -> bool:
    try:
        cell.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def _twofold(text: str) -> tuple[int, str, str] | None:
    """The first word of a UTF-8 text that was more likely meant as GB18030: its line, and the word in both.

    In a text without any Chinese letter one is enough; beside Chinese letters, two that stand together.
    """
    if text.isascii():
        return None
    has_han = _HAN.search(text) is not None
    for run in _FOREIGN.finditer(text):
        if not _is_natural(text, run, has_han):
            other = run[0].encode("utf-8")
            if _is_ordinary(other) and _HAN.search(meant := other.decode("gb2312")):
                return text.count("\n", 0, run.start()) + 1, run[0], meant
    return None


def _is_natural(text: str, run: re.Match[str], has_han: bool) -> bool:
    """Whether some letters beyond ASCII are what a UTF-8 text may hold."""
    if _EXPECTED.search(run[0]) or (has_han and (len(run[0]) == 1 or _SIGNS.fullmatch(run[0]))):
        return True
    beside = text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]
    return any(map(str.isalpha, beside)) and _LATIN.fullmatch(run[0]) is not None  # `café`

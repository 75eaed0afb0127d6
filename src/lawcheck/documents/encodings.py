"""Detect the encoding of a text: UTF-8 or GB18030 (the GBK of Excel and WPS).

Bytes of one encoding can be valid in the other: `石山` in GBK is `ʯɽ` in UTF-8, and any UTF-8 text
decodes to Chinese characters in GB18030. A file that mixes both would be read with some words
wrong. So a file that can be read in two ways is refused, unless the user names the encoding.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, assert_never

import attrs

from lawcheck.model.errors import EvidenceError, LawcheckError, Place, Problem, problem
from lawcheck.model.raw_tables import Encoding

_UTF8_BOM: Final = b"\xef\xbb\xbf"
# Patterns are texts, which `re` compiles when they are first used: an ASCII file needs none.
_CELLS: Final = rb"[^\x00-\x2f:;<=>?]+"
"""Runs of bytes between ASCII signs that are never the second byte of a GBK character."""
_FOREIGN: Final = r"[^\x00-\x7f]+"
_HIGH: Final = 0x80
_SIGNS: Final = "[\u00a0-\u00bf\u00d7\u00f7\ufeff]+"
"""Signs in Chinese texts whose UTF-8 bytes are a Han character in GBK (`·` is 路)."""
_LATIN: Final = "[\u00c0-\u024f]+"
_EXPECTED: Final = (
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    # Chinese punctuation, kana, bopomofo, full-width forms
    "\u3000-\u30ff\u3100-\u312f\u3200-\u33ff\ufe30-\ufe4f\uff00-\uffef"
    # punctuation, units, Roman numerals, arrows, signs, circled digits
    "\u2010-\u205e\u20ac\u2100-\u22ff\u2460-\u27bf]"
)
"""Characters beyond ASCII that are usual in Chinese texts."""
_HAN: Final = "[\u3400-\u9fff]"


@attrs.frozen
class Decoded:
    """A decoded text and its encoding."""

    text: str
    encoding: Encoding


def decoded(
    data: bytes, file: str, error: type[LawcheckError], said: Encoding | None = None
) -> Decoded:
    """Decode the bytes of a text strictly: no byte is replaced.

    Args:
        data: the bytes, with or without the BOM of UTF-8.
        file: name of the file, for messages.
        error: class of the exception to raise.
        said: the encoding that the user named, if any; the bytes must be valid in it.

    Raises:
        error: the bytes are neither UTF-8 nor GB18030, or could be both.
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
    """Return the bytes of a YAML or JSON evidence file as UTF-8, its default encoding.

    Args:
        data: the bytes of the file.
        file: name of the file, for messages.
        said: the encoding that the user named, if any.

    Raises:
        EvidenceError: the text could be GB18030 as well, or is not in the encoding that was named.
    """
    match said:
        case "utf-8" | "gb18030":
            return decoded(data, file, EvidenceError, said).text.encode("utf-8")
        case None:
            if _is_utf_8(data):
                decoded(data, file, EvidenceError)
            return data  # the parser reports what is not UTF-8; it accepts UTF-16 too
        case _:
            assert_never(said)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Unread(Exception):
    """The problem that stops decoding; `decoded` raises it as the exception of its caller."""

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
                "可以读成“{one}”（UTF-8），也可以读成“{other}”（GB18030）；"
                "请用 --encoding 写明编码，或另存为“CSV UTF-8”",
                "could be {one} (UTF-8) or {other} (GB18030); say which with --encoding, "
                'or save it as "CSV UTF-8"',
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
    """Return the line of a position from 1, and the byte there as two hexadecimal digits."""
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
                "read as GB18030, it holds U+{code}, which is not a letter; "
                'save it as "CSV UTF-8"',
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
    """Return the line and the first byte that is not UTF-8, or None if all bytes are."""
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
        "从字节 0x{byte} 起不是 UTF-8，第{line}行的“{word}”却是 UTF-8：一个文件里有两种编码；"
        "请把整个文件另存为“CSV UTF-8”，确是一种编码的用 --encoding 写明",
        "is not UTF-8 from the byte 0x{byte} on, but {word} on line {line} is: "
        "two encodings in one file; "
        'save the whole file as "CSV UTF-8", or say --encoding where it is in one',
        byte=broken[1],
        line=line,
        word=word,
    )


def _utf_8_in(data: bytes, is_said: bool) -> tuple[int, str] | None:
    """Find the first cell that is Chinese in UTF-8, in bytes that are read as GB18030.

    A GBK cell is rarely valid UTF-8 of Chinese characters by chance. If the user named GB18030,
    such a cell counts only if it decodes to characters outside ordinary texts (GB 2312).

    Returns:
        Its line and its text in UTF-8, or None.
    """
    for cell in re.finditer(_CELLS, data):
        if cell[0].isascii():
            continue
        word = _chinese(cell[0])
        if word is not None and not (is_said and _is_ordinary(cell[0])):
            return data.count(b"\n", 0, cell.start()) + 1, word
    return None


def _chinese(cell: bytes) -> str | None:
    """Return the Chinese characters of a cell if UTF-8 can read most of it, else None."""
    text = cell.decode("utf-8", "surrogateescape")
    good = "".join(
        letter for letter in text if re.match(_EXPECTED, letter) and _is_gb_2312(letter)
    )
    if not re.search(_HAN, good):
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
    """Check that bytes are GB 2312, the characters of ordinary Chinese texts."""
    try:
        cell.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def _twofold(text: str) -> tuple[int, str, str] | None:
    """Find the first word of a UTF-8 text that was more likely meant as GB18030.

    One character is enough in a text without Chinese; beside Chinese, it takes two in a row.

    Returns:
        Its line, the word in UTF-8 and the word in GB18030, or None.
    """
    if text.isascii():
        return None
    has_han = re.search(_HAN, text) is not None
    for run in re.finditer(_FOREIGN, text):
        if not _is_natural(text, run, has_han):
            other = run[0].encode("utf-8")
            if _is_ordinary(other) and re.search(_HAN, meant := other.decode("gb2312")):
                return text.count("\n", 0, run.start()) + 1, run[0], meant
    return None


def _is_natural(text: str, run: re.Match[str], has_han: bool) -> bool:
    """Check whether a run of characters beyond ASCII is usual in a UTF-8 text."""
    if re.search(_EXPECTED, run[0]) or (
        has_han and (len(run[0]) == 1 or re.fullmatch(_SIGNS, run[0]))
    ):
        return True
    beside = text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]
    return any(map(str.isalpha, beside)) and re.fullmatch(_LATIN, run[0]) is not None  # `café`

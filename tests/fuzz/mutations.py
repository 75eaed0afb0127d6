"""Ways to spoil a file: bytes, lines, words, numbers, encodings, and what somebody hostile would write."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

HOSTILE = (
    "'; DROP TABLE units; --", "=cmd|' /C calc'!A1", "../../../../etc/passwd", "{0.__class__}", "{what}", "%s%n", "\x00", "\x1b[2J",
    "\u202eevil", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "&a [*a, *a]", "!!python/object:os.system x",
    "<<: *x", "NaN", "-0", "1e999", "１２", "1,234", "٣", "∞", "0x10", "9" * 5000, "1/0", "-1", "0." + "3" * 40, "1e-400",
    "合计", "全市合计", "unit", "null", "~", "是", "否", "√", "无", "/", "2023-02-30", "0000-00-00", "99999-01-01", "2024/1/6", "从未",
    "a" * 10_000, "[" * 200, "{" * 200, "\n" * 50, ",", ",,,,,", '"', "'", ":", "- ", "#", "\t", "\u3000", "\ufeff", "，", "𠀀",
)  # fmt: skip
"""Texts that have broken programs."""

ENCODINGS = (
    "gb18030",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "utf-8-sig",
    "latin-1",
    "big5",
    "shift_jis",
)

Mutation = Callable[[random.Random, bytes], bytes]


def flip(dice: random.Random, data: bytes) -> bytes:
    spoiled = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 8))):
        if spoiled:
            spoiled[dice.randrange(len(spoiled))] ^= 1 << dice.randrange(8)
    return bytes(spoiled)


def truncate(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def cut_out(dice: random.Random, data: bytes) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + dice.choice((1, 2, 30, 300)) :]


def shuffle_lines(dice: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one:one] = [lines[one]] * 20
    return b"\n".join(lines)


def indent(dice: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    number = dice.randrange(len(lines))
    lines[number] = (
        dice.choice((b"  ", b"\t", b"    ")) + lines[number]
        if dice.random() < 0.5
        else lines[number].lstrip()
    )
    return b"\n".join(lines)


def encode(dice: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    encoded = text.encode(dice.choice(ENCODINGS), "replace")
    half = dice.randrange(len(data) + 1)
    return encoded if dice.random() < 0.7 else data[:half] + encoded[half:]


def _words(data: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(rb"[^\s,:\[\]{}\"']+", data))


def swap_words(dice: random.Random, data: bytes) -> bytes:
    words = _words(data)
    if not words:
        return data
    one, other = dice.choice(words), dice.choice(words)
    return data[: one.start()] + other[0] + data[one.end() :]


def hostile_word(dice: random.Random, data: bytes) -> bytes:
    words = _words(data)
    text = dice.choice(HOSTILE).encode("utf-8", "surrogatepass")
    if not words:
        return text
    word = dice.choice(words)
    keep = word[0] if dice.random() < 0.3 else b""
    return data[: word.start()] + keep + text + data[word.end() :]


def change_number(dice: random.Random, data: bytes) -> bytes:
    numbers = list(re.finditer(rb"\d+(?:\.\d+)?", data))
    if not numbers:
        return data
    number = dice.choice(numbers)
    new = dice.choice(
        (
            b"0",
            b"-1",
            b"1000000000",
            b"999999999999999",
            b"9999999999999999",
            b"0.5",
            b"1e5",
            b"100%",
            b"1/3",
            b"00",
        )
    )
    return data[: number.start()] + new + data[number.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    flip, truncate, cut_out, shuffle_lines, shuffle_lines, indent, encode, swap_words, swap_words, hostile_word, hostile_word,
    change_number,
)  # fmt: skip


def spoiled(dice: random.Random, data: bytes) -> bytes:
    """The data with one to three mutations."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        data = dice.choice(MUTATIONS)(dice, data)
    return data

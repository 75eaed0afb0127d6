"""Find the files that are attached to items, and hash them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

import attrs

from lawcheck.model.errors import Place, Problem
from lawcheck.model.evidence import Attachment, Evidence
from lawcheck.model.text import Message, fold, message

_SHA256: Final = "[0-9a-fA-F]{64}"


def fault_of_attachment(attachment: Attachment) -> Message | None:
    """Return what is wrong with the path or the hash as they are written; None for nothing."""
    path = PurePosixPath(attachment.file)
    if path.is_absolute() or PureWindowsPath(attachment.file).drive or ".." in path.parts:
        return message(
            "附件 {file} 在佐证材料的文件夹以外；请放进这个文件夹，写相对路径，如 附件/照片.jpg",
            "the attachment {file} lies outside the folder of the evidence; put it there, and "
            "write a relative path such as photos/1.jpg",
            file=attachment.file,
        )
    if attachment.sha256 and re.fullmatch(_SHA256, attachment.sha256) is None:
        return message(
            "{sha256} 不是 SHA-256；应是64位十六进制数，也可以不写，由 lawcheck 计算",
            "{sha256} is not a SHA-256, which has 64 hexadecimal digits; it may be left out, and "
            "lawcheck computes it",
            sha256=attachment.sha256,
        )
    return None


def hashed(attachment: Attachment) -> tuple[Attachment, Message | None]:
    """Return an attachment with the hash that its file has now, and why that is not the right one.

    Of a file that is not there the hash is empty.
    """
    folder = Path(attachment.source.place.file).parent
    found = _digest(folder, attachment.file)
    values = {"file": attachment.file, "item": attachment.indicator}
    lost = None
    if isinstance(found, Message):
        lost, found = found, ""
    elif not found:
        lost = message(
            "附件 {file}（指标 {item}）不存在；请找回原件，或改正路径",
            "the attachment {file} (of {item}) is not there; find it, or correct the path",
            **values,
        )
    elif attachment.sha256 and found != attachment.sha256.lower():
        lost = message(
            "附件 {file}（指标 {item}）的 SHA-256 是 {found}，不是写明的 {wanted}；请换回原件",
            "the attachment {file} (of {item}) has the SHA-256 {found}, not {wanted} as written; "
            "put the original back",
            **values,
            found=found[:16],
            wanted=attachment.sha256[:16].lower(),
        )
    return attrs.evolve(attachment, sha256=found), lost


def _digest(folder: Path, name: str) -> str | Message:
    """Return the hash of a file; empty where there is none, or why it cannot be read."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return message(
                "附件 {file} 是指向佐证材料文件夹以外的链接；请放文件本身",
                "the attachment {file} is a link out of the folder of the evidence; put the file "
                "itself there",
                file=name,
            )
        if not path.is_file():
            return ""
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except (OSError, ValueError) as why:
        return message(
            "附件 {file} 无法读取：{why}；请检查路径和权限",
            "the attachment {file} cannot be read: {why}; check the path and the permissions",
            file=name,
            why=getattr(why, "strerror", None) or str(why),
        )


def of_no_record(evidence: Evidence) -> Iterator[Problem]:
    """Yield a problem for each attachment of a record that the unit does not have."""
    records = {fold(each.label) for register in evidence.registers.values() for each in register}
    for each in evidence.attachments:
        if each.record and fold(each.record) not in records:
            place = each.source.place
            yield Problem(
                place if place.file else Place(each.indicator),
                message(
                    "没有记录 {record}；请写台账里第一列的内容，或留空",
                    "there is no record {record}; write what its first column says, or leave it "
                    "empty",
                    record=each.record,
                ),
            )

"""The words of the page to review a report, in Chinese and English."""

from __future__ import annotations

from typing import Final

from lawcheck.plugin import Language, Text

PAGE: Final = {
    "review": Text("核对", "Review"),
    "skip": Text("跳到数据", "Skip to the facts"),
    "parts": Text("各部分", "Parts"),
    "facts": Text("数据", "Facts"),
    "text": Text("报告原文", "Text of the report"),
    "said_values": Text("报告里的值", "values in the report"),
    "other": Text("报告里还有别的数", "the report also says another number"),
    "contradiction": Text("涉及矛盾", "part of contradiction"),
    "accept": Text("接受", "Accept"),
    "reject": Text("不接受", "Reject"),
    "edit": Text("修改", "Edit"),
    "leave_open": Text("重新待定", "Leave open"),
    "save": Text("保存证据文件", "Save the evidence file"),
    "undo": Text("撤销", "Undo"),
    "key_list": Text("按键", "Keys"),
    "use_keys": Text("使用单键操作", "use single keys"),
    "close": Text("关闭", "Close"),
    "cancel": Text("取消", "Cancel"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "new_value": Text("改为", "Value"),
    "noscript": Text(
        "浏览器不允许脚本，不能在这里决定和保存。",
        "The browser does not allow scripts: nothing can be decided or saved here.",
    ),
}
"""What the template says."""

SCRIPT: Final = {
    "is_accepted": Text("已接受", "accepted"),
    "is_rejected": Text("不接受", "rejected"),
    "decided": Text("已决定 {decided} / {all}", "{decided} of {all} decided"),
    "all_decided": Text("全部已决定，请保存", "Everything is decided; save it"),
    "choose": Text("请先选一个值（数字键）", "Choose one of the values first (number keys)"),
    "undone": Text("已撤销", "Undone"),
    "nothing_to_undo": Text("没有可撤销的", "There is nothing to undo"),
    "no_findings": Text("没有发现矛盾", "No contradictions were found"),
    "saved": Text(
        "已保存 {name}：接受{accepted}项，不接受{rejected}项，未决定{open}项"
        "（后两种加了 #，不参加评分）",
        "Saved {name}: {accepted} accepted, {rejected} rejected, {open} open "
        "(the latter two are behind a # and take no part)",
    ),
    "count": Text("请写整数，如 12", "Write a whole number, such as 12"),
    "amount": Text("请写数字，如 12 或 0.5", "Write a number, such as 12 or 0.5"),
    "percent": Text("请写百分数，如 94.2%", "Write a percentage, such as 94.2%"),
    "fraction": Text("请写小数，如 0.942", "Write a decimal number, such as 0.942"),
    "yes_no": Text("请写 是 或 否", "Write 是 (yes) or 否 (no)"),
    "least": Text("不能小于 {least}", "It cannot be less than {least}"),
    "most": Text("不能大于 {most}", "It cannot be more than {most}"),
    "edited": Text(
        "报告写的是 {said}，核对时改为 {value}",
        "the report says {said}; changed to {value} in the review",
    ),
    "accepted": Text("核对时接受：{why}", "accepted in the review: {why}"),
    "other": Text("报告里还有别的数", "the report also says another number"),
    "unreviewed": Text("没有核对", "not reviewed"),
    "rejected": Text("核对时没有接受", "rejected in the review"),
    "joint": Text("；", "; "),
}
"""What the script says, on the page and in the file."""

KEYS: Final = (
    ("j ↓", Text("下一项", "next fact")),
    ("k ↑", Text("上一项", "fact before")),
    ("a Enter", Text("接受", "accept")),
    ("r", Text("不接受", "reject")),
    ("1 … 9", Text("在几个值中选一个", "choose between values")),
    ("e", Text("修改值", "edit the value")),
    ("u", Text("撤销上一步", "undo")),
    ("c", Text("下一处矛盾", "next contradiction")),
    ("s", Text("保存证据文件", "save the evidence file")),
    ("?", Text("显示按键", "show the keys")),
)
"""The keys and what they do."""


def picked(words: dict[str, Text], language: Language) -> dict[str, str]:
    """Return words in one language."""
    return {name: text.pick(language) for name, text in words.items()}

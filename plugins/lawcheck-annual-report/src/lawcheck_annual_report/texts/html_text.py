"""The text of a report on a web page, without what surrounds it on the site."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_UNREAD: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "select",
        "button",
        "iframe",
        "svg",
        "head",
        "textarea",
        "object",
    }
)
"""Elements that hold no words of the report."""
_BLOCKS: Final = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "hr",
        "blockquote",
        "center",
        "body",
        "form",
        "dl",
        "dt",
        "dd",
        "pre",
    }
)
"""Elements whose text stands on lines of its own."""
_FURNITURE: Final = re.compile(
    "^(?:首页|当前位置|您?(?:现在|当前)?的?(?:所在的?)?位置|分享|打印|关闭|字体|字号|上一篇|下一篇|"
    "(?:文章|信息|稿件|内容)?来源|(?:发布|发文|公开|更新)(?:时间|日期)|(?:成文|生成)日期|"
    "(?:时间|日期)[:：]|索[ 　]?引[ 　]?号|(?:作者|编辑|阅读)[:：]|浏览量|浏览次数|阅读次数|"
    "点击数|点击量|责任编辑|版权所有|主办单位|承办单位|网站标识码|[^，。]{0,12}ICP备|[^，。]{0,12}公网安备)"
)
"""How lines begin that sites put around a text."""
_MOSTLY: Final = 2
"""A line of which more than a half is links is a menu."""


_DATED: Final = re.compile("(?:发布|公开|公布)(?:时间|日期)|^(?:时间|日期)[:：]")
"""Lines around a text that say when it was published."""
_META: Final = frozenset(("pubdate", "publishdate", "publish-date", "article:published_time"))
"""Names of `meta` elements that say when a page was published, in small letters."""


def read_page(page: str) -> tuple[str, tuple[str, ...]]:
    r"""Return the text of a page, and what it says beside it of its publication.

    The text has one line for each paragraph, without menus and scripts.

    >>> read_page("<nav>首页</nav><p>发布时间：2024-03-28<p>学法&nbsp;12次。<script>a=1</script>")
    ('学法\xa012次。', ('发布时间：2024-03-28',))
    """
    parser = _Page()
    parser.feed(page)
    parser.close()
    parser.end_line()
    return "\n".join(parser.lines), tuple(parser.notes)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.notes: list[str] = []
        self._line: list[str] = []
        self._in_links = 0
        self._links = 0
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            said = {name: value or "" for name, value in attrs}
            if (said.get("name") or said.get("property", "")).lower() in _META:
                self.notes.append(said.get("content", ""))
        if tag in _UNREAD:
            self._unread.append(tag)
        if tag in _BLOCKS:
            self.end_line()
        if tag == "a":
            self._links += 1

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag in self._unread:
            while self._unread.pop() != tag:
                pass
        if tag in _BLOCKS:
            self.end_line()
        if tag == "a":
            self._links = max(0, self._links - 1)

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        text = data.replace("\r", " ").replace("\n", " ")
        self._line.append(text)
        if self._links:
            self._in_links += len(text.strip())

    def end_line(self) -> None:
        """End a line, and keep it unless the site wrote it."""
        line = "".join(self._line).strip(" \t")
        is_menu = self._in_links * _MOSTLY > len(line)
        is_furniture = is_menu or _FURNITURE.search(line.strip()) is not None
        if line and not is_furniture:
            self.lines.append(line)
        elif _DATED.search(line):
            self.notes.append(line)
        self._line = []
        self._in_links = 0

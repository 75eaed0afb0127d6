"""Text of files: encodings, web pages, Word documents, and what is refused."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from lawcheck_annual_report.audit.publication import published_in
from lawcheck_annual_report.figures.annual_report import MAX_FIGURES, read_figures
from lawcheck_annual_report.figures.figures import figures_in
from lawcheck_annual_report.figures.labels import labelled
from lawcheck_annual_report.texts.pdf_text import paragraphs
from lawcheck_annual_report.texts.report_text import MAX_CHARACTERS, ReportText, read_report_text

from lawcheck.plugin import EvidenceError, LimitError

TEXT = "青石区2023年度法治政府建设报告\n全年会前学法11次。"


@pytest.mark.parametrize(
    ("data", "notices"),
    [
        (TEXT.encode(), []),
        (b"\xef\xbb\xbf" + TEXT.encode(), []),
        (TEXT.encode("gb18030"), ["{file}: read as GB18030"]),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, notices: list[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    read = read_report_text(path)

    assert read.text == TEXT
    assert [each.pick("en") for each in read.notices] == [
        each.format(file=path) for each in notices
    ]


def refused(path: Path) -> str:
    with pytest.raises(EvidenceError) as error:
        read_report_text(path)
    return str(error.value).replace(str(path), path.name)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.txt",
            TEXT.encode("gb18030") + "\n受理".encode(),
            "a.txt:1: is not UTF-8 from the byte 0xC7 on, but 受理 on line 3 is: two encodings in "
            'one file; save the whole file as "CSV UTF-8", or say --encoding where it is in one',
        ),
        (
            "a.txt",
            b" \n",
            "a.txt: there is no text in it; recognize the text of scans and pictures first, and "
            "save it as text",
        ),
        (
            "a.html",
            b"<script>1</script>",
            "a.html: there is no text in it; recognize the text of scans and pictures first, and "
            "save it as text",
        ),
        (
            "a.txt",
            "学法\n12\ufffd次".encode(),
            "a.txt:2: it has characters that were damaged before (�); save it anew from the "
            "original",
        ),
        (
            "a.txt",
            "青石区\n2023年法治政府建設報告，組織專題學習12次".encode(),
            "a.txt:2: it is in traditional characters, or has sounds between them: a site that "
            "copied it has altered words and numbers; take the text from the site of the "
            "government",
        ),
        (
            "a.txt",
            "调(diào)解案件(jiàn)1.2万余次(cì)".encode(),
            "a.txt:1: it is in traditional characters, or has sounds between them: a site that "
            "copied it has altered words and numbers; take the text from the site of the "
            "government",
        ),
        (
            "a.wps",
            b"",
            "a.wps: this kind of file is not read; there are: .txt, .docx, .pdf, .html, .htm; "
            "save a .doc or .wps as .docx",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0",
            "a.docx: this is a file of the old format (.doc, .wps) or has a password; remove the "
            'password and save it as "Word Document (.docx)"',
        ),
        (
            "a.docx",
            b"PK",
            "a.docx: not an intact .docx document (File is not a zip file); open it with Word or "
            "WPS and save it as .docx",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    assert refused(path) == message


def test_rare_characters_with_their_sounds(tmp_path: Path) -> None:
    """A name may be in traditional characters, or have its sound behind it."""
    text = (
        "埇(yǒng)桥区人民政府2023年度报告，聘请陳東升为法律顾问，审查合同12份" + "，依法行政" * 40
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")

    assert read_report_text(tmp_path / "a.txt").text == text


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.txt") == "a.txt: there is no such file; check the path"


def test_a_page_without_what_surrounds_it(tmp_path: Path) -> None:
    """An official page as sites lay it out: menus, scripts, a form around it, counts of visits."""
    page = """<!DOCTYPE html><html><head><title>青石区 12次</title><style>p{width:5件}</style></head>
    <body><form><nav><a href=/>首页</a></nav><div><a>政务公开</a> | <a>办事服务3件</a></div>
    <div>当前位置：首页</div><h1>青石区2023年度<br>法治政府建设报告</h1>
    <p>来源：青石区 浏览次数：386次</p><div class=article><p>全年会前学法&nbsp;11&nbsp;次，详见<a>附件</a>。</p>
    <p>受理&#35;<b>4</b>件
    </p><table><tr><td>培训</td><td>3次</td></tr></table></div>
    <script>var a = "99次";</script><footer>京ICP备1次</footer></form></body></html>"""
    path = tmp_path / "a.html"
    path.write_text(page, "utf-8")
    read = read_report_text(path)

    assert read.text.split("\n") == [
        "青石区2023年度",
        "法治政府建设报告",
        "全年会前学法\xa011\xa0次，详见附件。",
        "受理#4件",
        "培训",
        "3次",
    ]
    assert [str(each.value) for each in figures_in(read.text)] == ["11", "3"]


@pytest.mark.parametrize(
    ("page", "days"),
    [
        ('<meta name="PubDate" content="2024-03-28 09:18">', [date(2024, 3, 28)]),
        ("<p>来源：青石区 发布时间：2024-3-8 09:18</p>", [date(2024, 3, 8)]),
        ("<div>发布日期：2024年3月28日</div>", [date(2024, 3, 28)]),
        ("<td>[ 发布日期 ]</td><td>2024-03-28</td>", [date(2024, 3, 28)]),
        ("<p>时间：2024/03/28 浏览量：12</p>", [date(2024, 3, 28)]),
        ("<p>成文日期：2024-01-08</p><p>更新时间：2024-05-01</p>", []),
        ("<p>发布日期：2024-13-41</p>", []),
        ("<p>青石区</p>", []),
    ],
)
def test_when_a_page_was_published(tmp_path: Path, page: str, days: list[date]) -> None:
    (tmp_path / "a.html").write_text(f"{page}<p>青石区2023年度报告</p>", "utf-8")
    read = read_report_text(tmp_path / "a.html")

    assert [each.day for each in published_in(read.text, read.notes)] == days


def test_a_word_document(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("青石区2023年度报告")
    paragraph = document.add_paragraph("全年会前学法")
    paragraph.add_run("11").bold = True
    paragraph.add_run("次。")
    document.add_paragraph("加强监督", style="List Number")
    document.add_table(1, 2).rows[0].cells[1].text = "培训3次"
    document.save(str(tmp_path / "a.docx"))
    read = read_report_text(tmp_path / "a.docx")

    assert read.text == "青石区2023年度报告\n全年会前学法11次。\n加强监督\n\n培训3次"
    assert read.notices == ()


def docx(body: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", body)
    return made.getvalue()


def test_tracked_changes_and_numbers_of_word(tmp_path: Path) -> None:
    """What was deleted is not read, what was inserted is."""
    path = tmp_path / "a.docx"
    path.write_bytes(
        docx(
            "<w:body><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>学法</w:t></w:r>"
            "<w:del><w:r><w:delText>9</w:delText><w:t>9</w:t></w:r></w:del>"
            "<w:ins><w:r><w:t>11</w:t></w:r></w:ins><w:r><w:t>次</w:t></w:r></w:p></w:body>"
        )
    )
    read = read_report_text(path)

    assert read.text == "学法11次"
    assert [each.pick("en") for each in read.notices] == [
        f"{path}: 1 paragraphs are numbered by Word, and these numbers are not read"
    ]


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx('<!DOCTYPE a [<!ENTITY b "11次">]><a>&b;</a>'))

    assert refused(path) == (
        "a.docx: the file declares a document type, which Word never writes; save it as .docx "
        "with Word or WPS"
    )


def test_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a" * (MAX_CHARACTERS + 1), "utf-8")
    with pytest.raises(LimitError, match="it has 10000001 characters, more than the limit of"):
        read_report_text(path)
    with pytest.raises(LimitError, match="it has 100001 figures, more than the limit of 100000"):
        read_figures(ReportText("a.txt", "1件" * (MAX_FIGURES + 1)))


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF whose font has no letters, but says which character each of its codes is."""
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> "
        b"endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end"
    )
    objects = [
        b"<< /Length %d >> stream\n%s\nendstream" % (len(to_unicode), to_unicode),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
        b"/DescendantFonts [2 0 R] /ToUnicode 1 0 R >>",
    ]
    parent = len(objects) + 2 * len(pages) + 1
    kids = []
    for lines in pages:
        shown = b" ".join(
            b"<%s> Tj T*" % each.encode("utf-16-be").hex().encode() for each in lines
        )
        content = b"BT /F1 12 Tf 14 TL 72 760 Td %s ET" % shown
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (parent, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % parent)
    made, starts = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(objects), len(made))
    )


def test_a_pdf(tmp_path: Path) -> None:
    """A number and its unit stand on two pages, with a page number and a header between them."""
    header = "青石区人民政府公报"
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            [
                header,
                "青石区2023年度报告",
                "一、主要举措和成效",
                "全年组织会前 学法和培训共11",
                "- 1 -",
            ],
            [header, "次，考试2次。", "（二）优化营商环境", "二、存在的不足", "第 2 页"],
            [header, "力量不足。", "3/3"],
        )
    )
    read = read_report_text(path)

    assert read.text.split("\n") == [
        "青石区2023年度报告",
        "一、主要举措和成效",
        "全年组织会前 学法和培训共11次，考试2次。",
        "（二）优化营商环境",
        "二、存在的不足",
        "力量不足。",
    ]
    first, _ = labelled(read.text, figures_in(read.text))
    assert (first.before, str(first.figure.value)) == ("全年组织会前学法和培训共", "11")


def test_numbers_that_a_line_breaks_are_not_joined() -> None:
    """53 and 12, or 5312: who knows."""
    assert list(paragraphs(["收集执法监督线索共53", "12件", "案件"])) == [
        "收集执法监督线索共53",
        "12件",
        "案件",
    ]


def test_a_scan_and_a_damaged_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([]))
    assert refused(path) == (
        "a.pdf: there is no text in it; recognize the text of scans and pictures first, and save "
        "it as text"
    )
    path.write_bytes(b"%PDF-1.7\n" + b"a" * 40)
    assert refused(path) == (
        "a.pdf: not an intact PDF (Stream has ended unexpectedly); export it anew, or save it as "
        ".docx"
    )
    path.write_bytes(pdf(*[["1次"]] * 501))
    with pytest.raises(LimitError, match="it has 501 pages, more than the limit of 500"):
        read_report_text(path)


@pytest.mark.parametrize(
    "piece",
    [
        "1", "一", "1,", "1,111", "1 ", "百分之", "《", "“1", "第一、", "一、", " ", "\n \n", "，5月",
        "计划", "1件", "其中1件", "。1件", "共1件，", "率1%", "分别为1件、", "由1%升至", "1件至",
        "1 2", "，区司法局", "全市", "，上年", "（1件", "截至1月至", "各部门", "以来", "“八五”", "1月、",
    ],
)  # fmt: skip
def test_hostile_texts_end(piece: str) -> None:
    """A pattern that went back and forth over such a text would not end in a lifetime."""
    text = piece * (40_000 // len(piece))
    figures = figures_in(text)

    assert len(labelled(text, figures)) == len(figures)

"""Word and PDF documents."""

import io
import os
import textwrap
import zipfile

from extra_formats import BRIDGE, HARBOUR, need, read, refusal
from fixtures import stories

# Word


def word(path, *paragraphs, title="", style_title="", table=()):
    need("docx")
    import docx

    document = docx.Document()
    if style_title:
        document.add_paragraph(style_title, style="Title")
    for text in paragraphs:
        document.add_paragraph(text)
    for line in table:
        cells = document.add_table(1, len(line)).rows[0].cells
        for cell, text in zip(cells, line, strict=True):
            cell.text = text
    document.core_properties.title = title
    document.save(path)
    return path


def test_word_document_is_one_article(tmp_path):
    path = word(
        tmp_path / "story.docx", BRIDGE, HARBOUR, style_title="Bridge to close", title="Document1", table=[("a", "b")]
    )
    [article] = read(path)[0]
    assert (article.id, article.title) == ("story.docx", "Bridge to close")
    assert article.text == f"{BRIDGE}\n{HARBOUR}\na\tb"


def test_title_of_a_word_document_comes_from_its_properties_else(tmp_path):
    assert read(word(tmp_path / "a.docx", BRIDGE, title="Bridge"))[0][0].title == "Bridge"


def test_word_document_is_known_by_content(tmp_path):
    path = word(tmp_path / "a.docx", BRIDGE)
    other = path.rename(tmp_path / "submission")
    assert read(other)[0][0].text == BRIDGE


def test_damaged_word_document_is_refused_and_the_rest_goes_on(tmp_path):
    word(tmp_path / "b.docx", BRIDGE)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    assert "damaged DOCX" in refusal(path)
    found, reading = read(tmp_path, skip_bad=True)
    assert [article.id for article in found] == ["b.docx"]
    assert [record.place for record in reading.rejected] == [str(path)]


def test_word_bomb_is_refused(tmp_path):
    need("docx")
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b" " * (201 << 20))
    assert "unpacks to more than 200 MiB, the limit" in refusal(path)


# PDF


def pdf(path, *pages, title="", encrypt=False):
    """A plain PDF of some pages, each some lines."""
    need("pypdf")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td 14 TL {shown}ET".encode("cp1252")
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources} "
            f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    objects.append(f"<< /Title ({title}) >>".encode())
    raw, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(raw)
    size = len(objects) + 1
    raw += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n".encode()
    raw += f"<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    if encrypt:
        import pypdf

        writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
        writer.encrypt("secret", algorithm="RC4-128")
        content = io.BytesIO()
        writer.write(content)
        raw = content.getvalue()
    path.write_bytes(raw)
    return path


def test_pdf_is_one_article_and_broken_words_are_joined(tmp_path):
    path = pdf(
        tmp_path / "a.pdf", ["The old bridge over the riv-", "er closes on Monday."], ["Page two."], title="Bridge"
    )
    [article] = read(path)[0]
    assert (article.id, article.title) == ("a.pdf", "Bridge")
    assert " ".join(article.text.split()) == "The old bridge over the river closes on Monday. Page two."


def test_pdf_without_text_is_counted_and_says_what_to_do(tmp_path):
    found, reading = read(pdf(tmp_path / "a.pdf", []))
    assert found == []
    assert [record.why for record in reading.rejected] == ["the text is empty"]
    assert "only pictures" in reading.notes[0]


def test_encrypted_pdf_is_refused(tmp_path):
    assert ": the PDF is encrypted; save it without a password" in refusal(pdf(tmp_path / "a.pdf", ["x"], encrypt=True))


def test_damaged_pdf_is_refused(tmp_path):
    need("pypdf")
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + os.urandom(200))
    assert "damaged PDF" in refusal(path)


def test_word_documents_read_to_the_five_articles(tmp_path):
    found = stories()
    for story in found:
        word(tmp_path / f"{story.id.removesuffix('.txt')}.docx", *story.paragraphs, title=story.title)
    assert [(a.id, a.title, a.text) for a in sorted(read(tmp_path)[0])] == [
        (s.id.replace(".txt", ".docx"), s.title, "\n".join(s.paragraphs)) for s in found
    ]


def test_pdf_documents_read_to_the_five_articles(tmp_path):
    found = stories()
    for story in found:
        lines = [line.translate(str.maketrans({"(": r"\(", ")": r"\)"})) for line in textwrap.wrap(story.text, 80)]
        pdf(tmp_path / f"{story.id.removesuffix('.txt')}.pdf", lines[:40], lines[40:], title=story.title)
    assert [(a.id, a.title, a.text.split()) for a in sorted(read(tmp_path)[0])] == [
        (s.id.replace(".txt", ".pdf"), s.title, s.text.split()) for s in found
    ]

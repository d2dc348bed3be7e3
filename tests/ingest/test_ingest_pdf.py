"""PDF: text, metadata, and every way in which there is none."""

import io

import pytest
from pypdf import PdfWriter

from aitia.ingest import Limits, open_documents
from aitia.ingest.pdf import joined, paragraphs
from aitia.model.text import Document, Unread

LINES = [
    "The army left the town on Monday, and the rebels who had waited in the",
    "hills for weeks said that they would stay. The gov-",
    "ernment called the pro-",
    "government militia back.",
    "Nobody in the capital had expected it, least of all the ministers who had",
    "signed the truce a year before.",
]


def pdf(*pages):
    """A PDF written by hand, one list of lines a page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        content = b"BT /F1 10 Tf 14 TL 50 700 Td " + b" ".join(b"(%s) Tj T*" % line.encode() for line in lines) + b" ET"
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def read(tmp_path, data, **options):
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return list(open_documents([path], **options))


def rewritten(data, change):
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_text_and_metadata(tmp_path):
    data = rewritten(
        pdf(LINES, ["Second page here."]),
        lambda writer: writer.add_metadata(
            {"/Title": "Water and war", "/Author": "A. Diallo", "/CreationDate": "D:20140912103000Z"}
        ),
    )
    (document,) = read(tmp_path, data)
    assert (document.id, document.title, document.author, document.published) == (
        "report", "Water and war", "A. Diallo", "2014-09-12",
    )  # fmt: skip
    first, *rest = document.text.split("\n\n")
    assert first.endswith("The government called the pro-government militia back.") and "waited in the hills" in first
    assert rest[-1] == "Second page here."


def test_the_date_on_the_page_is_that_of_the_text(tmp_path):
    data = rewritten(
        pdf(["Published on 3 May 2011"], LINES),
        lambda writer: writer.add_metadata({"/CreationDate": "D:20240912103000Z"}),
    )
    (document,) = read(tmp_path, data)
    assert document.published == "2011-05-03"


def test_encrypted(tmp_path, capfd):
    def lock(writer):
        writer.encrypt("secret", algorithm="RC4-128")

    (item,) = read(tmp_path, rewritten(pdf(LINES), lock))
    assert isinstance(item, Unread) and "encrypted" in item.reason and "password" in item.reason
    (item,) = read(tmp_path, rewritten(pdf(LINES), lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")))
    assert isinstance(item, Document)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("cut", [10, 60, 300, 600, 900])
def test_broken_files_say_so_and_print_nothing(tmp_path, capfd, cut):
    (item,) = read(tmp_path, pdf(LINES)[:cut])
    assert isinstance(item, Document) or "broken PDF" in item.reason or "no text" in item.reason
    assert capfd.readouterr() == ("", "")


def test_a_scan_gets_advice(tmp_path):
    (item,) = read(tmp_path, pdf([], []))
    assert isinstance(item, Unread) and "ocrmypdf" in item.reason


def test_limits(tmp_path):
    (item,) = read(tmp_path, pdf(LINES, LINES), limits=Limits(max_pages=1))
    assert "2 pages" in item.reason
    (item,) = read(tmp_path, pdf(LINES, LINES), limits=Limits(max_characters=100))
    assert "too long" in item.reason
    (item,) = read(tmp_path, pdf(LINES), limits=Limits(max_bytes=100))
    assert "too large" in item.reason


def test_paragraphs_and_pages():
    assert paragraphs("") == ""
    assert paragraphs("One line.\n\nAnother\nline.") == "One line.\n\nAnother line."
    assert joined(["The army", "left. It", "", "Then."]) == "The army left. It\n\nThen."

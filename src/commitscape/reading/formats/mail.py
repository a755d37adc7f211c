"""Mails (.eml): the subject as title, the sender as outlet, the plain body before the HTML one."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from commitscape.errors import ReadingError
from commitscape.reading.datelines import stated_day
from commitscape.reading.formats.markup import markup_to_text
from commitscape.reading.formats.parts import Part, stated, with_title
from commitscape.reading.formats.text import decode
from commitscape.reading.formats.unwrap import unwrap


def read_mail(content: bytes) -> list[Part]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html")) if isinstance(message, EmailMessage) else None
    if body is None or not message.keys():
        raise ReadingError("is no mail with a text", remedy="save the whole mail, with its headers")
    raw = body.get_payload(decode=True)
    text, encoding = decode(raw if isinstance(raw, bytes) else b"", declared=body.get_content_charset())
    text = markup_to_text(text) if body.get_content_type() == "text/html" else unwrap(text.split("\n"))
    sender = message["from"]
    name = sender.addresses[0].display_name if sender is not None and sender.addresses else None
    said = stated(title=_header(message, "subject"), outlet=name, author=name, published=stated_day(_header(message, "date")) or "")
    return [Part(text=with_title(said.get("title"), text), stated=said, encoding=encoding)]


def _header(message: EmailMessage, name: str) -> str:
    return str(message[name] or "")

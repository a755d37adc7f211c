"""Plain text in any encoding."""

from __future__ import annotations

import codecs
import unicodedata

from commitscape.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = ("cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "mac_roman")
_USUAL = frozenset("\u00a0\u00ad‘’‚‛“”„‟«»‹›–—…•·€£¥§°©®™×½¼¾²¡¿´")
_SAMPLE = 200_000
_CONTROL = [chr(code) for code in (*range(32), 0x7F) if chr(code) not in "\t\n\r\f\v\x1c\x1d\x1e\x1f"]


def decode(content: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of its encoding, without byte-order mark, lines ended by "\\n".

    Raises ReadingError where the bytes are not text.
    """
    text, encoding = _decode(content, declared)
    control = sum(map(text.count, _CONTROL))
    if control > 8 and control > len(text) * 0.005:
        raise ReadingError("is not text", remedy="give the document in one of the formats that can be read")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(content: bytes, declared: str | None) -> tuple[str, str]:
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(marked, "replace"), marked
    for encoding in ("utf-8", declared, _wide(content)):
        if encoding:
            try:
                return content.decode(encoding), codecs.lookup(encoding).name
            except (UnicodeDecodeError, LookupError):
                continue
    found = _guess(content)
    return content.decode(found, "replace"), codecs.lookup(found).name


def _guess(content: bytes) -> str:
    """The encoding of bytes that say nothing about it; code pages of one byte differ by a few letters only."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise ReadingError("is not text in any known encoding", remedy="save it as UTF-8")
    letters = [sign for sign in str(best) if sign.isalpha()]
    latin = sum(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    if latin < 0.8 * len(letters):
        return best.encoding
    return min(_LATIN, key=lambda encoding: (_odd(content[:_SAMPLE].decode(encoding, "replace")), _LATIN.index(encoding)))


def _odd(text: str) -> int:
    """How many signs a text holds that no text of a Latin alphabet does."""
    return sum(sign > "\x7f" and not sign.isalpha() and sign not in _USUAL for sign in text)


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = content[:4000]
    if len(sample) < 8 or len(content) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else None

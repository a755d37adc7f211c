"""Strangers' files end in a named reject, never in a crash, and read nothing outside the corpus."""

from __future__ import annotations

import io
import os
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.reading.corpus import read_corpus
from commitscape.reading.formats.archive import open_members, printable
from commitscape.reading.formats.worker import READERS, Worker, read_parts
from commitscape.records import Reject

PROSE = b"A tram for the valley\n\nThe council voted on Monday to build a tram line along the river.\n"
NOISE = bytes(random.Random(7).randbytes(4000))


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def nested(depth: int) -> bytes:
    content = PROSE
    for level in range(depth):
        content = packed({f"{level}.txt" if level == 0 else f"{level}.zip": content})
    return content


BOMB = packed({"big.txt": b"\0" * (limits.FILE_BYTES + 1)})
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'

FILES: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n ", "is empty"),
    "noise.txt": (NOISE, "text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + NOISE, "text"),
    "picture.png": (b"\x89PNG\r\n\x1a\n", "is of no format that can be read (.png)"),
    "noname": (PROSE, "is of no format that can be read (no suffix)"),
    "noise.pdf": (NOISE, "is damaged or no pdf file"),
    "cut.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>", "is damaged or no pdf file"),
    "loop.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 9 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF", "pdf"),
    "noise.docx": (NOISE, "is damaged or no docx file"),
    "other.docx": (packed({"a.txt": PROSE}), "is damaged or no docx file"),
    "bomb.docx": (BOMB, "is damaged or no docx file"),
    "noise.html": (NOISE, ""),
    "bare.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "holds no"),
    "deep.html": (b"<div>" * 100_000 + b"x", ""),
    "noise.eml": (b"\n\n", "is empty"),
    "bare.eml": (PROSE, "is no mail with a text"),
    "noise.xml": (NOISE, ""),
    "page.xml": (b"<html><body>hello</body></html>", "is no RSS or Atom feed"),
    "entities.xml": (ENTITIES, "defines entities of its own"),
    "bare.csv": (b"a,b\n1,2\n", "has no column of texts"),
    "head.csv": (b"text\n", "holds no rows"),
    "none.csv": (b"text,title\n,x\n", "holds no text in any row"),
    "list.jsonl": (b"[1, 2]\n", "holds no object in line 1"),
    "broken.jsonl": (b'{"text": "a"}\n{"text": \n', "is not JSON Lines (line 2)"),
    "deep.jsonl": (b"[" * 200_000, "is not JSON Lines (line 1)"),
    "noise.zip": (NOISE, "is a damaged archive"),
    "bomb.zip": (BOMB, "is larger than 20 MB"),
    "deep.zip": (nested(6), "lies deeper than 3 archives"),
    "escape.zip": (packed({"../../out.txt": PROSE}), "is a link or a path out of the archive"),
    "absolute.zip": (packed({"/etc/out.txt": PROSE}), "is a link or a path out of the archive"),
    "drive.zip": (packed({"C:\\out.txt": PROSE}), "is a link or a path out of the archive"),
    "control.zip": (packed({"a\x1b[31m.txt": PROSE}), "is a link or a path out of the archive"),
    "furniture.txt": (b"Share\n\nPost a Comment\n", "holds no article"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_a_named_reject_and_its_neighbour_is_read(tmp_path: Path, name: str) -> None:
    content, reason = FILES[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_bytes(PROSE)
    corpus = read_corpus(tmp_path, language=None)
    assert "good.txt" in corpus.documents
    if reason:
        assert [reject.file.split("/")[0] for reject in corpus.rejects] == [name]
        assert reason in corpus.rejects[0].reason
    for reject in corpus.rejects:
        line = f"{reject.file} {reject.where} {reject.reason} {reject.remedy}"
        assert line.isprintable()
        assert reject.remedy
        assert str(tmp_path) not in line


def test_links_out_of_the_corpus_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(PROSE)
    corpus = tmp_path / "corpus"
    (corpus / "inner").mkdir(parents=True)
    (corpus / "link.txt").symlink_to(secret)
    (corpus / "loop").symlink_to(corpus)
    (corpus / "gone.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(corpus / "pipe.txt")
    found = read_corpus(corpus)
    assert found.articles == ()
    assert {reject.file: reject.reason for reject in found.rejects} == {
        "link.txt": "is a link that leads out of the corpus",
        "gone.txt": "is a link that leads out of the corpus",
        "pipe.txt": "is no regular file",
    }


def test_links_in_archives_are_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    (reject,) = open_members(out.getvalue(), "a.zip")
    assert isinstance(reject, Reject)
    assert reject.where == "link.txt"


def test_an_archive_of_many_large_files_stops_at_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 1000)
    members = list(open_members(packed({f"{number}.txt": b"x" * 400 for number in range(5)}), "a.zip"))
    assert [isinstance(member, Reject) for member in members] == [False, False, True, True, True]


def test_an_unreadable_corpus_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="does not exist"):
        read_corpus(tmp_path / "nothing")


def test_stray_names_can_be_shown() -> None:
    assert printable("a\x1b[2J\udcff.txt") == "a\\x1b[2J\\udcff.txt"
    assert printable("Größe – “a”.txt") == "Größe – “a”.txt"


def test_a_slow_document_is_stopped_and_the_next_is_read() -> None:
    slow = b"%PDF-1.4\n" + b"1 0 obj\n<< /Type /Page >>\nendobj\n" * 300_000
    with Worker(seconds=0.05) as worker:
        with pytest.raises(ReadingError, match="took longer than"):
            worker.read("pdf", slow)
        worker._seconds = 600
        assert worker.read("txt", PROSE)[0].text == PROSE.decode()


def test_halves_of_surrogate_pairs_are_replaced() -> None:
    (part,) = read_parts("jsonl", b'{"text": "a \\ud800 b"}')
    assert part.text == "a ? b"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([name for name in READERS if name != "html"]),
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<rss>", b'{"text":"', b"text\n"]),
)
def test_any_bytes_are_read_or_refused(format: str, content: bytes, head: bytes) -> None:
    with suppress(ReadingError):
        for part in read_parts(format, head + content):
            assert part.text.encode("utf-8").strip()


def test_titles_and_outlets_hold_no_control_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A tram\x1b[2J for the \xe2\x80\xaevalley\n\nThe council voted on Monday to build it.\n")
    (tmp_path / "b.jsonl").write_bytes(b'{"title": "A \\u001b[31mtram\\u0007", "outlet": "Post\\n=1+1", "text": "The council voted on Monday to build it."}')
    corpus = read_corpus(tmp_path)
    assert [(article.title, article.outlet) for article in corpus.articles] == [("A tram[2J for the valley", None), ("A [31mtram", "Post =1+1")]

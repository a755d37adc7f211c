"""A researcher's table overrides what texts state; a faulty row is one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from commitscape.errors import ReadingError
from commitscape.reading.corpus import read_corpus
from commitscape.reading.metadata import read_metadata

HEADER = "file,title,outlet,published,published_basis,reason\n"


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "metadata.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a.txt,,Post,2025-02-30,metadata,known", "published '2025-02-30' is no date"),
        ("a.txt,,Post,yesterday,metadata,known", "published 'yesterday' is no date"),
        ("a.txt,,Post,2025-02-03,guessed,known", "published_basis 'guessed' is unknown"),
        ("a.txt,,Post,2025-02-03,unknown,known", "published and published_basis contradict each other"),
        ("a.txt,,,,metadata,known", "published and published_basis contradict each other"),
        ("a.txt,,Post,2025-02-03,metadata,", "gives no reason"),
        (",,Post,2025-02-03,metadata,known", "names no file"),
        ("a.txt,,Post,2025-02-03,metadata,known, indeed", "has 7 values for 6 columns"),
        ("ok.txt,,Post,2025-02-03,metadata,known", "describes ok.txt a second time"),
    ],
)
def test_a_faulty_row_is_a_reject_and_the_rest_stands(tmp_path: Path, row: str, reason: str) -> None:
    known = read_metadata(write(tmp_path, f"{HEADER}ok.txt,,Post,2025-02-03,metadata,known\n{row}\n"))
    assert [(reject.file, reject.where, reject.reason) for reject in known.rejects] == [("metadata.csv", "row 3", reason)]
    assert known.rejects[0].remedy
    assert [row.file for row in known.rows] == ["ok.txt"]


@pytest.mark.parametrize(
    ("content", "words"),
    [("file,outlet\n", "lacks the column published"), ("", "lacks the column file"), (b"file\xff", "is not UTF-8"), (HEADER + 'a,"b', "is not a CSV table")],
)
def test_a_faulty_table_is_one_error(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words) as caught:
        read_metadata(write(tmp_path, content))
    assert "\n" not in str(caught.value)
    assert "metadata.csv" in str(caught.value)


def test_a_missing_table_holds_no_rows(tmp_path: Path) -> None:
    assert read_metadata(tmp_path / "metadata.csv").rows == ()


def test_rows_reach_their_articles(tmp_path: Path) -> None:
    dump = (
        "The council approves the tram\n\n5 September 2025, 10:25\n\nIt voted on Monday.\n\n"
        "The valley rejects the tram\n\n4 September 2025, 09:00\n\nIt said no.\n"
    )
    (tmp_path / "dump.txt").write_text(dump)
    (tmp_path / "one.txt").write_text("A tram for the valley\n\nThe council voted for it.\n")
    write(
        tmp_path,
        HEADER + "one.txt,,Post,2025-02-03,metadata,the printed edition\n"
        "dump.txt,The valley  rejects the tram,Valley Times,2025-09-03T08:00,inferred,'on Wednesday'\n"
        "dump.txt,,Harbour Post,,,its masthead\n",
    )
    corpus = read_corpus(tmp_path)
    assert corpus.rejects == ()
    assert [(a.outlet, a.published, a.published_basis) for a in corpus.articles] == [
        ("Harbour Post", "2025-09-05T10:25", "stated"),
        ("Valley Times", "2025-09-03T08:00", "inferred: 'on Wednesday'"),
        ("Post", "2025-02-03", "metadata: the printed edition"),
    ]


def test_a_row_for_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A tram for the valley\n\nThe council voted for it.\n")
    write(tmp_path, HEADER + "gone.txt,,Post,2025-02-03,metadata,known\n")
    corpus = read_corpus(tmp_path)
    assert [(reject.file, reject.where) for reject in corpus.rejects] == [("metadata.csv", "row 2")]
    assert len(corpus.articles) == 1


def test_rows_of_other_files_do_not_matter_to_a_single_file(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A tram for the valley\n\nThe council voted for it.\n")
    write(tmp_path, HEADER + "two.txt,,Post,2025-02-03,metadata,known\n")
    assert read_corpus(tmp_path / "one.txt").rejects == ()

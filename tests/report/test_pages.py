"""Which pages there are, what they are called and where they stand."""

from __future__ import annotations

from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest
import yaml

from commitscape.errors import ReportError
from commitscape.report.pages import find_pages
from commitscape.report.toc import table_of_contents

TABLES = SimpleNamespace(
    positions=pd.DataFrame({"actor": ["FRA", "DEU", "FRA"], "instrument": ["air", "air", "arms"]}),
    actors=pd.DataFrame({"code": ["DEU", "FRA", "ITA"], "order": [1, 0, 2]}),
    instruments=pd.DataFrame({"code": ["arms", "air", "sea"], "order": [0, 1, 2]}),
    articles=pd.DataFrame({"article_id": ["a2", "a1"], "day": pd.to_datetime(["2025-09-02", "2025-09-01"]), "file": ["x", "y"], "start": [0, 0]}),
)
PLAN = {"root": "index", "parts": [
    {"caption": "One", "pages": ["landscape"]}, {"caption": "Names", "pages": ["actors", "actor-*"]},
    {"caption": "Rest", "pages": ["numbers"]}, {"caption": "Method", "pages": ["method"]},
]}


def test_templates_become_a_page_for_each_of_their_kind(notebook, tmp_path):
    for name, template in (("index", None), ("actor", "actor"), ("instrument", "instrument"), ("evidence", "article")):
        notebook(name, template=template)
    pages = find_pages(tmp_path / "notebooks", TABLES)
    assert [page.name for page in pages] == ["actor-fra", "actor-deu", "evidence-a1", "evidence-a2", "index", "instrument-arms", "instrument-air"]
    assert [dict(page.parameters) for page in pages if page.kind == "article"] == [{"article": "a1"}, {"article": "a2"}]


def test_a_tool_is_no_page(notebook, tmp_path):
    tool = notebook("review").source
    made = nbformat.read(tool, as_version=4)
    made.metadata["commitscape"] = {"tool": True}
    nbformat.write(made, tool)
    notebook("index")
    assert [page.name for page in find_pages(tmp_path / "notebooks", None)] == ["index"]


@pytest.mark.parametrize("code", ["../../etc", "a/b", "A B", "x" * 200, "con\n"])
def test_no_code_names_a_file_elsewhere(notebook, tmp_path, code):
    notebook("actor", template="actor")
    tables = SimpleNamespace(**{**vars(TABLES), "positions": pd.DataFrame({"actor": [code], "instrument": ["air"]}),
                                "actors": pd.DataFrame({"code": [code], "order": [0]})})
    with pytest.raises(ReportError, match="cannot name a page"):
        find_pages(tmp_path / "notebooks", tables)


def test_unknown_template_and_broken_notebook_are_named(notebook, tmp_path):
    notebook("odd", template="planet")
    with pytest.raises(ReportError, match="unknown template 'planet'"):
        find_pages(tmp_path / "notebooks", TABLES)
    (tmp_path / "notebooks/odd.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(ReportError, match=r"odd\.ipynb: not a notebook"):
        find_pages(tmp_path / "notebooks", TABLES)


@pytest.mark.parametrize(("names", "root", "parts"), [
    (["index", "landscape", "actors", "actor-deu", "method"], "index", {"One": ["landscape"], "Names": ["actors", ["actor-deu"]], "Method": ["method"]}),
    (["index", "actor-deu", "actor-fra"], "index", {"Names": ["actor-deu", "actor-fra"]}),
    (["index", "surprise", "method"], "index", {"Rest": ["surprise"], "Method": ["method"]}),
    (["landscape", "numbers"], "landscape", {"Rest": ["numbers"]}),
])
def test_sidebar(tmp_path, names, root, parts):
    (tmp_path / "parts.yml").write_text(yaml.safe_dump(PLAN), encoding="utf-8")
    made = table_of_contents(tmp_path / "parts.yml", names)
    found = {}
    for part in made.get("parts", ()):
        entries = []
        for chapter in part["chapters"]:
            entries.append(chapter["file"])
            if "sections" in chapter:
                entries.append([section["file"] for section in chapter["sections"]])
        found[part["caption"]] = entries
    assert (made["root"], found) == (root, parts)

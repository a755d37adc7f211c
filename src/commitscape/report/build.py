"""The second half of a build as nodes of the graph: from tables to a readable report."""

from __future__ import annotations

import json
import pkgutil
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitscape.errors import ReportError
from commitscape.fingerprints import CODE, installed, of_folder, of_parts, of_path
from commitscape.folders import replacing
from commitscape.graph import Node
from commitscape.modules import imported, of_modules
from commitscape.report.offers import OFFERS, PLACE
from commitscape.report.toc import table_of_contents
from commitscape.report.workshop import Workshop

PLANNING = ("commitscape.report.pages", "commitscape.report.runner")
RUNNING = ("commitscape.report.runner", "commitscape.report.kernel", "commitscape.report.warm", "commitscape.report.clean")
SETTING = ("commitscape.report.typeset", "commitscape.report.book", "commitscape.report.offline", "commitscape.report.sphinx")
TELLING = ("commitscape.report.guide", "commitscape.cli", "commitscape.reference")
SOURCES = ("_config.yml", "parts.yml", "_static", "vega", "guide")
COMMON = {"tables": "../tables"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a build's things stand: the notebooks and sources of the book, the folder that the build works in, the finished book."""

    notebooks: Path
    book: Path
    folder: Path
    html: Path

    @property
    def plan(self) -> Path:
        return self.folder / "plan.json"

    @property
    def pages(self) -> Path:
        """Executed notebooks, each as soon as it is there; `folder/notebooks` holds them once all are."""
        return self.folder / "pages"


def chart_modules() -> list[str]:
    """Everything that a notebook may import, so that its kernel has it before it starts."""
    return [f"commitscape.charts.{module.name}" for module in pkgutil.iter_modules([str(CODE / "charts")])]


def plan_node(places: Places, parameters: Mapping[str, Any]) -> Node:
    """Which pages there will be, under which titles, executed with which parameters."""
    def work() -> None:
        from commitscape.report.planning import make_plan

        places.plan.write_text(json.dumps(make_plan(places.notebooks, places.folder, parameters, COMMON), indent=1), encoding="utf-8")

    sources = {f"notebook {path.name}": path for path in sorted(places.notebooks.glob("*.ipynb"))}
    if not sources:
        raise ReportError("no notebooks", where=str(places.notebooks), remedy="name the folder of the report's notebooks with --notebooks")
    return Node(
        name="plan", stage="tables", work=work, after=("tables",), makes=(places.plan,), reads={**sources, "tables": places.folder / "tables"},
        inputs={"code": of_modules(__name__, *PLANNING), "parameters": json.dumps(parameters, sort_keys=True)},
    )


def report_nodes(places: Places, *, workshop: Workshop) -> list[Node]:
    """The pages of the plan, their charts, the book."""
    plan = json.loads(places.plan.read_text(encoding="utf-8"))
    pages, names = plan["pages"], [page["name"] for page in plan["pages"]]
    versions = installed()
    tables = {f"table {path.stem}": of_path(path) for path in sorted((places.folder / "tables").glob("*.parquet"))}
    common = {**tables, "topic": of_folder(places.folder / "topic"), "libraries": versions}
    codes = {source: _code_of(places.notebooks / source) for source in {page["source"] for page in pages}}
    drawing, setting = of_modules("commitscape.report.drawing"), of_modules(__name__, *SETTING)
    nodes = []
    for page in pages:
        executed = places.pages / f"{page['name']}.ipynb"
        nodes.append(Node(
            name=f"page {page['name']}", stage="pages", work=_executing(page, places, workshop), makes=(executed,),
            reads={"notebook": places.notebooks / page["source"]},
            inputs={**common, "code": codes[page["source"]], "parameters": json.dumps(page["own"], sort_keys=True)},
        ))
    figures = [places.folder / "figures" / name for name in names]
    sources = {name: of_path(places.book / name) for name in SOURCES}
    work = places.folder / "book"

    telling = of_parts([of_modules(*TELLING), of_path(CODE / "topics" / "template")])

    def set_pages() -> list[str]:
        from commitscape.report.typeset import typeset

        for stray in set(places.pages.iterdir()) - {places.pages / f"{name}.ipynb" for name in names}:
            stray.unlink()
        titles = {page["name"]: page["title"] for page in pages if page["title"]}
        return typeset(
            names, notebooks=places.pages, book=places.book, work=work, title=plan["title"], titles=titles, sphinx=workshop.sphinx, key=versions + setting,
        )

    everything = tuple(node.name for node in nodes)
    executed_pages = {f"page {name}": places.pages / f"{name}.ipynb" for name in names}
    book = Node(
        name="book", stage="book", work=set_pages, after=everything, makes=(work / "html",), reads=executed_pages,
        inputs={**sources, "plan": json.dumps(plan, sort_keys=True), "code": setting, "libraries": versions, "what the guide tells": telling},
    )
    charts = [
        Node(
            name=f"charts of {name}", stage="charts", work=_drawing(name, places.pages / f"{name}.ipynb", folder, workshop),
            after=(f"page {name}",), makes=(folder,),
            reads={f"page {name}": places.pages / f"{name}.ipynb"}, inputs={"code": drawing, "libraries": versions},
        )
        for name, folder in zip(names, figures, strict=True)
    ]

    def publish() -> None:
        from commitscape.report.book import publish as publish_book

        root = str(table_of_contents(places.book / "parts.yml", names)["root"])
        _publish_notebooks(names, places)
        publish_book(work / "html", places.html, book=places.book, figures=figures, root=root, data=places.folder / "tables")
        for stray in set((places.folder / "figures").iterdir()) - set(figures):
            shutil.rmtree(stray)

    done = Node(
        name="publication", stage="publication", work=publish, after=("book", *(node.name for node in charts)),
        makes=(places.folder / "notebooks", places.html), but=frozenset({PLACE.as_posix(), OFFERS.as_posix()}),
        reads={"pages of the book": work / "html", **{f"charts of {folder.name}": folder for folder in figures}, **executed_pages},
        inputs={**sources, **tables, "tables": of_folder(places.folder / "tables"), "code": setting, "libraries": versions},
    )
    return [*nodes, book, *charts, done]


def _executing(page: Mapping[str, Any], places: Places, workshop: Workshop) -> Any:
    def work() -> list[str]:
        from commitscape.report.pages import Page

        places.pages.mkdir(parents=True, exist_ok=True)
        wanted = Page(name=page["name"], source=places.notebooks / page["source"], parameters=page["parameters"], kind=page["kind"], subject=page["subject"])
        failure = workshop.execute(wanted, page["own"], set(page["known"]), out=places.pages)
        return [str(failure)] if failure else []

    return work


def _drawing(name: str, notebook: Path, folder: Path, workshop: Workshop) -> Any:
    def work() -> list[str]:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return workshop.drawer.draw(name, notebook, folder)

    return work


def _publish_notebooks(names: Sequence[str], places: Places) -> None:
    with replacing(places.folder / "notebooks") as staged:
        for name in names:
            shutil.copyfile(places.pages / f"{name}.ipynb", staged / f"{name}.ipynb")


def _code_of(notebook: Path) -> str:
    """Hash of the package's code that a notebook runs; of all of it where its cells are not plain Python."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        source = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        return of_modules(*RUNNING, *imported(source))
    except (ValueError, KeyError, TypeError, SyntaxError):
        return of_folder(CODE)

"""The report as one PDF: printed by headless Chromium, with page numbers in its contents and an outline.

Printed twice, because only the first print tells on which page a chapter begins. Two prints of the same book are
the same, byte for byte.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import Fit, NameObject, create_string_object

from commitscape.errors import ReportError
from commitscape.report.offers import OFFERS, PLACE, offered
from commitscape.report.packed import packed
from commitscape.report.printed import CONTENTS, Printed, compose

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
TRIES = 4
NODE = re.compile(r"node\d{8,}")
SECONDS = 300
Say = Callable[[str], None]


def write_pdf(book: Path, out: Path | None = None, *, say: Say = lambda _: None) -> Path:
    """Print the built book in the folder `book` to the file `out` (`_static/commitscape.pdf` of the book) and return it.

    Printed into the book, it is offered on every page from then on.

    Raises ReportError without a book, without Chromium, or when the file cannot be written.
    """
    printed = compose(book)
    target = out or book / PLACE
    say(f"pdf: {len(printed.entries)} pages of the book")
    with _browser_page(book) as (page, source):
        numbers: dict[str, int] = {}
        for time in range(1, TRIES + 1):
            source.write_text(printed.markup(numbers), encoding="utf-8")
            body = _print(page, source)
            found = anchor_pages(body)
            say(f"pdf: print {time}")
            if found == numbers:
                break
            numbers = found
        else:
            raise ReportError("the page numbers do not settle", where=str(target), remedy="report this with the book it happened to")
    finished = _finished(body, printed, numbers)
    _write(finished, target)
    if out is None:
        _write(offered(pages=len(PdfReader(io.BytesIO(finished)).pages), size=len(finished)), book / OFFERS)
    return target


def anchor_pages(body: bytes) -> dict[str, int]:
    """The page, counted from 1, on which every anchor of a PDF that is linked to stands."""
    reader = PdfReader(io.BytesIO(body))
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, start=1) if page.indirect_reference}
    return {name.removeprefix("/"): pages[place.raw_get("/Page").idnum] for name, place in reader.named_destinations.items()}


def find_chromium() -> str:
    """Path of the system's Chromium, or of the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        raise ReportError("no Chromium to print with", where="commitscape pdf", remedy="install it (apt-get install chromium) or name it with CHROMIUM")
    return path


@contextmanager
def _browser_page(book: Path) -> Iterator[tuple[Page, Path]]:
    """A page that runs no script and reads nothing but the book's own files, and the file to write its document to."""
    path = find_chromium()
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise ReportError("playwright is missing", where="commitscape pdf", remedy="install it (pip install playwright); make pdf does") from None
    with tempfile.TemporaryDirectory(prefix="commitscape-pdf-") as folder, sync_playwright() as play:
        source = Path(folder).resolve() / "report.html"
        allowed = (source.as_uri(), (book / "_static").resolve().as_uri() + "/")

        def gate(route: Route) -> None:
            route.continue_() if route.request.url.startswith(allowed) else route.abort()

        try:
            browser = play.chromium.launch(executable_path=path)
        except Error as fault:
            raise ReportError(f"Chromium does not start: {fault.message.splitlines()[0]}", where=path, remedy="name another with CHROMIUM") from None
        try:
            page = browser.new_context(java_script_enabled=False, offline=True, color_scheme="light").new_page()
            page.set_default_timeout(SECONDS * 1000)
            page.route("**/*", gate)
            yield page, source
        finally:
            browser.close()


def _print(page: Page, source: Path) -> bytes:
    page.goto(source.as_uri())
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)


def _finished(body: bytes, printed: Printed, numbers: Mapping[str, int]) -> bytes:
    """With an outline and without the time of printing."""
    writer = PdfWriter(clone_from=io.BytesIO(body))
    writer.metadata = {"/Title": printed.title, "/Creator": "commitscape", "/Producer": "commitscape"}
    _outline(writer, printed, numbers)
    _renumber(writer)
    finished = io.BytesIO()
    writer.write(finished)
    return packed(finished.getvalue())


def _renumber(writer: PdfWriter) -> None:
    """Number the structure's names anew, in their order: Chromium takes them from a counter that does not begin at the same number each time."""
    held = [thing for thing in writer._objects if thing is not None]
    ranks = {name: rank for rank, name in enumerate(sorted({text for thing in held for _, _, text in _names(thing)}))}
    for thing in held:
        for parent, key, text in list(_names(thing)):
            parent[key] = create_string_object(f"node{ranks[text]:08d}")


def _names(thing: Any) -> Iterator[tuple[Any, Any, str]]:
    """Every name of a structure element inside an object: its container, its key or index there, and the name."""
    if not isinstance(thing, dict | list):
        return
    for key, value in list(thing.items() if isinstance(thing, dict) else enumerate(thing)):
        if isinstance(value, str | bytes) and NODE.fullmatch(value.decode("latin-1") if isinstance(value, bytes) else value):
            yield thing, NameObject(key) if isinstance(thing, dict) else key, value.decode("latin-1") if isinstance(value, bytes) else str(value)
        else:
            yield from _names(value)


def _outline(writer: PdfWriter, printed: Printed, numbers: Mapping[str, int]) -> None:
    def add(title: str, name: str, parent: Any = None) -> Any:
        return writer.add_outline_item(title=title, page_number=numbers[name] - 1, parent=parent, fit=Fit.fit_horizontally(), is_open=False)

    if CONTENTS in numbers:
        add("Contents", CONTENTS)
    part, above, chapter = "", None, None
    for entry in printed.entries:
        if entry.name not in numbers:
            continue
        if entry.part != part:
            part, above = entry.part, add(entry.part, entry.name)
        if entry.level == 1:
            chapter = add(entry.title, entry.name, above)
        else:
            add(entry.title, entry.name, chapter or above)


def _write(body: bytes, target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(body)
        part.replace(target)
    except OSError as fault:
        raise ReportError(f"cannot be written ({fault.strerror})", where=str(target), remedy="choose another file with --out") from None
    finally:
        part.unlink(missing_ok=True)

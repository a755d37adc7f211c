"""What a reader does: filter, slide, point, search, switch, download, print, and read without scripts."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from commitscape.report.offers import offered

from .conftest import BOOK, PATIENCE

pytestmark = pytest.mark.browser
PAGE = "landscape.html"
PLOT = ".cs-figure:has(.cs-spec) .cs-plot svg"


def figure(page):
    return page.locator(".cs-figure:has(.cs-spec)").first


def picture(page):
    return page.evaluate(f"document.querySelector('{PLOT}').outerHTML")


def changes(page, before):
    """Wait until the first chart is another than `before`."""
    page.wait_for_function(f"before => document.querySelector('{PLOT}')?.outerHTML !== before", arg=before)


def test_filter_of_a_chart_changes_it(watched):
    page = watched.open(PAGE)
    before = picture(page)
    choice = figure(page).locator(".cs-controls select").first
    choice.select_option(index=1)
    changes(page, before)


def test_slider_changes_the_chart(watched):
    page = watched.open(PAGE)
    before = picture(page)
    slider = figure(page).locator(".cs-controls input[type=range]").first
    slider.focus()
    page.keyboard.press("Home")
    changes(page, before)


def test_tooltip_names_what_is_under_the_pointer(watched):
    page = watched.open(PAGE)
    marks = figure(page).locator(".cs-plot svg .mark-rect path[aria-label], .cs-plot svg .mark-rect path")
    for index in range(0, marks.count(), 3):
        box = marks.nth(index).bounding_box()
        if not box or box["width"] < 4 or box["width"] > 80:
            continue
        marks.nth(index).scroll_into_view_if_needed()
        box = marks.nth(index).bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.locator("#vg-tooltip-element.visible").wait_for()
        assert page.locator("#vg-tooltip-element.visible").inner_text().strip()
        return
    pytest.fail("no mark can be pointed at")


def test_a_mark_leads_to_its_sentence(watched):
    page = watched.open(PAGE)
    figure(page).get_by_role("tab", name="Table").click()
    link = figure(page).locator(".cs-table a[href^='evidence-']").first
    target = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**/{target}")
    assert page.locator(".cs-mark.cs-target").count() >= 1


def test_search_finds_a_word_of_the_book(watched):
    page = watched.open("search.html?q=positions")
    page.wait_for_selector("#search-results li a")
    assert page.locator("#search-results li a").count() >= 1


def test_tabs_by_keyboard(watched):
    page = watched.open(PAGE)
    frame = figure(page)
    frame.get_by_role("tab", name="Chart").focus()
    page.keyboard.press("ArrowRight")
    assert frame.get_by_role("tab", name="Table").get_attribute("aria-selected") == "true"
    assert frame.locator(".cs-table").is_visible()
    assert not frame.locator(".cs-plot").is_visible()


@pytest.mark.parametrize("kind", ["SVG", "PNG", "CSV"])
def test_download_is_what_is_shown(watched, kind):
    page = watched.open(PAGE)
    frame = figure(page)
    frame.get_by_role("tab", name="Table").click()
    rows = frame.locator(".cs-table tbody tr").count()
    filtered = frame.locator(".cs-filter input")
    if filtered.count():
        filtered.fill("germany")
        rows = frame.locator(".cs-table tbody tr:visible").count()
    if kind != "CSV":
        frame.get_by_role("tab", name="Chart").click()
    with page.expect_download() as waiting:
        frame.get_by_role("button", name=f"Download as {kind}").click()
    body = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename.endswith(f".{kind.lower()}")
    if kind == "PNG":
        assert body.startswith(b"\x89PNG")
    elif kind == "SVG":
        assert body.startswith(b"<svg")
        assert frame.locator(".cs-title").inner_text().split()[0].encode() in body
    else:
        lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
        assert len(lines) == rows + 1
        assert not any(re.match(r"[=+@]", cell) for line in lines for cell in line)


def test_table_filter_and_sorting(watched):
    page = watched.open("corpus.html")
    table = page.locator("table.cs-grid").first
    table.locator("thead button").nth(4).click()
    counts = [int(text) for text in table.locator("tbody tr td:nth-child(5)").all_inner_texts()]
    assert counts == sorted(counts)
    page.locator(".cs-filter input").first.fill("no such words anywhere")
    assert table.locator("tbody tr:visible").count() == 0


def test_stances_of_an_article_can_be_hidden(watched):
    page = watched.open(sorted(path.name for path in BOOK.glob("evidence-*.html"))[0])
    switch = page.locator(".cs-key button").first
    stance = switch.get_attribute("data-stance")
    switch.click()
    assert page.locator(f".cs-card[data-stance={stance}]:visible").count() == 0
    assert switch.get_attribute("aria-pressed") == "false"


def test_dark_and_back(watched):
    page = watched.open(PAGE)
    for theme in ("dark", "light"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        page.wait_for_function("theme => document.querySelector('.cs-figure:has(.cs-spec)').dataset.drawn === theme", arg=theme)


def test_print_shows_the_still(watched):
    page = watched.open(PAGE)
    page.wait_for_function("[...document.querySelectorAll('img.cs-print')].every(image => image.complete && image.naturalWidth > 0)")
    page.emulate_media(media="print")
    assert figure(page).locator("img.cs-print").is_visible()
    assert not figure(page).locator(".cs-plot").is_visible()
    assert not page.locator(".bd-sidebar-primary").is_visible()


def test_without_scripts_the_still_stands_in(browser):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"file://{BOOK}/{PAGE}")
    image = page.locator(".cs-figure noscript img").first
    assert image.is_visible()
    assert image.bounding_box()["height"] > 100
    context.close()


def test_marks_by_keyboard(watched):
    page = watched.open(PAGE)
    plot = figure(page).locator(".cs-plot")
    figure(page).get_by_role("button", name="Asks for it").focus()
    page.keyboard.press("Tab")
    assert plot.evaluate("plot => plot === document.activeElement")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if "evidence-" in (plot.get_attribute("data-at") or ""):
            break
        page.keyboard.press("ArrowRight")
    target = plot.get_attribute("data-at")
    assert target.startswith("evidence-")
    ring = figure(page).locator(".cs-ring")
    assert ring.is_visible()
    assert ring.bounding_box()["width"] < 60
    assert page.locator("#vg-tooltip-element.visible").inner_text().strip()
    assert len(figure(page).locator(".cs-said").inner_text()) > 20
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target}")


def test_a_tap_tells_and_a_second_one_follows(browser):
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"file://{BOOK}/{PAGE}")
    page.wait_for_function("document.querySelector('.cs-figure').dataset.drawn")
    assert figure(page).get_attribute("data-form") == "narrow"
    mark = figure(page).locator(".cs-plot svg .mark-rect path[aria-label*=', ']").first
    mark.scroll_into_view_if_needed()
    mark.tap()
    assert "Tap again" in page.locator("#vg-tooltip-element.visible").inner_text()
    assert page.url.endswith(PAGE)
    mark.tap()
    page.wait_for_url("**/evidence-*")
    context.close()


def test_terms_say_what_the_codebook_means(watched):
    page = watched.open(PAGE)
    figure(page).get_by_role("button", name="Willing").focus()
    told = page.locator("#vg-tooltip-element.visible").inner_text()
    figure(page).locator(".cs-terms summary").click()
    assert figure(page).locator(".cs-terms dt", has_text="Willing").locator("+ dd").inner_text() in told
    assert figure(page).locator(".cs-terms dt", has_text="Buffer zone").is_visible()


def test_csv_follows_the_inputs_of_the_chart(watched):
    page = watched.open(PAGE)

    def rows():
        with page.expect_download() as waiting:
            figure(page).get_by_role("button", name="Download as CSV").click()
        return list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))

    whole = rows()
    slider = figure(page).locator(".cs-controls input[type=range]").first
    before = picture(page)
    slider.focus()
    page.keyboard.press("Home")
    changes(page, before)
    earlier = rows()
    assert whole[0] == earlier[0]
    assert 1 < len(earlier) < len(whole)
    assert len(whole) - 1 == figure(page).locator(".cs-table tbody tr").count()


def test_the_pdf_is_offered_where_it_was_printed(watched):
    assert watched.open("method.html").locator(".cs-pdf").count() == 0 or (BOOK / "_static/commitscape.pdf").is_file()
    made = offered(pages=7, size=1_500_000).decode().removeprefix("window.csOffers = ").rstrip(";\n")
    watched.page.add_init_script(f"Object.defineProperty(window, 'csOffers', {{ value: {made}, writable: false }})")  # as the file would set it
    link = watched.open("method.html").locator(".cs-offers .cs-pdf a")
    assert "7 pages, 1.5 MB" in link.inner_text()
    assert link.get_attribute("href") == "_static/commitscape.pdf"


def test_no_script_of_a_text_runs(watched):
    page = watched.open(PAGE)
    page.evaluate("""() => document.querySelector('article').insertAdjacentHTML('beforeend',
        '<img src="data:image/png;base64,AA" onerror="window.broken=1"><a id="evil" href="javascript:window.broken=1">x</a>')""")
    page.locator("#evil").dispatch_event("click")
    page.wait_for_function("document.querySelector('article > img[onerror]').complete")
    for _ in range(3):  # refusals: of the image's handler, of the link
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert page.evaluate("window.broken") is None
    assert watched.errors
    assert all("Content Security Policy" in error or "ERR_" in error for error in watched.errors), watched.errors
    watched.errors.clear()

"""A sitting without a browser: the queue, the decisions, the way back."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from commitscape.errors import TopicError, UsageError
from commitscape.review.notes import agreement_table, opening, stale_table, to_settle_table
from commitscape.review.panel import Panel
from commitscape.review.session import Session, open_session
from commitscape.tables.decisions import FILE, Reviews, read_reviews
from commitscape.tables.reviews import apply_reviews

ADDED = {"actor": "ITA", "instrument": "tray", "stance": "committed", "attribution": "reporter", "speaker": "", "medium": "", "conditions": ""}


@pytest.fixture
def session(bench: Any) -> Session:
    return open_session(bench.tables, bench.topic, reviewer="Eve", day=lambda: "2025-10-01")


def actors(session: Session) -> list[str]:
    return [f"{row['actor']} {row['instrument']}" for row in session.todo]


def saved(bench: Any) -> list[tuple[str, str, str, str]]:
    return [(r.decision, r.actor, r.instrument, r.stance) for r in read_reviews(bench.topic).decisions]


def test_decisions_are_on_disk_before_the_next_position_comes(bench: Any, session: Session) -> None:
    assert actors(session) == ["ESP tray", "DEU tray", "ESP kettle", "FRA kettle"]
    session.decide("accept")
    assert saved(bench) == [("accept", "ESP", "tray", "willing")]
    session.decide("reject", reason=" says nothing ")
    assert read_reviews(bench.topic).decisions[0].reason == "says nothing"
    session.skip()
    assert actors(session) == ["FRA kettle", "ESP kettle"]
    session.add("Italy sent its\ntray on Monday.", **ADDED)
    session.decide("correct", stance="willing", speaker="Ann Lee")
    assert ("add", "ITA", "tray", "committed") in saved(bench)
    session.decide("accept")
    assert session.current is None
    with pytest.raises(TopicError, match="the queue is done"):
        session.decide("accept")
    assert actors(open_session(bench.tables, bench.topic, reviewer="Eve")) == []
    result = apply_reviews(read_reviews(bench.topic), bench.machine, bench.articles, bench.texts)
    assert {(p.actor, p.stance, p.origin) for p in result.positions} == {
        ("ESP", "willing", "reviewed"), ("FRA", "willing", "reviewed"), ("ITA", "committed", "reviewed"),
    }


def test_undo_goes_back_to_the_file_as_it_was(bench: Any, session: Session) -> None:
    assert session.undo() is None
    session.decide("accept")
    before = (bench.topic / FILE).read_bytes()
    session.add("Italy sent its tray on Monday.", **ADDED)
    session.decide("reject")
    session.undo(), session.undo()
    assert (bench.topic / FILE).read_bytes() == before
    assert actors(session)[0] == "DEU tray"
    session.undo()
    assert read_reviews(bench.topic).decisions == ()


@pytest.mark.parametrize(
    ("quote", "codes", "fault"),
    [("Italy never sent it.", {}, "do not stand"), ("", {}, "do not stand"), (None, {"stance": "keen"}, "unknown stances code 'keen'; use one of committed"),
     (None, {"actor": ""}, "actor is empty")],
)
def test_what_cannot_be_added_is_refused(bench: Any, session: Session, quote: str | None, codes: dict[str, str], fault: str) -> None:
    with pytest.raises(TopicError, match=fault):
        session.add("The station waits." if quote is None else quote, **{**ADDED, **codes})
    assert not (bench.topic / FILE).exists()


def test_a_correction_that_corrects_nothing(session: Session) -> None:
    with pytest.raises(TopicError, match="nothing was changed"):
        session.decide("correct", stance="willing")


def test_the_queue_narrows_and_refuses_what_is_not_there(bench: Any) -> None:
    assert actors(open_session(bench.tables, bench.topic, actors=["FRA"])) == ["FRA kettle"]
    assert len(open_session(bench.tables, bench.topic, article="a-b").todo) == 2
    with pytest.raises(UsageError, match="unknown actor 'GBR'; use DEU, ESP, FRA"):
        open_session(bench.tables, bench.topic, actors=["GBR"])
    with pytest.raises(TopicError, match=r"codebook\.yaml: no such file"):
        open_session(bench.tables, bench.root)


def test_two_reviewers_agree_here_and_settle_there(bench: Any, session: Session) -> None:
    other = open_session(bench.tables, bench.topic, reviewer="Bo")
    for person, decisions in ((session, ("accept", "accept", "accept")), (other, ("accept", "reject", "accept"))):
        for decision in decisions:
            person.decide(decision)
    table = agreement_table(session)
    assert "Kettle for the station" in table
    assert "<td>3</td><td>1</td><td>0.61</td>" in table
    assert "Bo rejected; Eve accepted DEU, tray, refused" in to_settle_table(session)
    settling = open_session(bench.tables, bench.topic, reviewer="Bo", settle=True)
    assert actors(settling) == ["DEU tray"]
    assert Panel(settling).state["item"]["opinions"][0].startswith("Bo: Rejected: Germany")
    settling.decide("accept")
    assert open_session(bench.tables, bench.topic, reviewer="Eve", settle=True).current is None
    assert "Nothing to settle." in to_settle_table(session)


def test_the_passage_marks_the_sentence_and_leaves_the_rest_out(session: Session) -> None:
    row = next(row for row in session.todo if row["actor"] == "FRA")
    near = session.passage(row)
    assert [kind for kind, _ in near] == ["title", "paragraph", "paragraph", "gap"]
    assert near[1][1] == [(row["quote"], 2)]
    assert [kind for kind, _ in session.passage(row, 99)] == ["title", *["paragraph"] * 3]


def test_the_panel_asks_for_a_name_and_shows_faults(bench: Any) -> None:
    panel = Panel(open_session(bench.tables, bench.topic))
    panel.act({"do": "accept"})
    assert panel.state["fault"]
    assert not (bench.topic / FILE).exists()
    panel.act({"do": "reviewer", "name": " Eve  Ray "})
    assert panel.state["reviewer"] == "Eve Ray"
    panel.act({"do": "correct", "codes": {"stance": "keen", "origin": "x"}})
    assert "unknown stances code" in panel.state["said"]
    (bench.topic / FILE).write_text("not a table", encoding="utf-8")
    panel.act({"do": "accept"})
    assert "nothing was saved" in panel.state["said"]
    assert panel.state["left"] == 4


def test_the_notebook_runs_without_a_front_end_and_writes_nothing(bench: Any) -> None:
    notebook = nbformat.read(bench.root / "notebooks/review.ipynb", as_version=4)
    NotebookClient(notebook, timeout=600, startup_timeout=600, kernel_name="python3", resources={"metadata": {"path": str(bench.root / "notebooks")}}).execute()
    shown = "".join(str(output) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    assert "4 positions to decide on" in shown
    assert sorted(path.name for path in bench.topic.iterdir()) == ["actors.csv", "codebook.yaml"]


def test_opening_and_stale_tables(bench: Any, session: Session) -> None:
    assert "4 positions to decide on" in opening(session)
    assert stale_table(session) == '<p class="cs-empty">Every decision applies.</p>'
    session.decide("accept")
    moved = {**bench.texts, "b.txt": bench.texts["b.txt"].replace("Spain is ready", "Spain was ready")}
    gone = apply_reviews(Reviews(decisions=read_reviews(bench.topic).decisions), bench.machine, bench.articles, moved)
    assert len(gone.stale) == 1

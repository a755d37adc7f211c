"""The review page's panel: shows a session in JupyterLab and takes its decisions by single keys (panel.js, panel.css).

Texts go to the browser as data and are put on the page as text, never as markup.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from commitscape.charts.markup import clean, counted
from commitscape.charts.theme import INK_ON, STANCE_COLOURS
from commitscape.charts.view import day_text
from commitscape.errors import CommitscapeError
from commitscape.review.session import CODES, Row, Session
from commitscape.tables.decisions import FILE, Review
from commitscape.tables.names import actor_names
from commitscape.tables.queue import subject_of

HERE = Path(__file__).parent
NEAR, FAR, WHOLE = 1, 4, 10_000  # paragraphs around a position; "more text" goes from one to the next
DONE = {"accept": "Accepted", "correct": "Corrected", "reject": "Rejected", "add": "Added"}


class Panel(anywidget.AnyWidget):
    """One position at a time, and a key for each decision."""

    _esm = (HERE / "panel.js").read_text(encoding="utf-8")
    _css = (HERE / "panel.css").read_text(encoding="utf-8")
    state = traitlets.Dict().tag(sync=True)
    options = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self.session, self.around = session, NEAR
        super().__init__(options=options_of(session), state={})
        self.on_msg(self._asked)
        self.show()

    def show(self, said: str = "", *, fault: bool = False) -> None:
        """Send what stands now, with a line on what has just happened."""
        session = self.session
        self.state = {
            "reviewer": session.reviewer, "left": len(session.todo), "done": len(session.done), "said": clean(said), "fault": fault,
            "settle": session.settle, "item": None if session.current is None else item_of(session, session.current, self.around),
        }

    def act(self, asked: dict[str, Any]) -> None:
        """Do what a key or a button asks; a fault is shown and changes nothing."""
        session, do, reason = self.session, asked.get("do"), str(asked.get("reason") or "")
        codes = {name: str(value) for name, value in dict(asked.get("codes") or {}).items() if name in CODES}
        try:
            if do == "reviewer":
                session.open(str(asked.get("name") or ""))
                self.show()
            elif not session.reviewer:
                self.show("Say first who reviews.", fault=True)
            elif do == "more":
                self.around = {NEAR: FAR, FAR: WHOLE}.get(self.around, NEAR)
                self.show()
            elif do == "undo":
                back = session.undo()
                self.show(f"Taken back: {_words(session, back)}" if back else "Nothing to take back in this sitting.", fault=back is None)
            elif do == "skip":
                session.skip()
                self.around = NEAR
                self.show("Skipped; it comes again at the end.")
            elif do == "add":
                self.show(f"{_words(session, session.add(str(asked.get('quote') or ''), reason=reason, **codes))} Saved in {FILE}.")
            elif do in DONE:
                review = session.decide(do, reason=reason, **codes)
                self.around = NEAR
                self.show(f"{_words(session, review)} Saved in {FILE}.")
        except CommitscapeError as fault:
            self.show(str(fault), fault=True)
        except OSError as fault:
            self.show(f"not saved: {fault.strerror or fault}; free space or mend the folder's rights, and press the key again", fault=True)

    def _asked(self, _: Any, content: dict[str, Any], __: Any) -> None:
        self.act(content)

    def _repr_mimebundle_(self, **given: Any) -> Any:
        """Without a front end: one line, the same in every run."""
        shown = super()._repr_mimebundle_(**given)
        data = shown[0] if isinstance(shown, tuple) else shown
        if data is not None:
            data["text/plain"] = f"{counted(len(self.session.todo), 'position')} to decide on. The panel needs JupyterLab: make lab."
        return shown


def options_of(session: Session) -> dict[str, Any]:
    """What the dropdowns offer: codes with label and wording, stances with their colours."""
    tables = session.tables
    known = {**{code: name for code, (name, _) in actor_names(session.topic).items()}, **dict(zip(tables.actors["code"], tables.actors["name"], strict=True))}
    found = sorted({*known, *tables.machine["actor"]}, key=lambda code: clean(known.get(code, code)).casefold())
    options: dict[str, Any] = {"actor": [{"code": code, "label": clean(known.get(code, code)), "meaning": ""} for code in found]}
    for name, rows in (("instrument", tables.instruments), ("stance", tables.stances)):
        options[name] = [{key: row[key] for key in ("code", "label", "meaning")} for row in rows.to_dict("records")]
    for section in ("attribution", "conditions"):
        rows = tables.codes[tables.codes["section"] == section]
        options[section] = [{key: row[key] for key in ("code", "label", "meaning")} for row in rows.to_dict("records")]
    for stance in options["stance"]:
        stance |= {"colour": STANCE_COLOURS[stance["code"]], "ink": INK_ON[stance["code"]]}
    return options


def item_of(session: Session, row: Row, around: int) -> dict[str, Any]:
    """A position as the panel shows it; every text is cleaned of control characters and marks that reorder."""
    opinions = session.disputed.get(subject_of(row), ()) if session.settle else ()
    amounts = [quantity["text"] for quantity in row["quantities"]]
    return {
        "title": clean(row["title"] or "Untitled"), "outlet": clean(row["outlet"] or "outlet unknown"), "day": day_text(row["day"]), "file": clean(row["file"]),
        "said_on": clean(row["said_on"] or ""), "quote": row["quote"], "origin": row["origin"], "confidence": row["confidence"],
        "rule": clean(row["rule"] or ""), "why": row["why"], "amounts": [clean(text) for text in amounts], "codes": session.codes(row),
        "passage": [{"kind": kind, "pieces": [[clean(text), mark] for text, mark in pieces]} for kind, pieces in session.passage(row, around)],
        "opinions": [clean(f"{opinion.reviewer}: {_words(session, opinion)} {opinion.reason}".strip()) for opinion in opinions],
    }


def _words(session: Session, review: Review) -> str:
    options = options_of(session)
    codes = (
        next((entry["label"] for entry in options[name] if entry["code"] == code), code)
        for name, code in (("actor", review.actor), ("instrument", review.instrument), ("stance", review.stance))
    )
    return f"{DONE[review.decision]}: {', '.join(codes)}."

"""`commitscape reviews`: the state of the decisions in a few lines."""

from __future__ import annotations

from typing import Any

from typer.testing import CliRunner

from commitscape.cli import app
from commitscape.review.session import open_session


def test_counts_agreement_and_what_to_settle(bench: Any) -> None:
    command = ["reviews", "--topic", str(bench.topic), "--build", str(bench.root / "build")]
    run = CliRunner()
    assert run.invoke(app, command).stdout.splitlines() == [f"0 decisions in {bench.topic / 'reviews.csv'}"]
    for person, second in (("Eve", "accept"), ("Bo", "reject")):
        sitting = open_session(bench.tables, bench.topic, reviewer=person)
        sitting.decide("accept"), sitting.decide(second)
    path = bench.topic / "reviews.csv"
    faulty = "r1,a.txt,Kettle,x,FRA,kettle,willing,maybe,FRA,kettle,willing,named,,,,Eve,2025-09-09,\n"
    path.write_text(path.read_text(encoding="utf-8") + faulty, encoding="utf-8")
    said = run.invoke(app, command).stdout.splitlines()
    assert said[1:4] == ["Bo: 1 accept, 1 reject", "Eve: 2 accept", "decided by two or more: 2; Krippendorff's alpha 0.40; to settle: 1"]
    assert said[4].startswith("settle: 'Germany will not send a tray")
    assert said[4].endswith("Bo reject; Eve accept DEU, tray, refused")
    assert said[5].startswith("does not apply: reviews.csv, line 6: unknown decision 'maybe'")

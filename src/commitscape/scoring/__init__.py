"""Agreement between the machine's positions and positions coded by hand."""

from commitscape.scoring.printed import report
from commitscape.scoring.scores import Scores, score, score_files

__all__ = ["Scores", "report", "score", "score_files"]

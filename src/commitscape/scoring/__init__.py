"""Agreement between the machine's positions and positions coded by hand."""

from commitscape.scoring.comparison import Comparison, compare
from commitscape.scoring.printed import report
from commitscape.scoring.scores import Scores, score, score_files

__all__ = ["Comparison", "Scores", "compare", "report", "score", "score_files"]

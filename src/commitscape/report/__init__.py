"""Runs the notebooks and assembles the book."""

from commitscape.report.build import Report, build_report

__all__ = ["Report", "build_report"]

"""Documents as they come: one module a format, each turns bytes into decoded text.

Heavy libraries are imported inside the functions of their format, in the worker's process.
"""

from __future__ import annotations

FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".zip": "zip",
}
LIGHT = frozenset({"txt", "md"})  # read in this process: nothing but decoding

"""Runs the notebooks and makes the book of them.

Where `rfc3987_syntax` is installed, jsonschema compiles its grammar when it is imported, to check texts of the format "iri": seconds at the
start of every process. No notebook and no chart has such a format, and jsonschema does without where it is absent; so it is absent here.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

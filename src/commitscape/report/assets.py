"""Writes the scripts and styles that follow from the package: stance colours, chart configurations, the Vega bundle."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import vl_convert

from commitscape.charts import theme

UNUSED = (  # what the theme brings and no page of the book loads
    "_static/scripts/*.map", "_static/scripts/*.LICENSE.txt", "_static/scripts/fontawesome.js", "_static/styles/*.map", "_static/vendor", "_static/locales",
    "_static/*.html", "_static/images", "objects.inv", ".buildinfo",
)


ICON = re.compile(r'(?:\.fa-[\w-]+:before,?)+\{content:"[^"]*"\}')


def write_stance_styles(path: Path) -> None:
    """One variable and one chip for each stance, from the scale that all charts use."""
    lines = ["/* Written by the build from charts/theme.py. */", ":root {"]
    lines += [f"  --stance-{code}: {colour}; --ink-{code}: {theme.INK_ON[code]};" for code, colour in theme.STANCE_COLOURS.items()]
    lines += ["}"]
    for code in theme.STANCE_COLOURS:
        lines.append(f".cs-chip.cs-stance-{code} {{ background: var(--stance-{code}); color: var(--ink-{code}); }}")
        lines.append(f".cs-swatch.cs-stance-{code} {{ background: var(--stance-{code}); }}")
    for code, colour in theme.POLARITY_COLOURS.items():
        lines.append(f".cs-chip.cs-polarity-{code} {{ box-shadow: inset .35em 0 0 {colour}; padding-left: .8em; }}")
        lines.append(f".cs-swatch.cs-polarity-{code} {{ background: {colour}; }}")
    for code, colour in theme.VOUCHER_COLOURS.items():
        lines.append(f".cs-swatch.cs-voucher-{code} {{ background: {colour}; }}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_vega(source: Path, target: Path) -> None:
    """Vega with Vega-Lite and the embedder in one file, the interpreter that needs no eval, and the charts' configurations."""
    shutil.copytree(source, target)
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    (target / "vega.js").write_text(f"(() => {{\n{bundle}\n}})();\n", encoding="utf-8")  # its names stay its own
    configurations = {"light": theme.config(theme.LIGHT), "dark": theme.config(theme.DARK)}
    (target / "theme.js").write_text(f"window.csTheme = {json.dumps(configurations, sort_keys=True)};\n", encoding="utf-8")


def drop_unused(html: Path) -> None:
    """Remove the theme's icon font and other files that only weigh."""
    for path in [found for pattern in UNUSED for found in html.glob(pattern)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    styles = html / "_static" / "styles" / "pydata-sphinx-theme.css"
    styles.write_text(ICON.sub("", styles.read_text(encoding="utf-8")), encoding="utf-8")

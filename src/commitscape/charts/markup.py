"""HTML that is safe to print: every word from a document is escaped here and nowhere trusted."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from string import Formatter
from typing import Any

VOID = frozenset({"br", "hr", "img"})  # elements that hold nothing
STEERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])  # characters that turn the direction of what follows


class Html(str):
    """A piece of finished HTML. Only this module and tables.py make it from text."""

    __slots__ = ()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": str(self), "text/plain": plain(self)}


def esc(text: object) -> str:
    """Text for an element or an attribute, without control characters and without marks that reorder what follows."""
    if isinstance(text, Html):
        return text
    shown = "" if text is None else str(text).translate(STEERING)
    return html.escape("".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else " " for c in shown), quote=True)


def clean(text: object) -> str:
    """The same without escaping, for text that goes into a chart (drawn as text, never parsed)."""
    return html.unescape(esc(str(text)))


def element(name: str, *children: object, **attributes: object) -> Html:
    """`<name a="b">children</name>`; `class_` gives class, children are escaped unless they are Html."""
    shown = "".join(f' {key.rstrip("_").replace("_", "-")}="{esc(value)}"' for key, value in attributes.items() if value is not None)
    return Html(f"<{name}{shown}>" if name in VOID else f"<{name}{shown}>{''.join(esc(child) for child in children)}</{name}>")


def link(text: object, href: str | None) -> Html:
    return element("a", text, href=href) if href else Html(esc(text))


def join(parts: Iterable[object], between: object = "") -> Html:
    return Html(esc(between).join(esc(part) for part in parts))


def fill(template: str, **parts: object) -> Html:
    """A sentence with its parts in place: "{firm} of {all} stances". Both are escaped, parts unless they are Html."""
    return join(f"{text}" if name is None else join([text, parts[name]]) for text, name, _, _ in Formatter().parse(template))


def chip(code: str, label: str, *, kind: str = "stance") -> Html:
    """A word in the colour of its stance: `<span class="cs-chip cs-stance-committed">`."""
    return element("span", label, class_=f"cs-chip cs-{kind}-{code}")


def headline(text: object) -> Html:
    """The finding of a page, under its short name."""
    return element("h2", text, class_="cs-headline")


def prose(*sentences: object) -> Html:
    """One paragraph of computed sentences; empty ones fall away."""
    kept = [sentence for sentence in sentences if sentence]
    return element("p", join(kept, " "), class_="cs-prose") if kept else Html("")


def plain(markup: str) -> str:
    """The text of a piece of our own HTML, for terminals."""
    text, inside = [], False
    for character in markup.replace("</p>", "\n").replace("</tr>", "\n").replace("</td>", " · "):
        if character == "<":
            inside = True
        elif character == ">" and inside:
            inside = False
        elif not inside:
            text.append(character)
    return html.unescape("".join(text)).strip()


def counted(number: int, one: str, many: str | None = None) -> str:
    """"1 position", "2 positions"; small numbers stay figures, so that they can be compared."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str], *, most: int | None = None) -> str:
    """"A, B and C", or "A, B and others"; Html where one of them is."""
    items = list(words)
    if any(isinstance(item, Html) for item in items):
        return Html(listed([str(Html(esc(item))) for item in items], most=most))
    if most is not None and len(items) > most:
        items = [*items[:most], "others" if len(items) > most + 1 else "one other"]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def lowered(label: str) -> str:
    """A label without its capital; an abbreviation keeps it."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def raised(words: str) -> str:
    """Words as the start of a sentence."""
    return words[:1].upper() + words[1:]

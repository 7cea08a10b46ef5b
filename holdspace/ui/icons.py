"""Where do the drawings come from? Lucide's icons from the npm package, status shapes from our own sprite."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = Path(__file__).parent / "static" / "ui" / "shapes.svg"
ElementTree.register_namespace("", SVG[1:-1])


def icon(name: str, size: int = 20) -> SafeString:
    """One Lucide icon, drawn in the colour of the text; hidden from screen readers, for the word stands beside it."""
    return format_html(
        '<svg class="icon icon-{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round"'
        ' stroke-linejoin="round" aria-hidden="true">{}</svg>',
        size,
        _icon_body(name),
    )


def shape(name: str, size: int = 20) -> SafeString:
    """One status shape, drawn in its tone; hidden from screen readers, for the word is always there."""
    return format_html(
        '<svg class="shape shape-{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', size, shapes()[name]
    )


@cache
def _icon_body(name: str) -> SafeString:
    folder = Path(settings.NPM) / "lucide-static" / "icons"
    return _inside(ElementTree.parse(folder / f"{name}.svg").getroot())


@cache
def shapes() -> dict[str, SafeString]:
    """Every status shape of the sprite, by name."""
    return {symbol.attrib["id"]: _inside(symbol) for symbol in ElementTree.parse(SHAPES).getroot()}


def _inside(drawing: ElementTree.Element) -> SafeString:
    pieces = (ElementTree.tostring(piece, encoding="unicode").strip() for piece in drawing)
    text = "".join(pieces).replace(f' xmlns="{SVG[1:-1]}"', "")
    # The text comes from two files of the installation, never from a request.
    return mark_safe(text)

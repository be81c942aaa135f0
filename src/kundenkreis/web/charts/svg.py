"""Pieces of SVG. Texts are escaped; x runs in percent and y in pixels, so that text keeps its size at every width."""

from markupsafe import Markup

_ATTRIBUTE = Markup(' {}="{}"')


def element(name: str, content: str | Markup = "", /, **attributes: object) -> Markup:
    """Return one element. `font_size` becomes font-size, `class_` class; None leaves an attribute out."""
    made = Markup("").join(
        _ATTRIBUTE.format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    if content == "":
        return Markup(f"<{name}{made}/>")
    return Markup("<{}{}>{}</{}>").format(Markup(name), made, content, Markup(name))


def text(content: str, x: object, y: object, anchor: str = "start", **attributes: object) -> Markup:
    """Return a text; `anchor` is start, middle or end."""
    return element("text", content, x=x, y=y, text_anchor=None if anchor == "start" else anchor, **attributes)


def upright(x: str, top: object, bottom: object, **attributes: object) -> Markup:
    """Return a vertical line."""
    return element("line", x1=x, x2=x, y1=top, y2=bottom, **attributes)


def level(left: object, right: object, y: object, **attributes: object) -> Markup:
    """Return a horizontal line."""
    return element("line", x1=left, x2=right, y1=y, y2=y, **attributes)


def picture(pieces: list[Markup], height: int, title: str, description: str = "") -> Markup:
    """Return a chart that says what it shows: its title and description are read aloud instead of it."""
    label = f"{title}. {description}" if description else title
    return element("svg", Markup("").join(pieces), height=height, width="100%", role="img", aria_label=label)


def ornament(pieces: list[Markup], height: int, **attributes: object) -> Markup:
    """Return a chart that repeats what the text beside it says; it is not read aloud."""
    return element("svg", Markup("").join(pieces), height=height, width="100%", aria_hidden="true", **attributes)

"""HTML of mails: cleaned for a screen, as text, and without what it quotes."""

import html as entities
import re

import nh3
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
from lxml import etree
from lxml import html as lxml_html

from kundenkreis.mail.reading.codes import BROKEN

# Nothing in a mail may load something from elsewhere when it is looked at.
_TAGS = nh3.ALLOWED_TAGS - {"img", "area", "map"}
# Longer ones, and deeper ones, are read without their structure.
_MOST, _DEEPEST = 2_000_000, 200
_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNSEEN = re.compile(r"<(style|script|title|head)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<(br|/p|/div|/tr|/li|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)

# How mail programs mark what they quote: the whole element, or all that stands behind a mark.
_QUOTED = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_quote ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' moz-cite-prefix ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' yahoo_quoted ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' protonmail_quote ')]",
    "//*[@id='OLK_SRC_BODY_SECTION']",
    "//*[@name='quote' and contains(@style, 'border-left')]",
    "//blockquote[@type='cite' or @cite]",
)
_MARKS = "//*[@id='divRplyFwdMsg' or @id='appendonsend' or @id='mail-editor-reference-message-container']"


def cleaned(html: str) -> str:
    """Return HTML that runs nothing and loads nothing."""
    return nh3.clean(html, tags=_TAGS, url_schemes={"http", "https", "mailto", "tel"}) if html else ""


def as_text(html: str) -> str:
    """Return what a person would read, line by line."""
    if len(html) > _MOST:
        return _torn(html)
    try:
        found = get_text(html, ParserConfig(css=CSS_PROFILES["strict"])) if _depth(html) <= _DEEPEST else _torn(html)
    except (etree.LxmlError, *BROKEN):
        found = _torn(html)
    return "\n".join(line.rstrip() for line in found.split("\n")).strip("\n")


def without_quotes(html: str) -> str:
    """Return the HTML without what mail programs mark as quoted from earlier mails."""
    if len(html) > _MOST or _depth(html) > _DEEPEST:
        return html
    try:
        tree = lxml_html.fromstring(html)
        for path in _QUOTED:
            for element in tree.xpath(path):
                _drop(element)
        for mark in tree.xpath(_MARKS):
            for element in [*mark.itersiblings(), mark]:
                _drop(element)
        return str(lxml_html.tostring(tree, encoding="unicode"))
    except (etree.LxmlError, *BROKEN):
        return html


def _drop(element: lxml_html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _depth(html: str) -> int:
    """Return how deep the elements are nested at most, as the parser sees it."""
    try:
        tree = lxml_html.fromstring(html)
    except (etree.LxmlError, *BROKEN):
        return _DEEPEST + 1
    deepest, row = 0, [tree]
    while row and deepest <= _DEEPEST:
        row = [child for element in row for child in element]
        deepest += 1
    return deepest


def _torn(html: str) -> str:
    """Return the text of HTML that no parser takes: its tags taken out."""
    broken = _BREAK.sub("\n", _UNSEEN.sub(" ", html))
    return entities.unescape(_TAG.sub(" ", broken))

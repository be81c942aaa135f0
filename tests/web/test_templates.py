"""What holds for every template, style sheet and script."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

WEB = Path(__file__).resolve().parents[2] / "src" / "kundenkreis" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
PAGES = [
    *(page for page in TEMPLATES if page.name != "mail.html" and not page.is_relative_to(WEB / "templates" / "mail")),
    *sorted((WEB / "templates_allauth").rglob("*.html")),
]
SHEETS = sorted((WEB / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((WEB / "static" / "js").glob("*.js"))
ERRORS = ["400", "403", "403_csrf", "404", "409", "413", "429", "500"]


def name(path):
    return str(path.relative_to(WEB))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_template_compiles(path):
    assert engines["jinja2"].env.get_template(str(path.relative_to(WEB / "templates")))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_pages_hold_no_inline_style_script_or_handler(path):
    source = path.read_text()

    assert not re.search(r'\sstyle="|<style|\son[a-z]+="', source)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_drawing_is_never_joined_to_a_text(path):
    """What is known when a template is compiled is joined as plain text then, and would be shown as source."""
    assert not re.search(r"\b(ic|mark|nobody)\([^()]*\) ~|~ (ic|mark|nobody)\(", path.read_text())


@pytest.mark.parametrize("path", sorted((WEB / "templates" / "parts").glob("*.html")), ids=name)
def test_a_component_is_short_and_says_what_it_needs(path):
    source = path.read_text()

    assert len(source.splitlines()) <= 45
    assert source.startswith("{#")


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_style_sheets_are_layered_and_leave_colours_to_the_tokens(path):
    source = path.read_text()

    assert "@layer" in source
    if path.name != "tokens.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?!;base64)", re.sub(r'url\("data:.*?"\)', "", source))


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_is_one_short_behaviour(path):
    source = path.read_text()

    assert len(source.splitlines()) < 100
    assert source.startswith("//")
    assert not re.search(r"\beval\(|new Function|innerHTML\s*=[^=]|document\.write", source)


def test_every_icon_that_is_named_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (WEB / "static" / "icons.svg").read_text()))
    pages = "\n".join(path.read_text() for path in PAGES)
    code = "\n".join(path.read_text() for path in WEB.rglob("*.py"))
    named = re.findall(r'\bic\("([a-z0-9-]+)"|with name="([a-z0-9-]+)"', pages) + re.findall(
        r'\bicon="([a-z0-9-]+)()"', code
    )

    assert {icon for found in named for icon in found if icon} <= sprite


@pytest.mark.parametrize("page", ERRORS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_error_pages_need_neither_request_nor_database(page, language):
    with translation.override(language):
        shown = engines["jinja2"].env.get_template(f"{page}.html").render()

    assert f'<html lang="{language}"' in shown
    assert 'href="/"' in shown


def test_an_error_page_shows_what_a_step_said():
    shown = engines["jinja2"].env.get_template("409.html").render(message="Jonas took it <just> now.")

    assert "Jonas took it &lt;just&gt; now." in shown

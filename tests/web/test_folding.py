"""What is known when a template is compiled is worked out then, and means the same as before."""

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import Environment

from kundenkreis.web.folding import fold


@pytest.fixture
def made() -> Environment:
    with translation.override("de"):
        return engines["jinja2"].env.here()


def code(made: Environment, source: str) -> str:
    """Return the Python that a template becomes."""
    return made.compile(source, raw=True)


@pytest.mark.parametrize(
    "source",
    [
        '{{ _("Main") }}',
        '{{ pgettext("case", "open") }}',
        '{{ url("queue") }}',
        '{{ ic("search", "s") }}',
        "{{ mark() }}",
    ],
)
def test_a_call_on_literals_becomes_part_of_the_text(made: Environment, source: str):
    assert "context.call" not in code(made, source)
    assert "resolve(" not in code(made, source)


@pytest.mark.parametrize(
    "source",
    ["{{ _(word) }}", '{{ url("case", number) }}', '{{ _("step %(step)s of %(steps)s", step=1, steps=number) }}'],
)
def test_what_is_not_known_yet_is_asked_when_the_page_is_drawn(made: Environment, source: str):
    assert "resolve(" in code(made, source)
    assert made.from_string(source).render(word="Main", number=7)


def test_texts_are_those_of_the_language_and_keep_their_percent_sign(made: Environment):
    drawn = made.from_string('{{ _("Main") }} {{ pgettext("case", "open") if word else "" }} {{ _("100 %% sure") }}')

    assert drawn.render(word=True) == "Hauptnavigation offen 100 % sure"


def test_a_choice_between_texts_stays_a_choice(made: Environment):
    drawn = made.from_string('{{ pgettext("case", "open") if yes else pgettext("promise", "kept") }}')

    assert (drawn.render(yes=True), drawn.render(yes=False)) == ("offen", "gehalten")


def test_a_literal_with_signs_of_html_is_escaped_as_ever(made: Environment):
    assert made.from_string('<a title="{{ url("search") ~ "?q=<x>" }}">').render() == '<a title="/search?q=&lt;x&gt;">'


@pytest.mark.parametrize(
    "source",
    [
        '{% macro card(url) %}{{ url("queue") }}{% endmacro %}{{ card(own) }}',
        '{% set url = own %}{{ url("queue") }}',
        '{% for url in [own] %}{{ url("queue") }}{% endfor %}',
    ],
)
def test_a_name_that_the_template_gives_away_is_left_alone(made: Environment, source: str):
    assert made.from_string(source).render(own=lambda name: f"own {name}") == "own queue"


def test_an_address_that_is_switched_off_may_stand_where_nobody_comes(made: Environment):
    drawn = made.from_string('{% if here %}{{ url("no_such_page") }}{% endif %}ok')

    assert drawn.render(here=False) == "ok"


def test_nothing_is_folded_without_constants():
    plain = Environment(autoescape=True)
    tree = plain.parse('{{ _("Main") }}')

    assert fold(tree, {}) == plain.parse('{{ _("Main") }}')
    assert fold(plain.parse('{{ _("Main") }}'), {"_": str.upper}) == plain.parse('{{ "MAIN" }}')

"""Calls in templates go straight to what is called, and mean what they mean to Jinja."""

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import Environment, StrictUndefined, UndefinedError

SOURCES = [
    '{% macro card(title, kind="plain", open=False) %}<{{ title }} {{ kind }} {{ open }}>{% endmacro %}'
    '{{ card("a") }}{{ card("<b>", open=True) }}{{ card(kind="x", title="c") }}',
    "{% macro wide() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ wide(1, 2, three=3) }}",
    "{% macro box() %}[{{ caller(1) }}]{% endmacro %}{% call(no) box() %}{{ no }}{{ word.upper() }}{% endcall %}",
    '{% macro named(title) %}{{ title }}{% endmacro %}{{ named(**{"title": word}) }}{{ named(*[word]) }}',
    "{% for no in [1, 2, 3] %}{{ loop.cycle('odd', 'even') }}{{ double(no) }}{% endfor %}",
    "{% for one in [[1, [2]], 3] recursive %}{% if one is iterable %}({{ loop(one) }}){% else %}{{ one }}{% endif %}"
    "{% endfor %}",
    '{{ record(class="wide", for_="x")|length }}{{ word.replace("o", "0").upper() }}',
    "{% block head %}{{ word }}{% endblock %}{{ self.head() }}",
]
GIVEN = {"word": "hello <&>", "double": lambda no: 2 * no, "record": dict}


@pytest.fixture
def made() -> Environment:
    with translation.override("en"):
        return engines["jinja2"].env.here()


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_drawn_is_what_jinja_draws(made: Environment, source: str):
    plain = Environment(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.do"])

    assert made.from_string(source).render(GIVEN) == plain.from_string(source).render(GIVEN)


def test_calls_go_straight_and_texts_take_their_way(made: Environment):
    written = str(made.compile('{{ double(2) }}{{ ngettext("%(num)s row", "%(num)s rows", 2) }}', raw=True))

    assert written.count("context.call(") == 1


def test_calling_what_is_not_there_says_so(made: Environment):
    with pytest.raises(UndefinedError, match="nothing"):
        made.from_string("{{ nothing(1) }}").render()

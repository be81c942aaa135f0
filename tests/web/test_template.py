"""Templates are drawn in the language that is active, whatever was drawn before."""

from django.template import engines
from django.utils import translation

from kundenkreis.web.template import spoken


def test_a_template_speaks_the_language_that_is_active_when_it_is_asked_for():
    env, drawn = engines["jinja2"].env, []

    for language in ("de", "en", "de"):
        with translation.override(language):
            drawn.append(env.from_string('{{ pgettext("case", "open") }} {{ "kept"|state_word }}').render().split())

    assert drawn == [["offen", "gehalten"], ["open", "kept"], ["offen", "gehalten"]]


def test_a_template_drawn_within_another_language_does_not_change_the_outer_one():
    env = engines["jinja2"].env

    def english() -> str:
        with translation.override("en"):
            return env.from_string('{{ pgettext("case", "open") }}').render()

    with translation.override("de"):
        drawn = env.from_string('{{ inner() }} {{ pgettext("case", "open") }}').render(inner=english)

    assert drawn == "open offen"


def test_outside_of_a_template_the_active_language_is_spoken():
    with translation.override("en"):
        engines["jinja2"].env.from_string("x").render()
    with translation.override("de"):
        assert spoken() == "de"

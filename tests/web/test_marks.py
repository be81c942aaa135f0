"""Small marks on every row: the same shapes for everybody, in the reader's language."""

from dataclasses import dataclass

import pytest
from django.template import engines
from django.utils import translation


@dataclass(frozen=True)
class Someone:
    id: int
    name: str


@pytest.fixture
def draw():
    environment = engines["jinja2"].env

    def drawn(source, **values):
        return environment.from_string(source).render(values).strip()

    with translation.override("en"):
        yield drawn


def test_ring_shows_the_share_of_time_that_is_left(draw):
    assert 'stroke-dasharray="62 100"' in draw('{{ "open"|ring(0.62) }}')
    assert 'stroke-dasharray="4 100"' in draw('{{ "risk"|ring(0) }}')
    assert 'stroke-dasharray="100 100"' in draw('{{ "open"|ring(7) }}')


def test_states_differ_by_shape_and_word_not_by_colour_alone(draw):
    states = ["open", "risk", "broken", "paused", "kept", "withdrawn"]

    rings = {draw("{{ state|ring(0.5) }}", state=state) for state in states}
    words = {draw("{{ state|state_word }}", state=state) for state in states}

    assert len(rings) == len(words) == 6


def test_kinds_are_mirrored_halves_with_a_word(draw):
    internal, external = draw('{{ "internal"|kind }}'), draw('{{ "external"|kind }}')

    assert "#intern" in internal
    assert "<span>internal</span>" in internal
    assert internal.replace("intern", "extern") == external
    assert '<span class="vh">internal</span>' in draw('{{ "internal"|kind(False) }}')


def test_words_of_marks_are_remembered_by_language(draw):
    assert "external" in draw('{{ "external"|kind }}')
    with translation.override("de"):
        assert "extern</span>" in draw('{{ "external"|kind }}')
    assert "external" in draw('{{ "external"|kind }}')


def test_a_face_has_initials_and_a_name_to_read(draw):
    shown = draw("{{ person|who }}", person=Someone(6, "Aylin Demir"))

    assert 'role="img" aria-label="Aylin Demir"' in shown
    assert ">AD</span>" in shown
    assert 'aria-hidden="true"' in draw('{{ person|face("l") }}', person=Someone(6, "Aylin Demir"))


def test_names_are_escaped(draw):
    shown = draw("{{ person|who }}", person=Someone(1, '<b>"Eve"</b>'))

    assert "<b>" not in shown


def test_nobody_is_said_and_not_only_left_out(draw):
    assert 'aria-label="nobody yet"' in draw("{{ none|who }}")
    assert draw("{{ none|who }}") == draw("{{ nobody() }}")


def test_dots_say_the_step_in_words(draw):
    shown = draw("{{ 3|dots(5) }}")

    assert 'aria-label="step 3 of 5"' in shown
    assert shown.count('class="on"') == 2
    assert shown.count('class="now"') == 1


def test_icons_come_from_the_sprite(draw):
    assert 'icons.svg#search"' in draw('{{ ic("search") }}')
    assert 'class="ic ic-s"' in draw('{{ ic("search", "s") }}')


def test_texts_are_remembered_by_language_and_keep_their_percent_sign(draw):
    source = (
        '{{ _("step %(step)s of %(steps)s", step="<1>", steps=2) }} {{ pgettext("promise", "kept") }} 5 {{ _("%%") }}'
    )

    assert draw(source) == "step &lt;1&gt; of 2 kept 5 %"
    with translation.override("de"):
        assert draw(source) == "Schritt &lt;1&gt; von 2 gehalten 5 %"
    assert draw(source) == "step &lt;1&gt; of 2 kept 5 %"


def test_texts_in_plain_mails_are_not_escaped(draw):
    filled = '{{ _("step %(step)s of %(steps)s", step="<1>", steps=2) }}'
    plain = '{{ _("As a table") ~ "<" }}'

    assert draw(f"{{% autoescape false %}}{filled} {plain}{{% endautoescape %}}") == "step <1> of 2 As a table<"

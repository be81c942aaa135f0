"""Forms as plain values, and how the macro draws them."""

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from kundenkreis.web.fields import plain_field, plain_fields


class Ask(forms.Form):
    subject = forms.CharField(label="What is it about?", max_length=80, help_text="An order number helps.")
    text = forms.CharField(label="Details", widget=forms.Textarea, required=False)
    day = forms.DateField(label="Needed by", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    way = forms.ChoiceField(label="How?", widget=forms.RadioSelect, choices=[("mail", "By mail"), ("call", "Call me")])
    team = forms.ChoiceField(label="Team", choices=[("", "any"), ("South", [("1", "Service"), ("2", "Parts")])])
    sure = forms.BooleanField(label="I am sure", required=False)
    files = forms.FileField(label="Files", required=False)


@pytest.fixture
def draw():
    with translation.override("en"):
        macros = engines["jinja2"].env.get_template("parts/field.html").module
        summary = engines["jinja2"].env.get_template("parts/errors.html").module.error_summary
        yield lambda field: macros.field(field), summary


def test_kinds_follow_the_widgets():
    assert [field.kind for field in plain_fields(Ask())] == [
        *("text", "textarea", "date", "choices", "select", "checkbox", "file")
    ]


def test_what_was_typed_stays_also_when_it_is_wrong():
    form = Ask({"subject": "Kupplung", "day": "31.02.", "way": "call", "team": "2", "sure": "on"})

    subject, _, day, way, team, sure, _ = plain_fields(form)

    assert (subject.value, day.value, sure.value) == ("Kupplung", "31.02.", "on")
    assert [option.value for option in way.options if option.chosen] == ["call"]
    assert [(option.label, option.chosen) for option in team.options] == [
        ("any", False),
        ("Service", False),
        ("Parts", True),
    ]


def test_what_is_missing_is_said_in_our_words_and_what_is_wrong_in_its_own():
    with translation.override("de"):
        subject, _, day, way, *_ = plain_fields(Ask({"day": "31.02."}))

    assert subject.errors == ("Bitte ausfüllen.",)
    assert way.errors == ("Bitte eine Antwort auswählen.",)
    assert day.errors == ("Bitte ein gültiges Datum eingeben.",)


def test_limits_of_the_field_reach_the_control(draw):
    control, _ = draw

    shown = control(plain_field(Ask()["subject"]))

    assert 'maxlength="80"' in shown
    assert " required" in shown


def test_hint_and_error_are_tied_to_the_control(draw):
    control, _ = draw

    shown = control(plain_field(Ask({})["subject"]))

    assert 'aria-describedby="id_subject-hint id_subject-error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_subject-error"' in shown


def test_summary_links_every_error_to_its_first_control(draw):
    control, summary = draw
    fields = plain_fields(Ask({"subject": "x"}))

    shown = summary(fields)

    assert 'href="#id_day"' in shown
    assert 'href="#id_way_0"' in shown
    assert 'id="id_way_0"' in control(fields[3])
    assert "3 details are missing" in shown


def test_no_summary_without_errors(draw):
    _, summary = draw

    assert summary(plain_fields(Ask())).strip() == ""


def test_typed_text_is_escaped_and_keeps_its_first_line_break(draw):
    control, _ = draw

    shown = control(plain_field(Ask({"text": "\n</textarea><script>"})["text"]))

    assert "<script>" not in shown
    assert ">\n\n&lt;/textarea" in shown


def test_a_voluntary_question_says_so(draw):
    control, _ = draw

    assert "(optional)" in control(plain_field(Ask()["text"]))
    assert "(optional)" not in control(plain_field(Ask()["subject"]))

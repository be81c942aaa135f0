"""Figures as people of the reader's language write them."""

import pytest
from django.utils import translation

from kundenkreis.web.numbers import file_size, number, percent, span


@pytest.mark.parametrize(
    ("language", "value", "digits", "text"),
    [
        ("en", 1234.5, 1, "1,234.5"),
        ("de", 1234.5, 1, "1.234,5"),
        ("de", 0.934, 2, "0,93"),
        ("de", -4.8, 1, "−4,8"),
        ("en", -0.04, 1, "0.0"),
        ("en", float("nan"), 1, "–"),
        ("de", float("inf"), 0, "–"),
    ],
)
def test_number_groups_thousands_and_uses_the_sign_of_the_language(language, value, digits, text):
    with translation.override(language):
        assert number(value, digits) == text


def test_number_shows_a_plus_only_when_asked():
    with translation.override("en"):
        assert number(1.8, 1, sign=True) == "+1.8"
        assert number(1.8, 1) == "1.8"


def test_percent_does_not_break_before_its_sign():
    with translation.override("de"):
        assert percent(0.9171) == "92\N{NO-BREAK SPACE}%"
        assert percent(0.9171, 1) == "91,7\N{NO-BREAK SPACE}%"


def test_span_names_both_ends():
    with translation.override("en"):
        assert span(0.88, 0.99, 2) == "0.88 to 0.99"


@pytest.mark.parametrize(
    ("size", "text"), [(0, "1 kB"), (400, "1 kB"), (999_499, "999 kB"), (1_800_000, "1.8 MB"), (20_000_000, "20.0 MB")]
)
def test_file_size_counts_in_steps_of_a_thousand(size, text):
    with translation.override("en"):
        assert file_size(size).replace("\N{NO-BREAK SPACE}", " ") == text

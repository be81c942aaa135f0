"""Wilson and Newcombe against their worked numbers."""

import pytest

from kundenkreis.measures.intervals import Z90, newcombe, wilson


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [
        (42, 50, 0.7149, 0.9166),
        (4, 5, 0.3755, 0.9638),
        (5, 5, 0.5655, 1),
        (0, 10, 0, 0.2775),
        (180, 200, 0.8506, 0.9343),
    ],
)
def test_wilson(successes, total, low, high):
    interval = wilson(successes, total)

    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_wilson_ends_exactly_at_none_and_all():
    assert wilson(0, 7).low == 0
    assert wilson(7, 7).high == 1


def test_less_certainty_gives_a_narrower_interval():
    assert wilson(42, 50, Z90).low > wilson(42, 50).low
    assert wilson(42, 50, Z90).high < wilson(42, 50).high


def test_newcombe():
    result = newcombe(56, 70, 48, 80)

    assert tuple(round(number, 4) for number in result) == (0.2000, 0.0524, 0.3339)


def test_newcombe_mirrors_when_the_groups_swap():
    there, back = newcombe(56, 70, 48, 80), newcombe(48, 80, 56, 70)

    assert (back.low, back.high) == pytest.approx((-there.high, -there.low))


@pytest.mark.parametrize(("successes", "total"), [(0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(successes, total):
    with pytest.raises(ValueError, match=f"^{successes} of {total} is not a share$"):
        wilson(successes, total)
    with pytest.raises(ValueError, match="is not a share"):
        newcombe(1, 2, successes, total)

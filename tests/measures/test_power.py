"""How many promises a proof of parity needs."""

import pytest

from kundenkreis.measures.power import needed_per_class


@pytest.mark.parametrize(
    ("rate", "margin", "needed"),
    [(0.90, 5, 617), (0.90, 10, 155), (0.80, 5, 1097), (0.80, 10, 275), (0.95, 5, 326), (0.95, 10, 82)],
)
def test_needed_per_class(rate, margin, needed):
    assert needed_per_class(rate, margin) == needed


@pytest.mark.parametrize(("rate", "margin"), [(0, 5), (1, 5), (0.9, 0), (0.9, -5), (float("nan"), 5)])
def test_nonsense_is_refused(rate, margin):
    with pytest.raises(ValueError, match=r"^(rate|margin) .* is not"):
        needed_per_class(rate, margin)

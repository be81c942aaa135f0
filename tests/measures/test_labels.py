"""Labels become codes in the order of the labels, however they are stored."""

import numpy as np
import pytest

from kundenkreis.measures.labels import coded


@pytest.mark.parametrize(
    "labels",
    [
        np.array([7, 5, 7, 6]),
        np.array([-128, 127, 0, -128], dtype=np.int8),
        np.array([2**63 + 9, 2**63 + 1, 2**63 + 9, 2**63 + 4], dtype=np.uint64),
        np.array([-(2**62), 2**62, 5, 5]),
        np.array(["b", "a", "Zoë", "b"]),
        np.array(["b", "a", "a longer one", "b"], dtype=object),
        np.array([3, 10**12, 3, 4], dtype=object),
        np.array(["b", "a", "ä", "b"], dtype=np.dtypes.StringDType()),
    ],
    ids=["near zero", "small type", "unsigned", "far apart", "text", "objects", "integer objects", "variable text"],
)
def test_codes_lead_back_to_their_labels(labels):
    result = coded(labels, "stratum", widest=1000)

    assert [result.label(code) for code in result.codes.tolist()] == labels.tolist()
    assert result.codes.argsort(kind="stable").tolist() == sorted(range(4), key=lambda at: labels.tolist()[at])
    assert result.codes.min() >= 0
    assert result.codes.max() < result.size


def test_small_integers_are_used_as_they_are():
    labels = np.array([3, 0, 2])

    assert coded(labels, "stratum", widest=10).codes is labels


def test_far_apart_integers_need_no_wide_table():
    assert coded(np.array([0, 10**15, 5]), "cluster", widest=1000).size == 3


def test_strings_in_many_blocks_keep_their_codes():
    labels = np.array(["late", "early"])[np.arange(300_000) % 2]

    result = coded(labels, "stratum", widest=10)

    assert result.names == ("early", "late")
    assert (result.codes == 1 - np.arange(300_000) % 2).all()

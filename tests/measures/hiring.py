"""A simulated hiring log in which one group is known to be treated worse."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

SOURCE = Path(__file__).parent / "data" / "hiring.csv"


@dataclass(frozen=True)
class Applications:
    """One entry an application; every applicant applies once."""

    protected: npt.NDArray[np.bool_]
    education: npt.NDArray[np.int64]
    offered: npt.NDArray[np.bool_]
    hours: npt.NDArray[np.int64]

    @property
    def applicant(self) -> npt.NDArray[np.int64]:
        return np.arange(len(self.hours))


def applications() -> Applications:
    """Read the counted rows and spread them out again."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    numbers = np.array([[int(row[name]) for name in row] for row in rows])
    protected, education, offered, hours = np.repeat(numbers[:, :4], numbers[:, 4], axis=0).T
    return Applications(protected == 1, education, offered == 1, hours)

"""Fill the database of one size and measure it: `python -m bench.one 100000`. Figures go to its `figures.json`."""

import json
import sys

from bench import fill
from kundenkreis.console.house import open_house


def one(size: int) -> None:
    """Fill, measure and write down."""
    fill.fill(size)
    data = fill.use(size)
    with open_house():
        from bench.measure import measure
        from kundenkreis.console.migrate import bring_up_to_date

        bring_up_to_date(say=lambda _text: None)
        figures = {"size": size, **measure(data, size)}
    (data / "figures.json").write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    one(int(sys.argv[1]))

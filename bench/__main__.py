"""`make bench`: fill and measure each size, and say where a promise about speed is not kept.

`SIZES="20000" make bench` measures another size. Every size has a process
and a database of its own under `var/bench`; one filled today is used again.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

USUAL = ("100000", "1000000")
# ms of processor time a request, of web and database processes together.
LIMITS = {"queue": 5, "case": 4, "search": 5, "reply": 9, "create": 8}
MOST_GROWTH, MOST_MB = 1.3, 100
_FIGURES = ("cpu", "web", "database", "per_second", "p50", "p95", "p99", "statements")


def main(sizes: list[str]) -> int:
    """Measure and print. Returns 1 if a promise is not kept."""
    found = []
    for size in sizes:
        print(f"{int(size):,} cases", flush=True)
        subprocess.run([sys.executable, "-m", "bench.one", size], check=True)
        found.append(json.loads(Path(f"var/bench/{size}/figures.json").read_text()))
    for figures in found:
        _print(figures)
    broken = [line for figures in found for line in _over(figures)]
    broken += _growth(found[0], found[-1]) if len(found) > 1 else []
    print("\n".join(broken) or "Every promise is kept.")
    return int(bool(broken))


def _print(figures: dict[str, Any]) -> None:
    print(f"\n{figures['size']:,} cases; a web process: {figures['resident_mb']:.0f} MB resident, ", end="")
    print(f"{figures['proportional_mb']:.0f} MB counting shared memory once")
    print(f"{'':8}" + "".join(f"{name:>11}" for name in _FIGURES))
    for page, row in figures["pages"].items():
        print(f"{page:8}" + "".join(f"{row[name]:11.1f}" for name in _FIGURES))


def _over(figures: dict[str, Any]) -> list[str]:
    size, pages = figures["size"], figures["pages"]
    over = [
        f"{page} at {size:,} cases: {pages[page]['cpu']:.1f} ms, promised {limit} ms"
        for page, limit in LIMITS.items()
        if pages[page]["cpu"] > limit
    ]
    if figures["resident_mb"] > MOST_MB:
        over.append(f"A web process at {size:,} cases: {figures['resident_mb']:.0f} MB, promised {MOST_MB} MB")
    return over


def _growth(small: dict[str, Any], large: dict[str, Any]) -> list[str]:
    grown = {page: large["pages"][page]["cpu"] / small["pages"][page]["cpu"] for page in LIMITS}
    return [
        f"{page} costs {by:.2f} times as much, promised {MOST_GROWTH}" for page, by in grown.items() if by > MOST_GROWTH
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(USUAL)))

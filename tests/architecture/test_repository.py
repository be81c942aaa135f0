"""What must never get into the repository."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNFINISHED = re.compile(r"(#|//|<!--)\s*(TODO|FIXME|XXX)|raise NotImplementedError")


def kept(*patterns: str) -> list[Path]:
    """Files git knows, or all there are where the sources came without git."""
    done = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0 and done.stdout:
        return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).exists()]
    return [file for pattern in patterns for file in ROOT.glob(f"src/**/{pattern}")]


@pytest.mark.parametrize("lock", ["build", "product", "dev"])
def test_locks_name_no_registry_and_every_package_has_hashes(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    packages = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,]+\])?==.*$", text, re.M)

    assert "://" not in text
    assert packages
    assert [line for line in packages if not line.endswith("\\")] == []


def test_nothing_is_left_unfinished():
    files = [file for file in kept("*.py", "*.html", "*.js") if file != Path(__file__).resolve()]
    found = [file.relative_to(ROOT).as_posix() for file in files if UNFINISHED.search(file.read_text())]

    assert found == []


def test_compiled_texts_are_not_kept():
    done = subprocess.run(["git", "ls-files", "--", "*.mo"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stdout == ""

"""Small files and small functions, see ARCHITECTURE.md and the style guide."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kundenkreis"
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files() -> list[Path]:
    return [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]


def functions() -> Iterator[tuple[Path, Function]]:
    for file in files():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, Function):
                yield file, node


def lines_of_code(function: Function) -> int:
    """From the name to the last line, without the docstring."""
    assert function.end_lineno is not None
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return function.end_lineno - function.lineno + 1 - docstring


def test_no_file_is_long():
    lengths = {file.relative_to(SOURCE).as_posix(): len(file.read_text().splitlines()) for file in files()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_long():
    found = {f"{file.relative_to(SOURCE)}:{node.name}": lines_of_code(node) for file, node in functions()}

    assert {name: length for name, length in found.items() if length > LONGEST_FUNCTION} == {}


def test_no_file_is_a_drawer_for_everything():
    names = {file.stem for file in files()} | {folder.name for folder in SOURCE.rglob("*") if folder.is_dir()}

    assert names & {"utils", "helpers", "misc", "common", "services", "managers", "signals"} == set()

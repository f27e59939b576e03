"""Where a change of the source cannot change what runs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
Position: TypeAlias = tuple[int, int]  # line and column, as parso counts them


def idle_ranges(text: str) -> Iterator[tuple[Position, Position]]:
    """Yield where nothing can change what runs.

    That is within annotations, TYPE_CHECKING blocks, docstrings and `assert_never` ends, and at the `*` of a signature
    that begins what is given by name: `/` in its place only allows other calls.
    """
    lines = text.splitlines()

    def column(line: int, offset: int) -> Position:
        return line, len(lines[line - 1].encode()[:offset].decode())

    for node in ast.walk(ast.parse(text)):
        for idle in _idle(node):
            end_line, end_offset = idle.end_lineno, idle.end_col_offset
            assert end_line is not None
            assert end_offset is not None
            yield column(idle.lineno, idle.col_offset), column(end_line, end_offset)
        match node:
            case ast.arguments(vararg=None, kwonlyargs=[first, *_]):
                line, end = column(first.lineno, first.col_offset)
                while "*" not in lines[line - 1][:end]:
                    line, end = line - 1, len(lines[line - 2])
                at = lines[line - 1].rindex("*", 0, end)
                yield (line, at), (line, at + 1)


def _idle(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield what is idle at *node*."""
    match node:
        case ast.arg(annotation=ast.expr() as annotation) | ast.AnnAssign(annotation=annotation):
            yield annotation
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            yield node
        case ast.Expr(value=ast.Constant(value=str()) | ast.Call(func=ast.Name(id="assert_never"))):
            yield node
    if isinstance(node, FUNCTION) and node.returns is not None:
        yield node.returns

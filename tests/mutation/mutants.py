"""Which changes are made to a module: those that can change points, each a single operator or number."""

from __future__ import annotations

import ast
import re
from pathlib import Path

# Of the many changes that Cosmic Ray knows, those a slip of the hand could make. The rest (+ to <<, < to "is") is killed
# by any test at all, and would only make the figure look better.
CHANGES = re.compile(
    r"core/(?:"
    r"ReplaceBinaryOperator_(?:Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|BitOr_BitAnd|BitAnd_BitOr)"
    r"|ReplaceComparisonOperator_(?:Eq_NotEq|NotEq_Eq|Lt_LtE|Lt_GtE|LtE_Lt|LtE_Gt|Gt_GtE|Gt_LtE|GtE_Gt|GtE_Lt"
    r"|Is_IsNot|IsNot_Is)"
    r"|ReplaceUnaryOperator_(?:USub_UAdd|Delete_Not)"
    r"|AddNot|ReplaceTrueWithFalse|ReplaceFalseWithTrue|ReplaceAndWithOr|ReplaceOrWithAnd"
    r"|ReplaceBreakWithContinue|ReplaceContinueWithBreak|NumberReplacer|ZeroIterationForLoop"
    r")"
)


def unseen_places(path: Path) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where a change has no effect by the language itself: types in annotations, which nothing reads while it runs.

    Each place is its start and end, as (line from 1, column from 0).
    """
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        types = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        found += [_place(one) for one in types if one is not None]
    return found


def _place(node: ast.expr) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)


def is_seen(operator: str, start: tuple[int, int], unseen: list[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    """Whether a change is one of those that are made, at a place that matters."""
    return bool(CHANGES.fullmatch(operator)) and not any(first <= tuple(start) < last for first, last in unseen)


def changed_line(before: str, after: str) -> tuple[int, str, str]:
    """The number of the first line that a change made different, from 1; the line as it was, and as it became."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    number, out, into = next((n, old, new) for n, (old, new) in enumerate(pairs, 1) if old != new)
    return number, out.strip(), into.strip()

"""Which changes are made to a module: those that can change points, each a single operator or number."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

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

# What a kind answers to cards, reports and sample classes, and refuses in a lesson's file: no answer's points.
NO_POINTS = {
    *("public", "texts", "beside", "describe", "describe_model_answer", "not_found", "run", "function_name", "leaks"),
    *("model_answer", "answers", "known_errors", "sampling", "responses_by_unit", "is_accepted", "cited_spans"),
    *("labels_of_spans", "parse_prompt", "can_earn"),
}


def unseen_places(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where a change earns nobody another point, as (start, end), each (line from 1, column from 0).

    Such are the types in annotations, which nothing reads while it runs; how a data class is declared, as nothing changes a
    frozen object; what a kind declares for other rooms (``ClassVar``) or answers to them (``NO_POINTS``), which their tests
    hold; and the words of a message.
    """
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for node in ast.walk(ast.parse(source)):
        unseen = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.ClassDef):
            unseen += [one for one in node.decorator_list if ast.unparse(one).startswith("dataclass(")]
        declares = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).startswith("ClassVar")
        if isinstance(node, ast.JoinedStr) or declares or getattr(node, "name", "") in NO_POINTS:
            unseen.append(node)
        found += [_place(one) for one in unseen if one is not None]
    return found


def _place(node: ast.expr | ast.stmt) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)


def mutants(source: str) -> list[str]:
    """The sources that a change makes of one, in the order of the changes and of their places."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    unseen, tree, found = unseen_places(source), get_ast(source), []
    for operator in [get_operator(name)() for name in operator_names() if CHANGES.fullmatch(name)]:
        for node in list(ast_nodes(tree)):
            for number, (start, _) in enumerate(list(operator.mutation_positions(node))):
                if not any(first <= tuple(start) < last for first, last in unseen):
                    found.append(_changed(tree, node, lambda one, at=number, by=operator: by.mutate(one, at)))
    return found


def _changed(tree: Any, node: Any, change: Callable[[Any], Any]) -> str:
    """The code of a tree with one node changed, after which the tree is as before: parsing it anew takes far longer."""
    from cosmic_ray.ast import ast_nodes

    around = node.parent.children
    at = next(at for at, one in enumerate(around) if one is node)
    before = [(one, one.value, one.prefix) for one in ast_nodes(node) if hasattr(one, "value")]
    inside = [(one, list(one.children)) for one in ast_nodes(node) if hasattr(one, "children")]
    around[at] = change(node)
    code = str(tree.get_code())
    around[at] = node
    for one, children in inside:
        one.children = children
    for one, value, prefix in before:
        one.value, one.prefix = value, prefix
    return code


def changed_line(before: str, after: str) -> tuple[int, str, str]:
    """The number of the first line that a change made different, from 1; the line as it was, and as it became."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    number, out, into = next((n, old, new) for n, (old, new) in enumerate(pairs, 1) if old != new)
    return number, out.strip(), into.strip()

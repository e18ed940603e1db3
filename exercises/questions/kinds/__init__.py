"""The kinds of exercise, one file each; the file's name is the kind's."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from ..question import Question


@cache
def kinds_by_name() -> dict[str, type[Question]]:
    """All kinds by name: each file in this folder is a kind, and defines one Question of that name."""
    return {module.name: _kind(module.name) for module in pkgutil.iter_modules(__path__)}


def _kind(name: str) -> type[Question]:
    """The kind that a file defines. A subclass made elsewhere, such as in a notebook, replaces none."""
    module = importlib.import_module(f"{__name__}.{name}")
    return next(
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Question)
        and value.__module__ == module.__name__
        and value.kind == name
    )

"""Print what each strategy earns: ``python -m tests.adversaries``."""

from __future__ import annotations

from tests.adversaries.measure import table

if __name__ == "__main__":
    print(table())

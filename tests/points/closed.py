"""Kinds with a key that needs no words: choices, labels, numbers, orders, functions, phrases; how points are rounded."""

from __future__ import annotations

from tests.points.lesson import PAIR, mark, row

CHOICE = [
    row("choice", "the right option", "b", 100),
    row("choice", "another option", "a", 0),
    row("choices", "all that are right", ["r1", "r2", "r3"], 100),
    # 2/3.
    row("choices", "two of three", ["r1", "r2"], 66.67),
    # (3 − 1)/3.
    row("choices", "all and a wrong one", ["r1", "r2", "r3", "w1"], 66.67),
    # (2 − 1)/3.
    row("choices", "two and a wrong one", ["r1", "r2", "w1"], 33.33),
    # (1 − 1)/3.
    row("choices", "one and a wrong one", ["r1", "w1"], 0),
    # (1 − 2)/3 is below 0: 0.
    row("choices", "never below nothing", ["r1", "w1", "w2"], 0),
    # (3 − 2)/3: it does not pay to tick every box.
    row("choices", "every box", ["r1", "r2", "r3", "may", "w1", "w2"], 33.33),
    row("choices", "an allowed one costs nothing", ["r1", "r2", "r3", "may"], 100),
    row("choices", "an allowed one fills no gap", ["r1", "r2", "may"], 66.67),
    row("choices", "an allowed one alone", ["may"], 0),
    row("choices", "the same box twice", ["r1", "r1"], 33.33),
    row("choices", "nothing ticked is unanswered", [], None),
]

LEDGER = {
    "columns": {
        "who": {"text": "Who?", "labels": {"x": "X", "y": "Y"}},
        "how": {"text": "How?", "labels": {"p": "P", "q": "Q"}},
    },
    "labels": None,
    "items": {"a": "Row a", "b": "Row b"},
    "answer": {"a": {"who": "x", "how": "p"}, "b": {"who": "y", "how": ["p", "q"]}},
    "feedback": dict.fromkeys(("a.who", "a.how", "b.who", "b.how"), PAIR),
}
MATCH = [
    row("match", "every row", {"a": "x", "b": "y", "c": "x"}, 100),
    row("match", "another accepted label", {"a": "x", "b": "y", "c": "z"}, 100),
    row("match", "a wrong row", {"a": "x", "b": "x", "c": "x"}, 66.67),
    row("match", "an empty row earns nothing", {"a": "x", "b": "y"}, 66.67),
    row("match", "an empty row and a wrong one", {"a": "x", "b": "z"}, 33.33),
    row("match", "no row right", {"a": "y", "b": "z", "c": "y"}, 0),
    row("match", "no row filled is unanswered", {}, None),
    row("match", "a ledger's every cell", {"a": {"who": "x", "how": "p"}, "b": {"who": "y", "how": "q"}}, 100, **LEDGER),
    # Three of four cells; "how" of b takes either label.
    row("match", "a ledger's cell wrong", {"a": {"who": "y", "how": "p"}, "b": {"who": "y", "how": "p"}}, 75, **LEDGER),
    row("match", "a ledger's one cell", {"b": {"how": "q"}}, 25, **LEDGER),
]

PAPER = {"answer": 52, "unit": "%", "tolerance": 0.5}
NUMBER = [
    row("number", "the number", 12, 100),
    row("number", "another number", 13, 0),
    row("number", "a whole number with a point", "12.0", 100),
    row("number", "with its unit", "12 paragraphs", 100, unit="paragraphs"),
    row("number", "with its unit in the singular", "12 Paragraph", 100, unit="paragraphs"),
    # |12.5 − 12| = 0.5: at the edge.
    row("number", "at the upper edge", 12.5, 100, tolerance=0.5),
    row("number", "at the lower edge", 11.5, 100, tolerance=0.5),
    # A rounding error of up to 1e-9 is forgiven.
    row("number", "half of 1e-9 past the edge", 12.5 + 5e-10, 100, tolerance=0.5),
    row("number", "half of 1e-9 below the edge", 11.5 - 5e-10, 100, tolerance=0.5),
    row("number", "two of 1e-9 past the edge", 12.5 + 2e-9, 0, tolerance=0.5),
    row("number", "two of 1e-9 below the edge", 11.5 - 2e-9, 0, tolerance=0.5),
    row("number", "no tolerance, half of 1e-9 off", 12 + 5e-10, 100),
    row("number", "no tolerance, two of 1e-9 off", 12 + 2e-9, 0),
    row("number", "a comma in thousands", "1,400", 100, answer=1400),
    row("number", "a comma in millions", "1,400,000", 100, answer=1_400_000),
    row("number", "a decimal comma", "0,5", 100, answer=0.5),
    row("number", "a comma before two digits is a decimal one", "1,40", 100, answer=1.4),
    row("number", "a comma behind a nought is a decimal one", "0,400", 100, answer=0.4),
    row("number", "percent as it is", 52, 100, **PAPER),
    row("number", "percent as a share", 0.52, 100, **PAPER),
    row("number", "percent with its mark", "52 %", 100, **PAPER),
    row("number", "percent in words", "52 per cent", 100, **PAPER),
    # 0.52 with the mark is what it says: half a percent.
    row("number", "a share with the mark of percent", "0.52 %", 0, **PAPER),
    # A share is above 0 and at most 1: so 1 is all of it, and 1 % is one in a hundred.
    row("number", "1 is read as all", 1, 100, answer=100, unit="%"),
    row("number", "typed 1 is read as all", "1", 100, answer=100, unit="%"),
    row("number", "1 % is one in a hundred", "1 %", 100, answer=1, unit="%"),
    row("number", "1.01 is above 1, so it is a percent", 1.01, 100, answer=1.01, unit="%"),
    row("number", "0 is 0", 0, 100, answer=0, unit="%"),
    row("number", "no number is unanswered", "many", None),
]

TIES = {"answer": ["a", ["b", "c"], "d"]}
ORDER = [
    row("order", "the order", ["a", "b", "c", "d"], 100),
    # 5 of 6 pairs: 2 × 5/6 − 1 = 2/3.
    row("order", "two neighbors changed over", ["a", "b", "d", "c"], 66.67),
    # cb and db are wrong: 4 of 6: 1/3.
    row("order", "one comes two places too late", ["a", "c", "d", "b"], 33.33),
    # da, db, dc are wrong: 3 of 6, as good as chance: 0.
    row("order", "half of the pairs", ["d", "a", "b", "c"], 0),
    # 1 of 6 would be − 2/3: 0.
    row("order", "never below nothing", ["d", "c", "a", "b"], 0),
    row("order", "turned round", ["d", "c", "b", "a"], 0),
    row("order", "a tie in one order", ["a", "b", "c", "d"], 100, **TIES),
    row("order", "a tie in the other order", ["a", "c", "b", "d"], 100, **TIES),
    # Of five pairs that matter (bc does not), ba is wrong: 2 × 4/5 − 1 = 0.6.
    row("order", "a tie, one pair wrong", ["b", "a", "c", "d"], 60, **TIES),
    # ab and ac wrong: 3 of 5: 0.2.
    row("order", "a tie, two pairs wrong", ["c", "b", "a", "d"], 20, **TIES),
    # ad, bd and cd wrong: 2 of 5 would be − 0.2: 0.
    row("order", "a tie, three pairs wrong", ["d", "a", "c", "b"], 0, **TIES),
]


def calls(*gives) -> dict:
    """The field of a probe with a call for each right output."""
    return {"call": [{"args": [n], "gives": given} for n, given in enumerate(gives)]}


PROBE = [
    row("probe", "every output", {"outputs": [1, 4, 9, 16]}, 100),
    row("probe", "three of four", {"outputs": [1, 4, 9, 17]}, 75),
    row("probe", "a call that failed", {"outputs": [1, 4, {"error": "ValueError: no"}, 16]}, 75),
    # One of four fits by chance.
    row("probe", "the same for every call earns nothing", {"outputs": [4, 4, 4, 4]}, 0),
    row("probe", "nearly the same for every call", {"outputs": [4, 4, 4, 16]}, 50),
    # Where the same is right for every call, it is no idle cell.
    row("probe", "the same is right for every call", {"outputs": [4, 4]}, 100, **calls(4, 4)),
    row("probe", "one call", {"outputs": [4]}, 100, **calls(4)),
    # 4 and 4.005 are due: all the same, but one tells them apart beyond rounding, so half is chance.
    row(
        "probe",
        "outputs due that differ by less than the tolerance",
        {"outputs": [4, 4]},
        0,
        tolerance=0.01,
        **calls(4, 4.005),
    ),
    # Half of 1e-9 past the tolerance is rounding; two of 1e-9 are not. 1 of 2.
    row("probe", "at the tolerance", {"outputs": [0.25, 1.5]}, 100, tolerance=0.25, **calls(0, 1.25)),
    row("probe", "within rounding of the tolerance", {"outputs": [0.25 + 5e-10, 1]}, 100, tolerance=0.25, **calls(0, 1)),
    row("probe", "past the tolerance", {"outputs": [0.25 + 2e-9, 1]}, 50, tolerance=0.25, **calls(0, 1)),
    row("probe", "1.0 is 1", {"outputs": [1.0, 4]}, 100, **calls(1, 4)),
    row("probe", "true is not 1", {"outputs": [True, 4]}, 50, **calls(1, 4)),
    row("probe", "1 is not true", {"outputs": [1, False]}, 50, **calls(True, False)),
    row("probe", "a text is no number", {"outputs": ["1", 4]}, 50, **calls(1, 4)),
    row("probe", "a list, within the tolerance", {"outputs": [[1, 2.25], 4]}, 100, tolerance=0.25, **calls([1, 2], 4)),
    row("probe", "a list that is longer", {"outputs": [[1, 2, 3], 4]}, 50, **calls([1, 2], 4)),
]

PHRASE = [
    row("phrase", "the words", "over", 100),
    row("phrase", "in capitals, with marks and an article", "“The OVER.”", 100),
    row("phrase", "other words", "under", 0),
    row("phrase", "an accepted one inside other words is not enough", "over there", 0),
]

ROUNDING = [
    # 2/3 of 2 = 1.3333.
    row("choices", "points have two decimals", ["r1", "r2"], 1.33, points=2),
    # 2/3 of 1 = 0.6667: up.
    row("choices", "points are rounded up", ["r1", "r2"], 0.67, points=1),
    # 1/3 of 2.5 = 0.8333.
    row("choices", "half points are shared as well", ["r1"], 0.83, points=2.5),
    # 1/6 of 1/73 of 1 = 0.0023: nothing, though it is partial.
    row("spans", "a share too small for two decimals", [mark(0, 100)], 0, points=1),
]


CLOSED = [*CHOICE, *MATCH, *NUMBER, *ORDER, *PROBE, *PHRASE, *ROUNDING]

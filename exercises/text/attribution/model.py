"""What was learned from texts with marked attributions, as model.tsv has it, and the labels that it gives to words."""

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from pathlib import Path
from struct import Struct

# A word is outside, in a source, in a cue, in a content, or between these parts; < is before the cue, > is after it.
LABELS = ("O", "S<", "S>", "C", "T<", "T>", "G")
LETTERS = "OsSCtTG"  # the same in model.tsv
_CHANCES = (-49, -22, 0, 28)  # log odds of 8, 25, 50 and 80 percent, as model.tsv scales them
_FIELDS = Struct("<7I")
_ZERO = sum(1 << 32 * k + 31 for k in range(7))  # added, so that no label's sum is below zero
_NEUTRAL = [[0] * 7] * 7
_SHIPPED = Path(__file__).with_name("model.tsv")


@dataclass
class Model:
    """The sections of model.tsv, each a table.

    Of a word, ``priors`` says how likely it is a cue (0 to 4), ``verbs`` its verb, ``groups`` what is used like it, and
    ``classes`` its kind of edge. ``first`` has the weights of features for the chance of a cue, ``weights`` those for all
    labels, packed in one number. ``edges`` has a row for each label after a gap, with a weight for each label before it.
    """

    priors: dict[str, str] = field(default_factory=dict)
    verbs: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    edges: dict[str, list[list[int]]] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)

    def chance(self, names: list[str]) -> int:
        """From 0 to 4, how likely a word with these features is in a cue."""
        odds = sum(map(self.first.get, names, repeat(0))) + self.first.get("bias", 0)
        return sum(odds >= limit for limit in _CHANCES)

    def sum(self, names: list[str]) -> int:
        """The weights of these features, packed."""
        return sum(map(self.weights.get, names, repeat(0)))

    def scores(self, packed: int) -> tuple[int, ...]:
        """For each label its part of a packed sum, all larger by the same amount."""
        return _FIELDS.unpack((packed + _ZERO).to_bytes(28, "little"))

    def best_labels(self, scores: list[tuple[int, ...]], edges: list[str]) -> list[int]:
        """The labels with the highest sum of scores and edges (Viterbi), by number; none for no words."""
        before, backs = list(scores[0]) if scores else [0], []
        for own, edge in zip(scores[1:], edges[1:], strict=True):
            s0, s1, s2, s3, s4, s5, s6 = before
            before, back = [], []
            for score, (a, b, c, d, e, f, g) in zip(
                own, self.edges.get(edge) or self.edges.get(edge[0], _NEUTRAL), strict=True
            ):
                ways = (s0 + a, s1 + b, s2 + c, s3 + d, s4 + e, s5 + f, s6 + g)
                best = max(ways)
                back.append(ways.index(best))
                before.append(best + score)
            backs.append(back)
        path = [before.index(max(before))]
        for back in reversed(backs):
            path.append(back[path[-1]])
        return path[::-1][: len(scores)]


@cache
def load(path: Path = _SHIPPED) -> Model:
    """The model in a file; that of the kit, unless told otherwise."""
    model, section = Model(), ""
    for key, _, rest in (line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()):
        packed = section in ("edges", "weights")
        rows = [dict(re.findall(r"([OsSCtTG])(-?\d+)", cell)) for cell in rest.split("\t") if packed]
        if not rest:
            section = key.strip("[]")
        elif section == "first":
            model.first[key] = int(rest)
        elif section == "edges":
            model.edges[key] = [[int(row.get(letter, 0)) for letter in LETTERS] for row in rows]
        elif section == "weights":
            model.weights[key] = sum(int(weight) << 32 * LETTERS.index(letter) for letter, weight in rows[0].items())
        else:
            getattr(model, section).update(dict.fromkeys(rest.split(), key))
    return model

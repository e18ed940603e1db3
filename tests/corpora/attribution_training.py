"""Learn exercises/text/attribution/model.tsv from PolNeAR. First: pip install numpy scipy (the kit itself needs neither).

    python -m tests.corpora.attribution_training FOLDER [--hold-out] [--rounds N]

FOLDER is PolNeAR's train folder, with text/*.txt and attributions/*.ann. With --hold-out every seventh text is left out, to
measure the model on it. The learning is a conditional random field with a sparse prior (L1).
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from scipy.sparse.linalg import svds

from exercises.text.attribution.features import Features
from exercises.text.attribution.model import LABELS, LETTERS, Model
from exercises.text.attribution.reading import Reading, read

MODEL = Path(__file__).parents[2] / "exercises" / "text" / "attribution" / "model.tsv"
VERBS = Path(__file__).with_name("attribution_verbs.toml")
SCALE = 20  # a weight of 1 in model.tsv
N = len(LABELS)
L2, L2_EDGES = 0.05, 2.0  # they hold back large weights


def marked(folder: Path) -> list[tuple[str, list[dict[str, list[tuple[int, int]]]]]]:
    """Each text with its attributions: for source, cue and content the spans in characters. The first annotator counts."""
    found = []
    for path in sorted((folder / "text").glob("*.txt")):
        notes = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if notes:
            found.append((path.read_bytes().decode("utf-8"), _attributions(notes[0].read_text(encoding="utf-8"))))
    return found


def _attributions(notes: str) -> list[dict[str, list[tuple[int, int]]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in notes.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T") and rest:
            spans[name] = [tuple(map(int, part.split())) for part in rest.split("\t")[0].split(" ", 1)[1].split(";")]
        elif name.startswith("E") and rest:
            one: dict[str, list[tuple[int, int]]] = {"content": [], "source": [], "cue": []}
            for role, place in (part.split(":") for part in rest.split()):
                role = re.sub(r"\d+$", "", role).lower()
                if role in one and place in spans:
                    one[role] += spans[place]
            found.append(one)
    return found


def labels(r: Reading, attributions: list[dict[str, list[tuple[int, int]]]]) -> list[str]:
    """A label for each word; a cue wins over a source, and that over a content."""
    found = ["O"] * len(r.starts)
    words = lambda span: range(bisect_right(r.ends, span[0]), bisect_left(r.starts, span[1]))  # noqa: E731
    for role, letter in (("content", "T"), ("source", "S"), ("cue", "C")):
        for one in attributions:
            middle = min(one["cue"])[0] if one["cue"] else max(one["source"])[1] if one["source"] else 0
            for span in one[role]:
                for i in words(span):
                    found[i] = letter if letter == "C" else letter + ("<" if span[0] < middle else ">")
    for one in attributions:
        inside = sorted(i for spans in one.values() for span in spans for i in words(span))
        for left, right in itertools.pairwise(inside):
            if right - left <= 16 and r.paragraph[left] == r.paragraph[right]:
                found[left + 1 : right] = ["G" if label == "O" else label for label in found[left + 1 : right]]
    return found


def prior(cues: int, everywhere: int) -> str:
    """How likely a word is in a cue, from 0 to 4."""
    share = cues / (everywhere + 1) if cues > 1 else 0
    return str(sum(share >= limit for limit in (0.05, 0.15, 0.35, 0.6)))


def verbs() -> dict[str, str]:
    """Each form of the listed verbs, with the verb and its class."""
    lists = tomllib.loads(VERBS.read_text(encoding="utf-8"))
    irregular, found = lists.pop("irregular"), dict[str, str]()
    for kind, names in lists.items():
        for verb in names.split():
            for form in forms(verb):
                found.setdefault(form, f"{verb}.{kind}")
    return found | {form: found[verb] for form, verb in irregular.items()}


def forms(verb: str) -> list[str]:
    """The regular forms of a verb.

    >>> forms("deny"), forms("quip")
    (['deny', 'denies', 'denied', 'denying'], ['quip', 'quips', 'quipped', 'quipping'])
    """
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing"]
    double = re.fullmatch(r"[^aeiou]*u?[aeiou][bdgmnpt]|(?:ad|sub)mit|rebut|forget|begin", verb)
    stem = verb + verb[-1] * bool(double)
    return [verb, verb + ("es" if re.search(r"(?:s|sh|ch|x)$", verb) else "s"), stem + "ed", stem + "ing"]


def groups(texts: list[list[str]], least: int = 16, contexts: int = 1500, size: int = 60) -> dict[str, str]:
    """Words by their neighbors: for each frequent word its group of 120 and its group of 32."""
    counts = Counter(word for text in texts for word in text)
    vocabulary = {word: i for i, word in enumerate(w for w, n in counts.most_common() if n >= least)}
    rows, columns = [], []
    for text in texts:
        ids = [vocabulary.get(word, -1) for word in text]
        for a, b in itertools.pairwise(ids):
            for one, other, shift in ((a, b, 0), (b, a, contexts + 1)):
                if one >= 0:
                    rows.append(one)
                    columns.append(shift + (other if 0 <= other < contexts else contexts))
    table = sp.coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(vocabulary), 2 * contexts + 2)).tocsr()
    row, column = np.asarray(table.sum(1)).ravel(), np.asarray(table.sum(0)).ravel()
    table = table.tocoo()
    strength = np.log(np.maximum(table.data * table.sum() / (row[table.row] * (column[table.col] + 50)), 1))
    u, s, _ = svds(sp.csr_matrix((strength, (table.row, table.col)), table.shape), size, v0=np.ones(min(table.shape)))
    points = u * np.sqrt(s)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    small, large = _means(points, 120), _means(points, 32)
    return {word: f"{small[i]}.{large[i]}" for word, i in vocabulary.items()}


def _means(points: np.ndarray, k: int) -> np.ndarray:
    centers = points[np.random.default_rng(0).permutation(min(len(points), 3 * k))[:k]].copy()
    for _ in range(25):
        nearest = (points @ centers.T).argmax(1)
        for j in range(k):
            if (nearest == j).any():
                centers[j] = points[nearest == j].sum(0)
                centers[j] /= np.linalg.norm(centers[j]) + 1e-9
    return nearest


CLASSES = {
    "w": "which who whose where whom", "a": "and or", "b": "but yet nor", "t": "that", "i": "he she they it we i you",
    "s": "with after as when while before because if since though although despite amid during unless until so than",
    "p": "in on at to of for from by about into over against",
    "d": "the a an his her their its this these those our my your",
    "v": "is was are were be has have had will would can could should may might do does did been not",
}  # fmt: skip


def first_stage(readings: list[Reading], models: list[Model], golds: list[list[str]], size: int) -> list[dict[str, int]]:
    """Weights that say how likely a word is in a cue: five times from four fifths of the texts, then from all."""
    names: dict[str, int] = {}
    ids, ends, text, gold_cue = [], [0], [], []
    for k, (r, model, gold) in enumerate(zip(readings, models, golds, strict=True)):
        for i, asked in Features(r, model).candidates().items():
            ids += [names.setdefault(name, len(names)) for name in asked]
            ends.append(len(ids))
            text.append(k % 5)
            gold_cue.append(gold[i] == "C")
    x = sp.csr_matrix((np.ones(len(ids)), np.array(ids), np.array(ends)), (len(text), len(names)))
    y, part = np.array(gold_cue, float), np.array(text)
    counts = np.asarray(x.sum(0)).ravel()
    often = np.flatnonzero(counts >= 4)
    worth = np.abs(logistic(x[:, often], y)[:-1]) * np.sqrt(counts[often])
    kept = often[np.argsort(-worth)[:size]]
    x, listed = x[:, kept], list(names)
    found = []
    for fold in range(6):
        w = logistic(x[part != fold], y[part != fold])
        rounded = {listed[j]: round(float(weight) * SCALE) for j, weight in zip([*kept], w, strict=False)}
        found.append({name: weight for name, weight in rounded.items() if weight} | {"bias": round(float(w[-1]) * SCALE)})
    return found


def logistic(x: sp.csr_matrix, y: np.ndarray, l2: float = 1.5) -> np.ndarray:
    """The weights of a logistic regression, the constant last."""
    across = x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:-1] + w[-1]
        off = 1 / (1 + np.exp(-z)) - y
        value = np.logaddexp(0, z).sum() - (y * z).sum() + l2 / 2 * (w[:-1] @ w[:-1])
        return value, np.append(across @ off + l2 * w[:-1], off.sum())

    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 50}).x


class Texts:
    """Texts as matrices: features by word (X), labels (y), and the class of each gap (edge)."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.edges: dict[str, int] = {}
        self.rows: list[tuple[np.ndarray, np.ndarray]] = []
        self.y: list[np.ndarray] = []
        self.edge: list[np.ndarray] = []

    def add(self, features: Features, gold: list[str]) -> None:
        """One more text, with what the tagger asks about its words."""
        ids, ends = [], [0]
        for i, context in enumerate(features.contexts(range(len(gold)))):
            ids += [self.names.setdefault(name, len(self.names)) for name in features.alone(i) + context]
            ends.append(len(ids))
        self.rows.append((np.array(ids, np.int32), np.array(ends)))
        self.y.append(np.array([LABELS.index(label) for label in gold]))
        keys = features.edges()
        self.edge.append(np.array([self.edges.setdefault(key, len(self.edges)) for key in keys]))
        for key in keys:
            self.edges.setdefault(key[0], len(self.edges))

    def keep(self, wanted: np.ndarray) -> list[sp.csr_matrix]:
        """The matrices with the wanted features alone, renumbered in ``names``."""
        number = np.where(wanted, np.cumsum(wanted) - 1, -1)
        self.names = {name: int(number[i]) for name, i in self.names.items() if wanted[i]}
        for k, (ids, ends) in enumerate(self.rows):
            new = number[ids]
            kept = np.concatenate([[0], np.cumsum(new >= 0)])
            self.rows[k] = (new[new >= 0].astype(np.int32), kept[ends])
        size = len(self.names)
        return [sp.csr_matrix((np.ones(len(i), np.float32), i, e), (len(e) - 1, size)) for i, e in self.rows]

    def general(self) -> np.ndarray:
        """For each class of edges the general one whose weights count there too: the class of the gap alone."""
        return np.array([self.edges[key[0]] for key in self.edges])

    def counts(self) -> np.ndarray:
        return sum(np.bincount(ids, minlength=len(self.names)) for ids, _ in self.rows)


class Field:
    """A conditional random field over these texts: how bad its weights are, and in which direction they get better."""

    def __init__(self, texts: Texts, matrices: list[sp.csr_matrix], at_once: int = 48):
        self.x = sp.vstack(matrices, format="csr")
        self.across = self.x.T.tocsr()
        self.gold, self.edge = np.concatenate(texts.y), np.concatenate(texts.edge)
        self.general = texts.general()
        often = np.bincount(self.edge, minlength=len(self.general))
        self.often = often + np.bincount(self.general, often, len(often))
        self.special = (self.general != np.arange(len(self.general)))[:, None, None]
        sizes = np.array([len(y) for y in texts.y])
        starts = np.cumsum(sizes) - sizes
        self.follows = np.setdiff1d(np.arange(len(self.gold)), starts)  # the words with a word before them
        # Texts of about the same length go together: a row for each place, a column for each text.
        self.places, self.real = [], []
        for some in np.array_split(np.argsort(sizes, kind="stable"), len(sizes) // at_once + 1):
            rows = np.arange(sizes[some].max())[:, None]
            self.real.append(rows < sizes[some])
            self.places.append(np.where(self.real[-1], starts[some] + rows, 0))

    def loss(self, w: np.ndarray, t: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The negative log-likelihood of the labels, and its gradient by features and by edges (forward, backward)."""
        scores, full, each = (
            np.float64(self.x @ w.astype(np.float32)),
            with_general(t, self.general),
            np.arange(len(self.gold)),
        )
        pairs = (self.edge[self.follows], self.gold[self.follows - 1], self.gold[self.follows])
        top = scores.max(1)
        value = top.sum() - scores[each, self.gold].sum() - full[pairs].sum()
        chances, moves = np.exp(scores - top[:, None]), np.exp(full)
        words, edges = np.empty_like(scores), np.zeros((len(t), N * N))
        for place, real in zip(self.places, self.real, strict=True):
            p = np.where(real[:, :, None], chances[place], 1 / N)
            move = moves[np.where(real, self.edge[place], 0)]
            forward, backward, onward = np.empty_like(p), np.ones_like(p), np.empty_like(p)
            scale = np.empty(real.shape)
            for i in range(len(p)):
                here = np.einsum("bi,bij->bj", forward[i - 1], move[i]) * p[i] if i else p[0]
                scale[i] = here.sum(1)
                forward[i] = here / scale[i][:, None]
            for i in range(len(p) - 1, 0, -1):
                onward[i] = p[i] * backward[i] / scale[i][:, None]
                before = np.einsum("bij,bj->bi", move[i], onward[i])
                backward[i - 1] = np.where(real[i][:, None], before, 1)
            both = forward * backward
            words[place[real]] = (both / both.sum(2, keepdims=True))[real]
            value += np.log(scale[real]).sum()
            inner = real[1:]
            joint = forward[:-1][inner][:, :, None] * move[1:][inner] * onward[1:][inner][:, None, :]
            key = self.edge[place[1:][inner]]
            whose = sp.csr_matrix((np.ones(len(key)), (key, np.arange(len(key)))), (len(t), len(key)))
            edges += whose @ joint.reshape(-1, N * N)
        words[each, self.gold] -= 1
        by_edge = edges.reshape(t.shape)
        np.subtract.at(by_edge, pairs, 1)
        general = np.zeros_like(by_edge)
        np.add.at(general, self.general, by_edge * self.special)
        return value, np.float64(self.across @ words.astype(np.float32)), by_edge + general


def with_general(t: np.ndarray, general: np.ndarray) -> np.ndarray:
    """The weights of edges together with those of their general class."""
    return t + t[general] * (general != np.arange(len(general)))[:, None, None]


def fit(
    texts: Texts, matrices: list[sp.csr_matrix], l1: float, rounds: int, start: tuple[np.ndarray, ...] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """The weights of features (features, labels) and of edges (classes, label before, label after)."""
    field = Field(texts, matrices)
    w, t = start or (np.zeros((len(texts.names), N)), np.zeros((len(texts.edges), N, N)))

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        w_now, t_now = point[: w.size].reshape(w.shape), point[w.size :].reshape(t.shape)
        value, by_w, by_t = field.loss(w_now, t_now)
        value += L2 / 2 * np.square(w_now).sum() + L2_EDGES / 2 * np.square(t_now).sum()
        return value, np.append(by_w + L2 * w_now, by_t + L2_EDGES * t_now)

    often = field.x.sum(0).A1.repeat(N), field.often.repeat(N * N) / N
    # What is asked about many words bends the loss most, so its weights take smaller steps.
    pace, held = 1 / (20 + np.append(*often)), np.append(np.full(w.size, l1), np.zeros(t.size))
    point = sparse_minimum(loss, np.append(w, t), held, pace, rounds)
    return point[: w.size].reshape(w.shape), point[w.size :].reshape(t.shape)


def sparse_minimum(
    loss: Callable[[np.ndarray], tuple[float, np.ndarray]], x: np.ndarray, l1: np.ndarray, pace: np.ndarray, rounds: int
) -> np.ndarray:
    """Where a loss plus ``l1`` times the size of each number is least: OWL-QN, which is L-BFGS for sparse numbers."""
    value, gradient = loss(x)
    total = value + l1 @ abs(x)
    steps: list[tuple[np.ndarray, np.ndarray]] = []
    for done in range(rounds):
        flat = np.sign(gradient) * np.maximum(abs(gradient) - l1, 0)  # what remains where a number is zero
        slope = np.where(x, gradient + l1 * np.sign(x), flat)
        way = _newton(slope, steps, pace)
        way[way * slope >= 0] = 0
        side = np.where(x, np.sign(x), -np.sign(slope))
        step = 1.0 if steps else 0.3
        while step > 1e-6:
            new = x + step * way
            new[new * side < 0] = 0  # no number changes its sign within a step
            value, change = loss(new)
            if value + l1 @ abs(new) <= total + 1e-4 * (slope @ (new - x)):
                break
            step /= 2
        else:
            break
        if (new - x) @ (change - gradient) > 1e-10:
            steps = [*steps[-6:], (new - x, change - gradient)]
        x, gradient, total = new, change, value + l1 @ abs(new)
        print(f"round {done + 1}: loss {total:.0f}, {np.count_nonzero(x)} weights", flush=True)
    return x


def _newton(slope: np.ndarray, steps: list[tuple[np.ndarray, np.ndarray]], pace: np.ndarray) -> np.ndarray:
    """Down the slope, with its bend as the last steps showed it."""
    way, shares = -slope, []
    for step, change in reversed(steps):
        shares.append((step @ way) / (step @ change))
        way -= shares[-1] * change
    way *= pace
    if steps:
        step, change = steps[-1]
        way *= (step @ change) / (change @ (pace * change))
    for (step, change), share in zip(steps, reversed(shares), strict=True):
        way += (share - (change @ way) / (step @ change)) * step
    return way


def asked_of(data: list) -> tuple[Model, Texts]:
    """A model without weights of labels, and these texts as it sees them."""
    readings = [read(text) for text, _ in data]
    golds = [labels(r, gold) for r, (_, gold) in zip(readings, data, strict=True)]
    everywhere = Counter(word for r in readings for word in r.lower)
    in_cues = Counter(
        word for r, gold in zip(readings, golds, strict=True) for word, x in zip(r.lower, gold, strict=True) if x == "C"
    )
    priors = {word: p for word in in_cues if (p := prior(in_cues[word], everywhere[word])) > "0"}
    classes = {word: letter for letter, words in CLASSES.items() for word in words.split()}
    model = Model(priors=priors, groups=groups([r.lower for r in readings]), verbs=verbs(), classes=classes)
    models = []
    for r, gold in zip(readings, golds, strict=True):
        # What a text adds to the counts is taken from them: a new text will not be in them either.
        here, cues = Counter(r.lower), Counter(word for word, x in zip(r.lower, gold, strict=True) if x == "C")
        own = {word: prior(in_cues[word] - cues[word], everywhere[word] - here[word]) for word in here}
        known = {word: p for word, p in {**priors, **own}.items() if p > "0"}  # as in the file, which has no zeros
        models.append(replace(model, priors=known))
    *folds, model.first = first_stage(readings, models, golds, 2400)
    texts = Texts()
    for k, (r, own_model, gold) in enumerate(zip(readings, models, golds, strict=True)):
        asked = Features(r, replace(own_model, first=folds[k % 5]))
        asked.likely = asked.chances()
        texts.add(asked, gold)
    return model, texts


def learn(data: list, rounds: int, l1: float, features: int) -> str:
    """What model.tsv says, learned from these texts: once from all features, then again from the best of them."""
    model, texts = asked_of(data)
    w, t = fit(texts, texts.keep(texts.counts() >= 8), l1, rounds)
    worth = np.abs(w).max(1) * np.sqrt(texts.counts())
    best = worth >= max(np.sort(worth)[-min(features, len(worth))], 1e-9)
    w, t = fit(texts, texts.keep(best), l1 / 3, rounds // 2, (w[best], t))
    return written(model, texts, w, with_general(t, texts.general()))


def written(model: Model, texts: Texts, w: np.ndarray, t: np.ndarray) -> str:
    lines = ["# Learned from PolNeAR's train part by: python -m tests.corpora.attribution_training FOLDER"]
    for section in ("priors", "verbs", "classes", "groups"):
        members: dict[str, list[str]] = {}
        for word, key in getattr(model, section).items():
            members.setdefault(key, []).append(word)
        lines += [f"[{section}]", *(f"{key}\t{' '.join(sorted(words))}" for key, words in sorted(members.items()))]
    lines += ["[first]", *(f"{name}\t{weight}" for name, weight in sorted(model.first.items()) if name.isprintable())]
    lines.append("[edges]")
    counts = np.bincount(np.concatenate(texts.edge), minlength=len(texts.edges))
    for key, i in sorted(texts.edges.items()):
        if (counts[i] >= 200 or len(key) == 1) and key.isprintable():
            lines.append("\t".join([key, *(_cell(t[i][:, after]) for after in range(N))]))
    lines.append("[weights]")
    # Small weights of rare features are left out; of features that are everywhere they add up.
    rare = texts.counts() < 3000
    cells = ((name, _cell(w[i], int(rare[i]))) for name, i in sorted(texts.names.items()))
    lines += [f"{name}\t{cell}" for name, cell in cells if cell and name.isprintable()]
    return "\n".join(lines) + "\n"


def _cell(weights: np.ndarray, least: int = 0) -> str:
    rounded = [round(float(weight) * SCALE) for weight in weights]
    return "".join(f"{letter}{weight}" for letter, weight in zip(LETTERS, rounded, strict=True) if abs(weight) > least)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--rounds", type=int, default=48)
    parser.add_argument("--l1", type=float, default=4)
    parser.add_argument("--features", type=int, default=6300)
    parser.add_argument("--texts", type=int, help="learn from so many texts, to try something")
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    data = marked(given.folder)
    if given.hold_out:
        data = [one for i, one in enumerate(data) if i % 7 != 3]
    random.Random(0).shuffle(data)
    text = learn(data[: given.texts], given.rounds, given.l1, given.features)
    given.out.write_text(text, encoding="utf-8", newline="\n")
    print(f"{given.out.name}: {len(text.encode()) / 1000:.0f} KB")


if __name__ == "__main__":
    main()

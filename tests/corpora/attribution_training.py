"""Learn exercises/text/attribution/model.tsv from PolNeAR. It needs NumPy and SciPy, which the kit does not.

    python -m tests.corpora.attribution_training FOLDER [--hold-out] [--epochs N]

FOLDER is PolNeAR's train folder, with text/*.txt and attributions/*.ann. With --hold-out every seventh text is left out, to
measure the model on it. The learning is a conditional random field with a sparse prior (L1), by AdaGrad.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
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
LEAN = 0.2  # toward no label at all: what the held-out texts ask for
N = len(LABELS)


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


def groups(texts: list[list[str]], least: int = 12, contexts: int = 1500, size: int = 60) -> dict[str, str]:
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

    def counts(self) -> np.ndarray:
        return sum(np.bincount(ids, minlength=len(self.names)) for ids, _ in self.rows)


def fit(
    texts: Texts, matrices: list[sp.csr_matrix], epochs: int, l1: float, rate: float = 0.1
) -> tuple[np.ndarray, np.ndarray]:
    """The weights of features (features, labels) and of edges (classes, label before, label after).

    What counts is the average over all steps of the last two rounds: the last ones alone lean to the last texts.
    """
    chance = np.random.default_rng(0)
    w, seen_w = np.zeros((len(texts.names), N), np.float32), np.full((len(texts.names), N), 0.01, np.float32)
    t, seen_t = np.zeros((len(texts.edges), N, N)), np.full((len(texts.edges), N, N), 0.1)
    sum_w, sum_t, steps = np.zeros_like(w), np.zeros_like(t), 0
    general = np.array([texts.edges[key[0]] for key in texts.edges])
    for epoch in range(epochs):
        order = sorted(chance.permutation(len(matrices)), key=lambda i: len(texts.y[i]) // 150)
        batches = [order[k : k + 8] for k in range(0, len(order), 8)]
        chance.shuffle(batches)
        for batch in batches:
            x = sp.vstack([matrices[i] for i in batch], format="csr")
            dw, dt = _gradient(x @ w, t + t[general], [texts.y[i] for i in batch], [texts.edge[i] for i in batch])
            gw = np.asarray(x.T.tocsr() @ dw.astype(np.float32))
            seen_w += gw * gw
            # The steps shrink to nearly none: many features are always there, and together they would swing for ever.
            now = rate * (1 - 0.97 * steps / (epochs * len(batches)))
            step = now / np.sqrt(seen_w)
            w += step * gw
            w = np.sign(w) * np.maximum(np.abs(w) - step * l1, 0)
            np.add.at(dt, general, dt * (general != np.arange(len(general)))[:, None, None])
            dt -= 0.02 * t
            seen_t += dt * dt
            t += now / np.sqrt(seen_t) * dt
            steps += 1
            if epoch >= epochs - 2:
                sum_w, sum_t = sum_w + w, sum_t + t
        print(f"epoch {epoch + 1}: {(w != 0).any(1).sum()} features", flush=True)
    w, t = sum_w / (2 * len(batches)), sum_t / (2 * len(batches))
    return w, t + t[general] * (general != np.arange(len(general)))[:, None, None]


def _gradient(
    scores: np.ndarray, t: np.ndarray, gold: list[np.ndarray], edges: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Of the log-likelihood of a batch, by words and labels and by edges: forward and backward over all texts at once."""
    sizes = np.array([len(y) for y in gold])
    ends = np.cumsum(sizes)
    m, b = sizes.max(), len(sizes)
    p, key, y = np.zeros((m, b, N)), np.zeros((m, b), int), np.zeros((m, b), int)
    for k, (size, end) in enumerate(zip(sizes, ends, strict=True)):
        p[:size, k], key[:size, k], y[:size, k] = scores[end - size : end], edges[k], gold[k]
    p = np.exp(p - p.max(2, keepdims=True))
    moves = np.exp(t)[key]
    forward, scale, backward = np.empty((m, b, N)), np.empty((m, b)), np.ones((m, b, N))
    for i in range(m):
        a = p[i] * ((forward[i - 1][:, None] @ moves[i])[:, 0] if i else 1)
        scale[i] = a.sum(1)
        forward[i] = a / scale[i][:, None]
    for i in range(m - 2, -1, -1):
        back = (moves[i + 1] @ (p[i + 1] * backward[i + 1])[:, :, None])[:, :, 0] / scale[i + 1][:, None]
        backward[i] = np.where((i < sizes - 1)[:, None], back, 1)
    each = forward * backward
    each /= each.sum(2, keepdims=True)
    words = -np.concatenate([each[:size, k] for k, size in enumerate(sizes)])
    words[np.arange(len(words)), np.concatenate(gold)] += 1
    real = np.arange(1, m)[:, None] < sizes
    pairs = -(forward[:-1, :, :, None] * moves[1:] * (p[1:] * backward[1:] / scale[1:, :, None])[:, :, None])[real]
    pairs[np.arange(len(pairs)), y[:-1][real], y[1:][real]] += 1
    change = np.zeros_like(t)
    np.add.at(change, key[1:][real], pairs)
    return words, change


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
        models.append(replace(model, priors={**priors, **own}))
    *folds, model.first = first_stage(readings, models, golds, 3000)
    texts = Texts()
    for k, (r, own_model, gold) in enumerate(zip(readings, models, golds, strict=True)):
        asked = Features(r, replace(own_model, first=folds[k % 5]))
        asked.likely = asked.chances()
        texts.add(asked, gold)
    return model, texts


def learn(data: list, epochs: int, l1: float, features: int) -> str:
    """What model.tsv says, learned from these texts: once from all features, then again from the best of them."""
    model, texts = asked_of(data)
    w, t = fit(texts, texts.keep(texts.counts() >= 3), epochs, l1)
    worth = np.abs(w).max(1) * np.sqrt(texts.counts())
    w, t = fit(texts, texts.keep(worth > np.sort(worth)[-min(features, len(worth))]), epochs, l1 / 2)
    return written(model, texts, w, t)


def written(model: Model, texts: Texts, w: np.ndarray, t: np.ndarray) -> str:
    lines = ["# Learned from PolNeAR's train part by: python -m tests.corpora.attribution_training FOLDER"]
    for section in ("priors", "verbs", "classes", "groups"):
        members: dict[str, list[str]] = {}
        for word, key in getattr(model, section).items():
            members.setdefault(key, []).append(word)
        lines += [f"[{section}]", *(f"{key}\t{' '.join(sorted(words))}" for key, words in sorted(members.items()))]
    lines += ["[first]", *(f"{name}\t{weight}" for name, weight in sorted(model.first.items()))]
    lines.append("[edges]")
    counts = np.bincount(np.concatenate(texts.edge), minlength=len(texts.edges))
    for key, i in sorted(texts.edges.items()):
        if counts[i] >= 100 or len(key) == 1:
            lines.append("\t".join([key, *(_cell(t[i][:, after] + (LEAN if after == 0 else 0)) for after in range(N))]))
    lines.append("[weights]")
    # Small weights of rare features are left out; of features that are everywhere they add up.
    rare = texts.counts() < 3000
    cells = ((name, _cell(w[i], int(rare[i]))) for name, i in sorted(texts.names.items()))
    lines += [f"{name}\t{cell}" for name, cell in cells if cell]
    return "\n".join(lines) + "\n"


def _cell(weights: np.ndarray, least: int = 0) -> str:
    rounded = [round(float(weight) * SCALE) for weight in weights]
    return "".join(f"{letter}{weight}" for letter, weight in zip(LETTERS, rounded, strict=True) if abs(weight) > least)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--l1", type=float, default=0.05)
    parser.add_argument("--features", type=int, default=9000)
    parser.add_argument("--texts", type=int, help="learn from so many texts, to try something")
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    data = marked(given.folder)
    if given.hold_out:
        data = [one for i, one in enumerate(data) if i % 7 != 3]
    random.Random(0).shuffle(data)
    text = learn(data[: given.texts], given.epochs, given.l1, given.features)
    given.out.write_text(text, encoding="utf-8", newline="\n")
    print(f"{given.out.name}: {len(text.encode()) / 1000:.0f} KB")


if __name__ == "__main__":
    main()

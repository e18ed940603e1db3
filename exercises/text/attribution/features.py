"""What the finder asks about each word: itself, its neighbors, the marks, and the nearest words that may be cues."""

from collections import Counter
from collections.abc import Iterable, Iterator

from .model import LABELS, Model
from .reading import Quotation, Reading

OFFSETS = ("--", "-", "0", "+", "++")
_GAP = str.maketrans("“”\"„«»`‘’'—–-―…[]!", '"""""""\'\'\'----.()?', " \t\xa0\r")
_STEPS = (0, 1, 2, 3, 4, 5, 5, 7, 7, 7, 7, *[11] * 8, 19)
_MAYBE, _SURE = 2, 4  # how likely a word is in a cue, of 0 to 4


def gap_class(gap: str) -> str:
    """The marks between two words, all kinds of quotation marks as one; a paragraph's end hides what is before it."""
    if "\n" in gap:
        return '¶"' if gap.rstrip(" ")[-1] in "“\"„«`'‘" else "¶"
    return gap.translate(_GAP)[:4] if gap != " " else ""


def edge_class(gap: str, word: str, form: str, likely: int, model: Model) -> str:
    """The gap before a word and the word, in two letters: by them a change of label is weighed."""
    known = model.classes.get(word) or ("C" if likely > _MAYBE else "g" if word.endswith("ing") else "")
    if len(gap) > 1:  # ‘."’ and ‘,"’ are the ends of quotations
        marks = {"Q": '¶"' in gap, "p": '"' in gap and set(gap) & {".", "?"}, "q": '"' in gap, ".": set(gap) & {".", "?"}}
        gap = next((mark for mark, fits in marks.items() if fits), gap[0])
    return (gap or "n") + (known or ("X" if form[0].isupper() else "c" if likely else "o"))


def shape(form: str) -> str:
    """9 for a number, a for small letters, X for a capital, A for all capitals, I for that word."""
    if form[0].isupper():
        return "I" if form == "I" else "A" if form.isupper() and len(form) > 1 else "X"
    return "9" if form[0].isdigit() else "a"


def of_word(word: str, model: Model) -> list[str]:
    """The features of a word by itself."""
    found = ["w" + word, "s" + word[-3:], "z" + word[-2:]]
    if word in model.verbs:
        verb, kind = model.verbs[word].split(".")
        found += ["l" + verb, f"v{kind}{word[-1]}"]
    if word in model.groups:
        small, large = model.groups[word].split(".")
        found += ["k" + small, "K" + large]
    return [*found, "c" + model.priors[word]] if word in model.priors else found


class Features:
    """What is asked about a text's words. ``likely`` has a number from 0 to 4 for each: how likely it is in a cue."""

    def __init__(self, r: Reading, model: Model):
        self.r, self.model = r, model
        self.word = ["<", "<", *r.lower, ">", ">"]
        near = {w: of_word(w, model) for w in {*self.word}}
        self.names = {1: near, 2: {w: [name for name in names if name[0] in "wlvk"] for w, names in near.items()}}
        self.gap = ["¶", "¶", *map(gap_class, r.gaps), "¶", "¶"]
        self.form = ["<", "<", *map(shape, r.forms), ">", ">"]
        self.verb = [f"{model.verbs[w].split('.')[1]}{w[-1]}" if w in model.verbs else "" for w in self.word]
        self.group = [model.groups.get(w, ".?").split(".")[1] for w in self.word]
        self.end = {sentence: i for i, sentence in enumerate(r.sentence)}
        self.start = {sentence: i for i, sentence in reversed([*enumerate(r.sentence)])}
        self.likely = [int(model.priors.get(word, "0")) for word in r.lower]

    def tag(self) -> tuple[list[str], list[int]]:
        """The label of each word, and of each cue by how much its own score is above that of the best other label."""
        model, places = self.model, range(len(self.likely))
        self.likely = self.chances()
        alone = [{w: model.sum([o + name for name in names]) for w, names in self.names[len(o)].items()} for o in OFFSETS]
        sums = [sum([table[self.word[i + j]] for j, table in enumerate(alone)]) for i in places]
        scores = [model.scores(model.sum(names) + more) for names, more in zip(self.contexts(places), sums, strict=True)]
        chosen = model.best_labels(scores, self.edges())
        labels, cue = [LABELS[k] for k in chosen], LABELS.index("C")
        above = [
            one[cue] - max(one[:cue] + one[cue + 1 :]) if label == "C" else 0
            for one, label in zip(scores, labels, strict=True)
        ]
        return labels, above

    def candidates(self) -> dict[int, list[str]]:
        """The words that may be in a cue, with all their features."""
        which = [i for i, likely in enumerate(self.likely) if likely or self.verb[i + 2]]
        return {i: self.alone(i) + more for i, more in zip(which, self.contexts(which), strict=True)}

    def chances(self) -> list[int]:
        """How likely each word is in a cue where it is."""
        found = {i: self.model.chance(names) for i, names in self.candidates().items()}
        return [found.get(i, 0) for i in range(len(self.likely))]

    def alone(self, i: int) -> list[str]:
        """The features of a word and of the two words on each side of it by themselves."""
        return [o + name for j, o in enumerate(OFFSETS) for name in self.names[len(o)][self.word[i + j]]]

    def contexts(self, among: Iterable[int]) -> Iterator[list[str]]:
        """For each of these words the features that depend on more than that word, and on ``likely``."""
        r, word, gap, form, likely, group = self.r, self.word, self.gap, self.form, self.likely, self.group
        before, after, around = self._nearest(1), self._nearest(-1), [*map(self._around, r.quotations), "o"]
        sure = [form for i, one in enumerate(likely) if one == _SURE for form in r.forms[max(i - 1, 0) : i + 2 : 2] if i]
        names = Counter(form for form in sure if form[0].isupper())  # how often a name is next to a sure cue
        for i in among:
            k, start, end, quoted = i + 2, self.start[r.sentence[i]], self.end[r.sentence[i]], around[r.quotation[i]]
            w, p, q, a, b, v, h = word[k], word[k - 1], word[k + 1], gap[k], gap[k + 1], self.verb[k], form[k]
            xw, xl, xd, xm, xn = self._side(before[i], i, 1)
            yw, yl, yd, ym, yn = self._side(after[i], i, -1)
            found = [
                f"pw{p} {w}", f"wn{w} {q}", f"h{form[k - 1]}{h}{form[k + 1]}{a}_{b}", f"a{a}|{gap[k - 1]}",
                f"b{b}|{gap[k + 2]}", f"aw{a}{w}", f"bw{b}{w}", f"ap{a}{p}", f"bn{b}{q}", f"L{xd},{xl}", f"R{yd},{yl}",
                "Lc" + xw, "Rc" + yw, f"M{xl}{xm}{a}", f"N{yl}{ym}{b}", f"O{yl}{ym}{min(end - after[i], 4)}",
                f"P{min(yd, 7)}{h}{ym}", f"Q{min(xd, 7)}{h}{xm}", f"D{min(xd, 1)}{min(yd, 1)}{xm}{ym}",
                f"Ln{xn}{min(xd, 3)}", f"Rn{yn}{min(yd, 3)}", "q" + quoted, f"ql{quoted}{xl}{yl}",
                f"t{r.paragraph[i] == 0:d}{i == start:d}", f"f{word[start + 2]}{i > start:d}",
                f"B{_STEPS[min(i - start, 19)]}", f"E{_STEPS[min(end - i, 19)]}", f"cg{likely[i]}{a}_{b}",
                f"n{h}{min(names[r.forms[i]], 2)}{yd == 1:d}{xd == 1:d}",
                f"c{likely[i]}{likely[i + 1] if end > i else 0}{quoted[0]}", f"kk{group[k - 1]}.{group[k]}",
                f"kn{group[k]}.{group[k + 1]}",
            ]  # fmt: skip
            yield [*found, f"vg{v}{a}_{b}", f"vh{v}{form[k - 1]}{form[k + 1]}", f"vn{v}{q}"] if v else found

    def edges(self) -> list[str]:
        """The class of the edge before each word."""
        words = zip(self.gap[2:-3], self.r.lower, self.r.forms, self.likely, strict=True)
        return [edge_class(*word, self.model) for word in words]

    def _nearest(self, way: int) -> list[int]:
        """For each word the nearest likely cue before it (way 1) or after it (-1) in its sentence; else -1."""
        found, near, sentence = [-1] * len(self.likely), -1, -1
        for i in range(len(found))[::way]:
            if self.r.sentence[i] != sentence:
                near, sentence = -1, self.r.sentence[i]
            found[i] = near
            near = i if self.likely[i] >= _MAYBE else near
        return found

    def _side(self, near: int, i: int, way: int) -> tuple[str, int, int, str, str]:
        """The nearest likely cue on one side: the word, how likely, how far, the marks between, and the word next to it."""
        if near < 0:
            return "", 0, -1, "-", ""
        low, high = (near, i) if way > 0 else (i, near)
        marks = [gap for gap in self.gap[low + 3 : min(high, low + 40) + 3] if gap]
        commas = "d" if marks[1:] else "c"
        kind = commas if {*marks} == {","} else "q" if '"' in "".join(marks) else "s" if marks else "n"
        return self.word[near + 2], self.likely[near], _STEPS[min(high - low, 19)], kind, self.word[near + 2 + way]

    def _around(self, q: Quotation) -> str:
        """A quotation's length, the likely cues close after and before it, how it ends, and its place in the paragraph."""
        r, found = self.r, str(sum(q.last - q.first >= least for least in (2, 4, 8)))
        for order in (range(q.last, min(q.last + 6, len(r.forms))), range(q.first - 1, max(q.first - 7, -1), -1)):
            out = [j for j in order if r.quotation[j] < 0 and r.sentence[j] == r.sentence[order[0]]]
            cues = [self.likely[j] for j in out if self.likely[j] >= _MAYBE and r.paragraph[j] == r.paragraph[q.first]]
            found += str(cues[0]) if cues else "n"
        final = {*r.text[q.end - 2 : q.end]}
        return found + ("," if "," in final else "." if final & {*".?!"} else "-") + "o" * q.opens + "c" * q.closes

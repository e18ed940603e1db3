"""A text as the finder sees it: words, the marks between them, sentences, paragraphs, and what is in quotation marks."""

import re
from dataclasses import dataclass
from itertools import pairwise

_SHORT = r"(?:I|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|[Yy]ou|[Tt]hat|[Ww]ho|[Tt]here)(?=[’'](?:s|d|m|ll|re|ve)\b)"
_WORD = re.compile(_SHORT + r"|(?<=[^\W_])[’'](?:s|d|m|ll|re|ve)\b|[^\W_]+(?:[’'\-_.,&][^\W_]+)*")
_ABBREVIATION = re.compile(
    r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mrs?|Ms|Dr|Gov|Sens?|Reps?|Lt|Gen|Col|Sgt|Capt|Rev|Hon|St|Jr|Sr|vs|No|Prof|Pres|Adm|Inc|Corp|Co"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Mass|Calif|Fla|Va|Pa|Conn|Ga|Ala|Ariz|Mich|Minn|Wis|Ill|Ind|Tenn|Tex|Wash|Ore"
)
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[\"“])")
_MARK = re.compile(r"``|''|[“”\"„«»‘’']")


@dataclass
class Quotation:
    """A stretch in quotation marks: its characters with the marks, its words, and whether it starts or ends a paragraph."""

    start: int
    end: int
    first: int
    last: int
    opens: bool
    closes: bool


@dataclass
class Reading:
    """The words of a text: where each is, how it is written, and the number of its sentence, paragraph and quotation."""

    text: str
    quotations: list[Quotation]
    starts: list[int]
    ends: list[int]
    forms: list[str]
    lower: list[str]
    gaps: list[str]  # what is before each word, and last what is after all
    sentence: list[int]
    paragraph: list[int]
    quotation: list[int]  # -1 outside


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quotations of one paragraph, as spans with their marks; a lone mark reaches to the paragraph's edge."""
    found: list[tuple[int, int]] = []
    opened, level = -1, ""
    for mark in _MARK.finditer(text, start, end):
        sign, at, single = mark[0], mark.start(), mark[0] in "‘’'"
        before, after = text[at - 1] if at > start else " ", text[mark.end()] if mark.end() < end else " "
        apostrophe = (before.isalnum() and (after.isalnum() or not level)) or not (level or after.isalpha())
        if single and (level == '"' or apostrophe):
            continue
        opening = (before.isspace() or before in "([—–-") and not after.isspace()
        if not opening and not (after.isspace() or after in ")].,;:!?—–"):
            opening = sign in "“„«‘``" or (sign in "\"''" and not level)
        if opening:
            if level:
                found.append((opened, at))
            opened, level = at, "'" if single else '"'
        elif level == ("'" if single else '"'):
            found.append((opened, mark.end()))
            level = ""
        elif not single and not found:
            found.append((start, mark.end()))
            level = ""
    return [*found, (opened, end)] if level == '"' else found


def read(text: str) -> Reading:
    """The reading of a text."""
    found: list[Quotation] = []
    rows, sentence, at = list[tuple](), 0, 0
    edges = [0, *(m.end() for m in _PARAGRAPH.finditer(text)), len(text)]
    for paragraph, (left, right) in enumerate(pairwise(edges)):
        right = left + len(text[left:right].rstrip())
        left = right - len(text[left:right].lstrip())
        inside, form, first = iter(quotations(text, left, right)), "", True
        start, end = next(inside, (right, right))
        for match in _WORD.finditer(text, left, right):
            gap, before, form, at = text[at : match.start()], form, match[0], match.end()
            stop = any(mark in gap for mark in ".?!…") and not form[0].islower() and not gap.startswith((".)", ".,"))
            sentence += first or (stop and not (gap.strip() == "." and _ABBREVIATION.fullmatch(before)))
            first = False
            while end <= match.start() < right:
                start, end = next(inside, (right, right))
            if start <= match.start():
                if not found or found[-1].start != start:
                    found.append(Quotation(start, end, len(rows), len(rows), start == left, end == right))
                found[-1].last = len(rows) + 1
            quoted = len(found) - 1 if start <= match.start() else -1
            rows.append((match.start(), at, form, form.lower().replace("’", "'"), gap, sentence, paragraph, quoted))
    starts, ends, forms, lower, gaps, *places = map(list, zip(*rows, strict=True)) if rows else [[]] * 8
    return Reading(text, found, starts, ends, forms, lower, [*gaps, text[at:]], *places)

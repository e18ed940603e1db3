"""Who speaks in an article: one voice for “Dora Finch, the town clerk”, “Finch” and “the clerk”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..questions.scoring.english import listed
from .known_words import words

REPORTER = "reporter"
# A stop belongs to an initial or a short title; any other one ends a sentence.
_SHORT = r"(?:(?:[A-Z]\.)+|(?:Dr|Mr|Mrs|Ms|Mx|St|Lt|Sgt|Cpl|Capt|Col|Gen|Sen|Rep|Gov|Prof|Rev|Supt|Det|Jr|Sr)\.)"
_PART = rf"(?:{_SHORT}|[A-Z][\w’'-]*)"
_NAME = re.compile(rf"{_PART}(?:\s+(?:(?:de|la|van|von|der|den|al|bin|el)\s+)*{_PART})*")
# “Chamber of Trade” is one name; “Okvist of Velmara Police” is a person with a place.
_OF = re.compile(rf"({_NAME.pattern}) of (?:the )?(?:{_NAME.pattern})")
_BODY = re.compile(rf"{_NAME.pattern}(?: of (?:the )?{_NAME.pattern})*")
_PRONOUNS = {"he": "he", "she": "she", "him": "he", "her": "she", "his": "he"}
_EMPTY = {"they", "it", "who", "them", "their", "i", "we", "you", "that", "which", "this", "those", "these", "one", "some"}
_BEFORE = (
    "the a an this that these those his her their its our some many several two three four five six seven eight nine ten"
)
_SMALL = frozenset(_BEFORE.split())
# Where the name of a source ends; “of” belongs to it between capital letters, as in “Department of Defense”.
_HEAD_ENDS = re.compile(r",| (?:who|which|that|on|in|at|from|near|with|for)\b| of (?![A-Z])")
_DATE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|\w+mber|October"
)
_OFFICE = re.compile(r"[A-Z][a-z]+(?:ian|ist|keeper|eer|man|woman|yer|pher|mander)")
_FIRST_NAMES = {"Adrian", "Brian", "Christian", "Damian", "Gillian", "Julian", "Lillian", "Sebastian", "Vivian"}
_MOST_WORDS = 4  # of a voice without a name


@dataclass
class Voice:
    """One who speaks. ``name`` is what a reader would say, ``names`` what else it may be called, ``role`` its office."""

    key: str
    name: str
    names: set[str] = field(default_factory=set)
    role: str = ""
    pronoun: str = ""
    named: bool = False

    @property
    def head(self) -> str:
        """The last word of the role itself: “clerk” of “clerk of the town”."""
        return next(iter(re.split(r" (?:of|for|at|in|who) |,", self.role.lower())[0].split()[::-1]), "")


class Voices:
    """The voices of one article. ``of`` gives the voice of a source, and adds it if it is new."""

    def __init__(self, text: str):
        self._text = text
        # Words that the text also writes with a small letter are no names, even where they begin a sentence.
        self._small = frozenset(re.findall(r"\b[a-z]+\b", text))
        self.by_key: dict[str, Voice] = {}

    def __iter__(self) -> Iterator[Voice]:
        return iter(self.by_key.values())

    def of(self, source: str, pronoun: str = "", sure: bool = False) -> str:
        """The key of the voice that a source names, or "" if it names none.

        ``pronoun`` is the word that stood for it. Where the source is not ``sure``, a voice without a name must be one that
        our lists know.
        """
        source = " ".join(source.split()).strip(' ,.:;“”"')
        # The finder may take in the end of the sentence before.
        ends = [end.end() for end in re.finditer(r"(\S+\.) (?=[A-Z])", source) if not re.fullmatch(_SHORT, end[1])]
        source = source[ends[-1] if ends else 0 :]
        head = _HEAD_ENDS.split(source, maxsplit=1)[0].strip()
        if not head or head.lower() in _EMPTY | _PRONOUNS.keys():
            return ""
        voice = self._named(head, source) or self._role(head) or self._unnamed(head, sure)
        if voice and pronoun.lower() in _PRONOUNS:
            voice.pronoun = _PRONOUNS[pronoun.lower()]
        return voice.key if voice else ""

    def may_be(self, source: str, pronoun: str) -> bool:
        """Whether “he” or “she” can be the one whom these words name: a person, who was not the other one so far."""
        voice = self.by_key.get(self.of(source))
        return voice is not None and voice.named and voice.pronoun in ("", _PRONOUNS[pronoun.lower()])

    def last_named(self, before: int) -> str:
        """The key of the person who was named last before a place in the text."""
        places = [(self._text.rfind(voice.key, 0, before), voice.key) for voice in self.by_key.values() if voice.named]
        at, key = max(places, default=(-1, ""))
        return key if at >= 0 else ""

    def _named(self, head: str, source: str) -> Voice | None:
        """The person or body that a source names with capital letters."""
        tokens = head.split()
        if tokens[0].lower() in _SMALL or (tokens[0].lower() in self._small and len(tokens) > 1):
            tokens = [tokens[0].lower(), *tokens[1:]]
        name = " ".join(tokens)
        if (of := _OF.search(name)) and of[1].split()[-1] not in words("titles", "places"):
            name = name[: of.end(1)]
        found = [
            match
            for match in (_BODY if of and of[0] in name else _NAME).finditer(name)
            if len(match[0]) > 1 and not _DATE.fullmatch(match[0])
        ]
        if not found:
            return None
        parts = found[-1][0].removesuffix("’s").removesuffix("'s").split()
        before = name[: found[-1].start()].strip()
        title, bare = _apart(parts)
        # “Librarian June Park” begins a sentence with an office.
        if len(bare) > 2 and _OFFICE.fullmatch(bare[0]) and bare[0] not in _FIRST_NAMES:
            title, bare = [*title, bare[0]], bare[1:]
        # “Librarian June Park” is a person all the same, and “Mercy General Hospital” is none.
        place = bare[-1] in words("titles", "places") and not (title and len(bare) > 1)
        body = before.split()[-1:] == ["the"] or place or bare[-1].isupper()
        title, bare = ([], parts) if body else (title, bare)
        # A person is named by the last name later on; “Brightwell Foods” never is “Foods”.
        short = body or len(bare) < 2 or (not title and not self._alone(bare))
        key = " ".join(bare) if short else bare[-1]
        if key in self.by_key:
            return self.by_key[key]
        full = key if body else self._full_name(bare)
        role = " ".join([*(word for word in before.split() if word not in _SMALL), *title])
        role = role or (re.sub(r"^(?:the|a|an)\s+", "", source.partition(",")[2].strip()) if not body else "")
        names = {full, key, *([] if body else [bare[-1]]), *([f"{' '.join(title)} {key}"] if title else [])}
        voice = Voice(key, f"the {full}" if body and before.endswith("the") else full, names, role, named=not body)
        self.by_key[key] = voice
        return voice

    def _alone(self, parts: list[str]) -> bool:
        """Whether the last part of a name comes without the part before it somewhere in the text."""
        whole, last = (
            len(re.findall(rf"\b{re.escape(words)}\b", self._text)) for words in (" ".join(parts[-2:]), parts[-1])
        )
        return last > whole

    def _full_name(self, parts: list[str]) -> str:
        """The longest form of a person's name in the text, without titles."""
        longest = " ".join(parts)
        for match in re.finditer(rf"((?:{_PART}\s+){{1,3}}){re.escape(parts[-1])}\b", self._text):
            _, before = _apart([*match[1].split(), parts[-1]])
            before = before[:-1]
            # “When Ruth Amsel” has two words of a name.
            while before and before[0].lower() in listed("small") | self._small:
                before.pop(0)
            longest = max(longest, " ".join([*before, parts[-1]]), key=len)
        return longest

    def _role(self, head: str) -> Voice | None:
        """The one named person whose role has the last word of a source: “the clerk”."""
        last = head.split()[-1].lower()
        fits = [voice for voice in self.by_key.values() if voice.named and last == voice.head]
        if len(fits) == 1:
            fits[0].names.add(f"the {last}")
            return fits[0]
        return None

    def _unnamed(self, head: str, sure: bool) -> Voice | None:
        """A voice without a name, such as “residents” or “a report”."""
        parts = [part for part in head.split() if part.lower() not in _SMALL]
        if not parts or len(parts) > _MOST_WORDS:
            return None
        last = parts[-1].lower()
        if not (sure or last in words("groups", "people") or last.removesuffix("s") in words("groups", "bodies")):
            return None
        key = " ".join(parts)
        key = key if key.isupper() else key[0].lower() + key[1:]
        article = f"the {key}" if head.lower().startswith(("the ", "a ", "an ", "its ", "this ")) else key
        return self.by_key.setdefault(key, Voice(key, article, {key, article}))


def _apart(parts: list[str]) -> tuple[list[str], list[str]]:
    """The title of a name with what is in front of it, as in “Transport Minister”, and the name."""
    last = max((place for place, part in enumerate(parts[:-1]) if part in words("titles", "words")), default=-1)
    return parts[: last + 1], parts[last + 1 :]

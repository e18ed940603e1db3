"""The words of each voice, counted with NLTK; apart, because NLTK takes 0.2 s and about 17 MB to import."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from nltk import ConditionalFreqDist, FreqDist

from ..base.errors import KitError
from .article import fold
from .findings import Counts, Ranking


class WordCounts(FreqDist):
    """One voice's words with their counts: NLTK's FreqDist, in which a capital letter makes no difference."""

    def __init__(self, words: Iterable[str] | None = None, voice: str = ""):
        super().__init__(words)
        self._voice = voice

    def __getitem__(self, word: Any) -> int:
        """How often the voice uses a word; 0 for a word that it does not use."""
        return super().__getitem__(fold(word) if isinstance(word, str) else word)

    def most_common(self, number: int | None = None) -> Ranking:
        """The ``number`` words that come most often, each with its count; all of them without a number."""
        ranked = super().most_common(number)
        return Ranking(ranked, f"The {len(ranked)} most common words: {self._voice}")


class WordsByVoice(ConditionalFreqDist):
    """{voice: its words with their counts}, as NLTK's ConditionalFreqDist; an unknown voice raises KitError."""

    def __init__(self, words: Mapping[str, Iterable[str]]):
        super().__init__()
        for voice, spoken in words.items():
            self[voice] = WordCounts(spoken, voice)

    def __missing__(self, voice: object) -> WordCounts:
        """Without this, a voice with a small letter would be a voice that says nothing."""
        near = difflib.get_close_matches(str(voice).lower(), {name.lower(): name for name in self}, 1)
        meant = [name for name in self if name.lower() in near]
        raise KitError(
            f"There is no voice “{voice}”. "
            + (f"Did you mean “{meant[0]}”? Capital letters count here. " if meant else "")
            + f"The voices are {', '.join(self)}."
        )

    def __repr__(self) -> str:
        return repr(Counts({voice: words.N() for voice, words in self.items()}, "Words of each voice"))

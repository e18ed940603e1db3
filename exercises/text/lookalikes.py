"""Look-alike letters and invisible characters: a text as a reader sees it."""

from __future__ import annotations

import re
import unicodedata

# Letters of other alphabets that print like Latin ones; the pairs that Unicode's confusables.txt (UTS 39) lists for a
# Latin small or capital letter, as far as Cyrillic, Greek, Armenian and Latin's own rarer letters go.
_PAIRS = {
    "a": "аɑαА", "b": "ЬВΒ", "c": "сϲСϹ", "d": "ԁɗ", "e": "еҽЕΕ", "f": "ғƒ", "g": "ɡցԌ", "h": "һНΗհ",
    "i": "іıιІΙɩ", "j": "јϳЈ", "k": "кκКΚ", "l": "ӏⅼӀ", "m": "мМΜ", "n": "пոΝ", "o": "оοОΟօ", "p": "рρРΡ",
    "q": "ԛգ", "r": "гɼ", "s": "ѕЅ", "t": "тτТΤ", "u": "υսμ", "v": "ѵν", "w": "ԝωѡ", "x": "хχХΧ", "y": "уγУΥү", "z": "ᴢΖ",
}  # fmt: skip
_LATIN = {other: letter for letter, others in _PAIRS.items() for other in others}
_CAPITALS = {other for other in _LATIN if other.isupper()}
# Digits and signs that stand in for letters inside a word, as in "terr0rist".
_DIGITS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})
# Neither ASCII nor a common punctuation mark.
_RARE = re.compile(r"[^\x00-\x7f“”‘’–—…]")
_WORD = re.compile(r"[^\W_]+")
_DISGUISED = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:[013-5@$][^\W\d_]+)+")
# Most texts have none, and looking for a whole disguised word takes long.
_MIXED = re.compile(r"[^\W\d_][013-5@$]+[^\W\d_]")
_INSIDE = re.compile(r"[^\W_](?P<hidden>[\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff\u00ad\u034f\u061c\u180e]+)[^\W_]")


def see_through(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with look-alike letters replaced and invisible characters removed, and the words that had any.

    Soft hyphens come with copied text, so they are removed without being reported. A word without any Latin letter
    belongs to another language and is not reported, though it may be read as the letters it looks like.
    """
    found: list[str] = []
    if not text.isascii():
        for match in _INSIDE.finditer(text):
            if match["hidden"].strip("\u00ad"):
                found.append(_around(text, match.start("hidden")))
        text = _RARE.sub(_even, text)
        text = _WORD.sub(lambda word: _latin(word[0], found), text)

    if not _MIXED.search(text):
        return text, tuple(dict.fromkeys(found))

    def letters(match: re.Match) -> str:
        found.append(match[0])
        return match[0].translate(_DIGITS)

    return _DISGUISED.sub(letters, text), tuple(dict.fromkeys(found))


def without_accents(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _even(match: re.Match) -> str:
    """Replace wide, script and other forms of a letter or digit with the plain one, and remove invisible characters."""
    character = match[0]
    if unicodedata.category(character) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and plain.isascii() and plain.isalnum() else character


def _latin(word: str, found: list[str]) -> str:
    if word.isascii() or not any(c in _LATIN for c in word):
        return word
    swapped = "".join(_swapped(c) for c in word)
    if not without_accents(swapped).isascii():
        return word
    if any(c.isascii() for c in word):
        found.append(swapped)
    return swapped


def _swapped(character: str) -> str:
    letter = _LATIN.get(character, character)
    return letter.upper() if character in _CAPITALS else letter


def _around(text: str, at: int) -> str:
    start, end = at, at
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return "".join(c for c in text[start:end] if unicodedata.category(c) != "Cf").strip(".,;:!?”“\"'()")

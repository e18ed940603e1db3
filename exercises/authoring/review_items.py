"""What a teacher can change in a draft annotation: its labels, by layer, with the words that a card shows for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..base.errors import KitError
from .drafted import agency
from .known_words import names
from .voices import REPORTER

# For each layer a heading, and the fields that can be changed, each with what it asks.
LAYERS: dict[str, tuple[str, dict[str, str]]] = {
    "quotation": ("Quotation", {"speaker": "Who says it?"}),
    "cue": (
        "Cue",
        {"source": "Whose words does it bring in?", "type": "What does it add?", "form": "How does it reach us?"},
    ),
    "number": ("Number", {"owner": "Whose claim is it?"}),
    "label": ("Label", {"voice": "In whose voice?"}),
    "word": ("Weighted word", {"voice": "In whose voice?", "family": "What does it do?"}),
    "frame": ("Frame", {"function": "Which job does it do?"}),
    "agency": ("Passive verb", {"agent": "Who does it, after “by”? (empty if nobody)"}),
    "time": ("Time", {}),
    "absent": ("Not quoted", {"kind": "Mentioned or absent?"}),
}
VOICES = {"speaker", "source", "owner", "voice"}
_FUNCTIONS = {"problem": "P", "cause": "C", "judgment": "M", "remedy": "R"}
# A teacher who has looked at these has settled them; of the others, careful readers may still differ.
SETTLED_BY_A_LOOK = {"quotation", "cue", "number"}


@dataclass(frozen=True)
class Item:
    """One draft as a card shows it. ``fields`` has each changeable field with its question, value and options."""

    id: str
    layer: str
    heading: str
    words: str
    paragraph: int
    note: str
    doubt: float
    seen: bool
    fields: tuple[dict[str, Any], ...]


def item_of(layer: str, entry: dict[str, Any], doubt: float, seen: bool, voices: dict[str, Any]) -> Item:
    """A draft's table as an item."""
    heading, asked = LAYERS.get(layer, (layer.capitalize(), {}))
    fields = [
        {"name": name, "asks": asks, "value": _value(entry.get(name, "")), "options": options(name, voices)}
        for name, asks in asked.items()
    ]
    words = entry.get("exact") or entry.get("who", "")
    return Item(
        entry["id"], layer, heading, words, entry.get("paragraph", 0), entry.get("note", ""), doubt, seen, tuple(fields)
    )


def options(field: str, voices: dict[str, Any]) -> list[list[str]]:
    """What can be chosen in a field, as values and words; empty where any text will do."""
    if field in VOICES:
        return [[key, about.get("name", key)] for key, about in voices.items()]
    known = {
        "type": [*names("cues")],
        "form": ["direct", "indirect", "mixed", ""],
        "family": [*names("weighs")],
        "function": [*_FUNCTIONS],
        "kind": ["mentioned", "absent"],
    }
    return [[one, one or "neither: no content of its own"] for one in known.get(field, [])]


def relabel(layer: str, entry: dict[str, Any], field: str, value: str, voices: dict[str, Any]) -> None:
    """Change a field of a draft's table. Its voice may be a new one. Raises KitError."""
    value = " ".join(str(value).split())
    if field not in LAYERS.get(layer, ("", {}))[1]:
        raise KitError(f"A {layer} has no “{field}” to change.")
    allowed = [one for one, _ in options(field, voices)]
    if field in VOICES and not value:
        raise KitError("Choose a voice, or type the name of a new one.")
    if field not in VOICES and allowed and value not in allowed:
        raise KitError(f"“{value}” is not one of {', '.join(filter(None, allowed))}.")
    if field == "voice":
        entry["voice"] = [value]
        entry["confidence"] = "clear" if layer == "label" else entry["confidence"]
    elif field == "function":
        entry |= {"function": [value], "entman": [_FUNCTIONS[value]]}
    elif field == "agent":
        entry |= agency(value)
    else:
        entry[field] = value
    if field == "type":
        entry.pop("type_too", None)


def new_layers() -> list[str]:
    """The layers of which a teacher can add an annotation."""
    return [layer for layer in LAYERS if layer not in ("time", "absent")]


def new_entry(layer: str, value: str) -> dict[str, Any]:
    """The fields of an annotation that a teacher adds, with ``value`` in its first changeable field."""
    fields: dict[str, dict[str, Any]] = {
        "quotation": {"speaker": value, "known": "tag in paragraph", "cue": "", "because": "A reader can tell."},
        "cue": {"voice": [REPORTER], "source": value, "type": "neutral", "place": "narration", "form": "", "brings": []},
        "number": {"owner": value, "counts": "what comes after it"},
        "label": {"voice": [value], "of": "what it names"},
        "word": {"voice": [value], "family": "evaluative", "bias": "framing"},
        "frame": {"dimensions": [], "entman": [_FUNCTIONS.get(value, "P")], "function": [value]},
        "agency": agency(value),
    }
    if layer not in fields:
        raise KitError(f"There is no “{layer}” to add. Choose one of {', '.join(fields)}.")
    if not value and layer != "agency":
        raise KitError("Choose a label for it first.")
    arguable = layer in ("word", "frame")
    return {**fields[layer], "confidence": "arguable" if arguable else "clear", "note": "Added by the teacher."}


def _value(value: Any) -> str:
    return (str(value[0]) if value else "") if isinstance(value, list) else str(value)

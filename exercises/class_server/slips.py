"""The slips that a teacher prints and cuts: address, class id and the two words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..base.files import atomic_write
from ..base.templates import templates_in


@dataclass(frozen=True)
class Slip:
    """One student's slip; ``name`` is “” unless the teacher's roster has it."""

    id: str
    code: str
    name: str = ""


def write_slips(path: Path, codes: Mapping[str, str], names: Mapping[str, str], address: str) -> None:
    """Write the page, sorted by name and id, for its owner's eyes only. Raises OSError."""
    slips = [Slip(student, code, names.get(student, "")) for student, code in codes.items()]
    slips.sort(key=lambda slip: (slip.name.casefold(), slip.id))
    page = templates_in(Path(__file__).parent / "pages").get_template("slips.html").render(slips=slips, address=address)
    atomic_write(path, page.encode("utf-8"))
    path.chmod(0o600)

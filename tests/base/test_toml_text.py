from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.base.toml_text import dump

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLAIN = TEXTS | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False)
KEYS = TEXTS.filter(bool)
TABLES = st.recursive(
    st.dictionaries(KEYS, PLAIN | st.lists(TEXTS, max_size=3), max_size=3),
    lambda inner: st.dictionaries(KEYS, PLAIN | inner | st.lists(inner, min_size=1, max_size=2), max_size=3),
    max_leaves=6,
)


@given(TABLES)
def test_what_is_written_is_read_back_as_it_was(table):
    assert tomllib.loads(dump(table)) == table


def test_a_prompt_keeps_its_lines_and_what_toml_cannot_hold_is_refused():
    assert dump({"prompt": "Who speaks?\n\nLook at “said”."}) == 'prompt = """\nWho speaks?\n\nLook at “said”."""\n'
    with pytest.raises(TypeError, match="NoneType"):
        dump({"nothing": None})

"""Pages from templates: texts are escaped, and a text that is missing is an error."""

from __future__ import annotations

import jinja2
import pytest

from exercises.base.templates import templates_in


def test_every_text_is_escaped_unless_a_template_made_it(tmp_path):
    (tmp_path / "page.html").write_text(
        "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{{ text }}{{ bold(text) }}", encoding="utf-8"
    )
    page = templates_in(tmp_path).get_template("page.html").render(text="<i> & '\"")
    assert page == "&lt;i&gt; &amp; &#39;&#34;<b>&lt;i&gt; &amp; &#39;&#34;</b>"


def test_a_missing_text_is_an_error_and_no_gap(tmp_path):
    (tmp_path / "page.html").write_text("{{ text }}", encoding="utf-8")
    with pytest.raises(jinja2.UndefinedError, match="text"):
        templates_in(tmp_path).get_template("page.html").render()

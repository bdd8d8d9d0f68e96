"""Modules that are put into one script stay apart, run once and in order, and say when they cannot be joined."""

from __future__ import annotations

import pytest

from extramile.web.joining import joined

PIECES = 'const LIMIT = 1;\nexport function el(tag) {\n  return tag + LIMIT;\n}\nexport const FULL = "full";\n'
TALK = """import { el } from "../shared/pieces.js";

const LIMIT = 2;
export async function openTalk() {
  return el(LIMIT);
}
"""
PANEL = """import { openTalk } from "./talk.js";
import { el, FULL } from "../shared/pieces.js";

export const start = openTalk;
"""
SOURCES = {"shared/pieces.js": PIECES, "widget/talk.js": TALK, "widget/panel.js": PANEL}


def test_each_module_is_there_once_before_those_that_need_it() -> None:
    assert joined(SOURCES, "widget/panel.js").replace("\n", "") == (
        "const $shared_pieces = (() => {const LIMIT = 1;function el(tag) {  return tag + LIMIT;}"
        'const FULL = "full";return { el, FULL };})();'
        "const $widget_talk = (() => {const { el } = $shared_pieces;const LIMIT = 2;"
        "async function openTalk() {  return el(LIMIT);}return { openTalk };})();"
        "const { openTalk } = $widget_talk;const { el, FULL } = $shared_pieces;export const start = openTalk;"
    )


def test_a_module_that_imports_nothing_stays_as_it_is() -> None:
    assert joined(SOURCES, "shared/pieces.js") == PIECES


@pytest.mark.parametrize(
    "form", ["export default 1;", 'import * as all from "./all.js";', "export { one };", "export class A {}"]
)
def test_another_form_is_refused(form: str) -> None:
    sources = {"panel.js": 'import { a } from "./a.js";\n', "a.js": f"{form}\n"}
    with pytest.raises(ValueError, match=r"a\.js: "):
        joined(sources, "panel.js")

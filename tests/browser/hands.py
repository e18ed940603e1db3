"""Two students: one with a mouse, one with a keyboard alone. Each answers any kind of question on its card."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150


class Mouse:
    """Answers by pointing; text goes in through the keyboard, after a click into its field."""

    def __init__(self, page: Page):
        self.page = page

    def press(self, button: Locator) -> None:
        button.click()

    def pick(self, option: Locator) -> None:
        option.locator("xpath=ancestor::label").click()

    def choose(self, select: Locator, label: str) -> None:
        select.select_option(label)

    def write(self, field: Locator, text: str) -> None:
        field.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def move(self, row: Locator, up: bool) -> None:
        row.locator(".crn-up" if up else ".crn-down").click()

    def mark(self, card: Locator, first: int, last: int) -> None:
        token = card.locator(f'[data-token="{first}"]')
        token.scroll_into_view_if_needed()
        a, b = self._still(token), self._still(card.locator(f'[data-token="{last}"]'))
        self.page.mouse.move(a["x"] + 1, a["y"] + a["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(b["x"] + b["width"] - 1, b["y"] + b["height"] / 2, steps=4)
        self.page.mouse.up()

    def _still(self, word: Locator) -> dict:
        """Where a word is on screen, once it has stopped moving: cards further up may still be growing."""
        before, now = None, word.bounding_box()
        while now != before:
            self.page.wait_for_timeout(30)
            before, now = now, word.bounding_box()
        return now

    def unmark(self, card: Locator) -> None:
        while card.locator(".crn-highlights li button").count():
            card.locator(".crn-highlights li button").first.click()


class Keyboard:
    """Answers with Tab, arrows, Space, Enter and letters; never points."""

    def __init__(self, page: Page):
        self.page = page

    def _focused(self, target: Locator) -> bool:
        return target.evaluate("node => node === document.activeElement")

    def reach(self, target: Locator) -> None:
        """Press Tab, or Shift+Tab, until the target has the focus."""
        if not self._walk(target, lambda: self._focused(target)):
            raise AssertionError(f"The keyboard does not reach {target}.")

    def _walk(self, target: Locator, there: Callable[[], bool]) -> bool:
        """Go from control to control, back or on, whichever leads to the target, until ``there``."""
        before = "node => !!(node.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
        key = "Shift+Tab" if target.evaluate(before) else "Tab"
        for _ in range(MOST_TABS):
            if there():
                return True
            self.page.keyboard.press(key)
        return there()

    def enter(self, card: Locator) -> None:
        """From the cell that is selected in command mode, Tab until the focus is inside the card."""
        for _ in range(MOST_TABS):
            if card.evaluate("node => node.contains(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead into {card}.")

    def press(self, button: Locator) -> None:
        self.reach(button)
        self.page.keyboard.press("Enter")

    def pick(self, option: Locator) -> None:
        if option.get_attribute("type") == "checkbox":
            self.reach(option)
            self.page.keyboard.press("Space")
            return
        # One of a group of radios takes the focus; the arrows go on from there.
        name = option.get_attribute("name")
        group = self.page.locator(f'input[name="{name}"]')
        self._walk(option, lambda: group.evaluate_all("nodes => nodes.includes(document.activeElement)"))
        for _ in range(group.count() + 1):
            if self._focused(option):
                break
            self.page.keyboard.press("ArrowDown")
        if not option.is_checked():
            self.page.keyboard.press("Space")
        expect(option).to_be_checked()

    def choose(self, select: Locator, label: str) -> None:
        self.reach(select)
        for _ in range(select.locator("option").count()):
            self.page.keyboard.press("ArrowUp")
        for _ in range(select.locator("option").count()):
            if select.input_value() == label:
                return
            self.page.keyboard.press("ArrowDown")
        assert select.input_value() == label

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def move(self, row: Locator, up: bool) -> None:
        self.reach(row.locator(".crn-up" if up else ".crn-down"))
        self.page.keyboard.press("Enter")

    def mark(self, card: Locator, first: int, last: int) -> None:
        self.reach(card.locator(".crn-highlightable"))
        self._go(card, first)
        for _ in range(last - first):
            self.page.keyboard.press("Shift+ArrowRight")
        self.page.keyboard.press("Enter")

    def _go(self, card: Locator, target: int) -> None:
        cursor = card.locator(".crn-cursor")
        for _ in range(400):
            at = int(cursor.get_attribute("data-token"))
            if at == target:
                return
            if at < target:
                self.page.keyboard.press("ArrowDown")
                there = int(cursor.get_attribute("data-token"))
                if there > target or there == at:
                    self.page.keyboard.press("ArrowLeft" if there > target else "ArrowRight")
                    if there > target:
                        for _ in range(there - 1 - target):
                            self.page.keyboard.press("ArrowLeft")
            else:
                self.page.keyboard.press("ArrowUp")
        raise AssertionError("The cursor does not reach the word.")

    def unmark(self, card: Locator) -> None:
        while card.locator(".crn-highlights li button").count():
            self.press(card.locator(".crn-highlights li button").first)


# Whether one sees that a control has the focus: a line around it, or around the option or cell that it is in; or around
# the word where the keyboard is in a text; and whether nothing else lies over its middle.
SEEN = """control => {
    const around = [control, control.closest('.crn-option, .crn-cell, .crn-pen'), control.querySelector('.crn-cursor')];
    const styles = around.filter(Boolean).map(node => getComputedStyle(node));
    const drawn = styles.some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
    const box = control.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return drawn && [control, ...(control.labels || [])].some(one => one.contains(top) || top?.contains(one));
}"""


def press_on_each_control(page: Page, controls: Locator, keys: str) -> int:
    """Press these keys on one control of each sort that is on screen: those of a sort share the card's root.

    The focus can be seen on each of them. Returns how many sorts there were.
    """
    seen = set()
    for place in range(controls.count()):
        control = controls.nth(place)
        sort = control.evaluate("node => node.tagName + (node.type || '') + node.className")
        if sort in seen or not control.is_visible():
            continue
        seen.add(sort)
        control.focus()
        page.keyboard.press("Shift")
        assert control.evaluate(SEEN), f"the focus is not seen on {sort}"
        for key in keys:
            page.keyboard.press(key)
    return len(seen)


def fill(hand: Mouse | Keyboard, card: Locator, question, answer) -> None:
    """Put an answer on the card, whatever the kind; what was there before goes."""
    FILL[question.kind](hand, card, question, answer)


def check(hand: Mouse | Keyboard, card: Locator) -> None:
    """Press the button that grades or saves, and wait for the result."""
    hand.press(card.locator(".crn-check"))
    expect(card.locator(".crn-waiting")).to_have_text("")
    expect(card.locator(".crn-headline")).to_be_visible()


def _choice(hand, card, _, answer):
    hand.pick(card.locator(f'input[value="{answer}"]'))


def _choices(hand, card, question, answer):
    for option in question.options:
        box = card.locator(f'input[value="{option}"]')
        if box.is_checked() != (option in answer):
            hand.pick(box)


def _match(hand, card, _, answer):
    for item, given in answer.items():
        row = card.locator(f'tr[data-item="{item}"]')
        for column, label in given.items() if isinstance(given, dict) else [("", given)]:
            select = row.locator(f'select[data-column="{column}"]')
            if select.count():
                hand.choose(select, label)
            else:
                hand.pick(row.locator(f'input[value="{label}"]'))


def _order(hand, card, _, answer):
    rows = card.locator(".crn-order-row")
    for place, item in enumerate(answer):
        row = card.locator(f'.crn-order-row[data-item="{item}"]')
        while rows.nth(place).get_attribute("data-item") != item:
            hand.move(row, up=True)


def _text(hand, card, _, answer):
    text = f"{answer:g}" if isinstance(answer, float) else str(answer)
    hand.write(card.locator("textarea, input.crn-input").last, text)


def _spans(hand, card, question, answer):
    hand.unmark(card)
    for mark in answer:
        if len(question.labels) > 1:
            place = list(question.labels).index(mark["label"])
            hand.pick(card.locator(".crn-pens input").nth(place))
        _mark_words(hand, card, mark["start"], mark["end"])


def _mark_words(hand, card, start: int, end: int) -> None:
    starts = [int(s) for s in card.locator("[data-token]").evaluate_all("nodes => nodes.map(n => n.dataset.start)")]
    inside = [place for place, at in enumerate(starts) if start <= at < end]
    hand.mark(card, inside[0], inside[-1])


def _evidence(hand, card, question, answer):
    hand.pick(card.locator(f'fieldset input[value="{answer["choice"]}"]'))
    hand.unmark(card)
    scope = question.paragraphs or range(1, 100)
    for quote in answer["quotes"]:
        places = [p for p in question.article.places(quote) if question.article.paragraph_at(p.start) in scope]
        _mark_words(hand, card, places[0].start, places[0].end)


def _probe(hand, card, question, answer):
    """The function stands in the notebook: see ``Notebook.define``."""


FILL = {
    "choice": _choice,
    "choices": _choices,
    "match": _match,
    "order": _order,
    "number": _text,
    "phrase": _text,
    "spans": _spans,
    "evidence": _evidence,
    "rewrite": _text,
    "probe": _probe,
    "reflection": _text,
}

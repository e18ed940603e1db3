// The bar above a lesson: which lesson and part, how far the reader is, and the few things that one does with a lesson.

/** @typedef {{previous: () => void, next: () => void, handIn: () => void, view: () => void, theme: () => void,
 *   larger: (step: number) => void, again: () => void}} Doing */
/** @typedef {{done: number, of: number, previous: string, next: string}} Course */

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function build(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param {string} name @param {string} words @param {() => void} press @param {string} [label] */
function button(name, words, press, label) {
  const node = /** @type {HTMLButtonElement} */ (build("button", { type: "button", class: `crl-button crl-${name}` }, words));
  if (label) {
    node.setAttribute("aria-label", label);
    node.title = label;
  }
  node.addEventListener("click", press);
  return node;
}

/** A sign in the bar, and words in the menu. @param {string} name @param {string} sign @param {string} words @param {() => void} press */
function sizeButton(name, sign, words, press) {
  const node = button(name, "", press, words);
  node.append(build("span", { class: "crl-sign" }, sign), build("span", { class: "crl-words" }, words));
  return node;
}

export class Bar {
  /** @param {Doing} doing */
  constructor(doing) {
    this.lesson = build("span", { class: "crl-title" });
    this.section = build("span", { class: "crl-section" });
    this.meter = /** @type {HTMLProgressElement} */ (build("progress", { class: "crl-meter", "aria-label": "Answered", max: "1", value: "0" }));
    this.count = build("span", { class: "crl-count" });
    this.said = build("p", { class: "crl-said", role: "status" });
    this.previous = button("previous", "", doing.previous);
    this.next = button("next", "", doing.next);
    this.again = button("again", "Start again", doing.again);
    this.handIn = button("hand-in", "Hand in", doing.handIn);
    this.theme = button("theme", "", doing.theme);
    this.view = button("view", "", doing.view);
    this.more = build("button", { type: "button", class: "crl-button crl-more", popovertarget: "", "aria-haspopup": "true" }, "More");
    this.tools = build("div", { class: "crl-tools", popover: "auto" },
      sizeButton("smaller", "A−", "Smaller text", () => doing.larger(-1)), sizeButton("larger", "A+", "Larger text", () => doing.larger(1)),
      this.theme, this.handIn, this.view);
    this.connectMore();
    this.node = build("nav", { class: "crl-bar", "aria-label": "Lesson" },
      this.previous, build("p", { class: "crl-where" }, this.lesson, this.section), this.said, this.again,
      build("div", { class: "crl-progress" }, this.meter, this.count), this.next, this.tools, this.more);
    for (const node of [this.previous, this.next, this.again, this.handIn]) node.hidden = true;
    this.meter.parentElement?.toggleAttribute("hidden", true);
  }

  /** In a narrow window the tools are behind a button; a choice there closes them. */
  connectMore() {
    this.tools.id = `crl-tools-${Math.random().toString(36).slice(2, 8)}`;
    this.more.setAttribute("popovertarget", this.tools.id);
    for (const node of [this.handIn, this.view]) {
      node.addEventListener("click", () => { if (this.tools.matches(":popover-open")) this.tools.hidePopover(); });
    }
  }

  /** @param {{lesson: string, section: string}} where */
  showPlace({ lesson, section }) {
    this.lesson.textContent = lesson;
    this.section.textContent = section;
  }

  /** @param {Course} course */
  showCourse({ done, of, previous, next }) {
    this.meter.max = of || 1;
    this.meter.value = done;
    this.count.textContent = `${done} of ${of}`;
    this.meter.parentElement?.toggleAttribute("hidden", of === 0);
    this.link(this.previous, "‹", "Previous", previous);
    this.link(this.next, "›", "Next", next);
    this.node.classList.toggle("crl-all-done", of > 0 && done === of);
  }

  /** @param {HTMLButtonElement} node @param {string} sign @param {string} word @param {string} title */
  link(node, sign, word, title) {
    node.hidden = !title;
    node.textContent = sign;
    node.setAttribute("aria-label", `${word} lesson: ${title}`);
    node.title = `${word} lesson: ${title}`;
  }

  /** In a teacher's notebook there is no lesson before this one, but the desk. */
  showDesk() {
    this.link(this.previous, "‹", "", "The desk");
    for (const name of ["aria-label", "title"]) this.previous.setAttribute(name, "Back to the desk");
  }

  /** @param {boolean} isThere */
  showHandIn(isThere) {
    this.handIn.hidden = !isThere;
  }

  /** @param {boolean} alone @param {boolean} dark @param {string} word what the notebook is */
  showChoices(alone, dark, word) {
    this.node.setAttribute("aria-label", word);
    this.view.textContent = alone ? "Show the notebook" : `Show the ${word.toLowerCase()}`;
    this.theme.textContent = dark ? "Light" : "Dark";
    this.theme.setAttribute("aria-label", dark ? "Light colors" : "Dark colors");
  }

  /** @param {string} text @param {boolean} [again] whether a button offers to start Python again */
  say(text, again = false) {
    this.said.textContent = text;
    this.node.classList.toggle("crl-saying", text !== "");
    this.again.hidden = !again;
  }
}

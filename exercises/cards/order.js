/** @typedef {{list: HTMLElement, said: HTMLElement, dragged: HTMLElement | null, tools: Tools}} Order */

/** @param {OrderQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const said = build("p", { class: "crn-hidden", "aria-live": "polite" });
  const list = build("ol", { class: "crn-order", "aria-describedby": tools.promptId });
  /** @type {Order} */
  const order = { list, said, dragged: null, tools };
  const rows = new Map(question.items.map((item) => [item.id, orderRow(order, item)]));
  list.append(...rows.values());
  return {
    element: build("div", {}, list, said),
    // An order that was not changed is not an answer.
    read: () => {
      const now = orderRows(order).map((node) => node.dataset.item);
      return same(now, question.items.map((item) => item.id)) ? null : now;
    },
    write: (/** @type {string[] | null} */ answer) => {
      for (const id of answer || question.items.map((item) => item.id)) list.append(...[rows.get(id)].flatMap((row) => row || []));
      showEnds(order);
    },
    sign: (where) => { for (const [id, row] of rows) showFit(/** @type {Element} */ (row.querySelector(".crn-order-text")), where[id]); },
    focus: () => /** @type {HTMLElement} */ (list.querySelector("button[aria-disabled=false]")).focus(),
  };
}

/** @param {Order} order */
function orderRows({ list }) {
  return /** @type {HTMLElement[]} */ ([...list.children]);
}

/** @param {Order} order @param {Choice} item */
function orderRow(order, item) {
  const words = build("span", { class: "crn-order-text" }, build("span", { class: "crn-order-words" }, inline(item.text)));
  const up = build("button", { type: "button", class: "crn-small crn-up", "aria-label": `Move up: ${item.text}` }, "↑", build("span", {}, " Up"));
  const down = build("button", { type: "button", class: "crn-small crn-down", "aria-label": `Move down: ${item.text}` }, "↓", build("span", {}, " Down"));
  const node = build("li", { class: "crn-order-row", "data-item": item.id, draggable: "true" }, words, build("span", { class: "crn-order-buttons" }, up, down));
  up.addEventListener("click", () => moveRow(order, node, -1, up));
  down.addEventListener("click", () => moveRow(order, node, 1, down));
  listenToDragging(order, node, item.text);
  return node;
}

/** @param {Order} order @param {HTMLElement} node @param {string} text */
function listenToDragging(order, node, text) {
  node.addEventListener("dragstart", (event) => {
    event.stopPropagation();
    event.dataTransfer?.setData("text/plain", text);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
    order.dragged = node;
  });
  node.addEventListener("dragover", (event) => {
    if (!order.dragged) return;
    event.preventDefault();
    event.stopPropagation();
    const { top, height } = node.getBoundingClientRect();
    if (node !== order.dragged) order.list.insertBefore(order.dragged, event.clientY < top + height / 2 ? node : node.nextSibling);
  });
  node.addEventListener("drop", (event) => { event.preventDefault(); event.stopPropagation(); });
  node.addEventListener("dragend", () => { order.dragged = null; settleRow(order, node); });
}

/** @param {Order} order @param {HTMLElement} node @param {-1 | 1} by @param {HTMLElement} pressed */
function moveRow(order, node, by, pressed) {
  const beside = by < 0 ? node.previousElementSibling : node.nextElementSibling;
  if (!beside) {
    order.said.textContent = by < 0 ? "Already first." : "Already last.";
    return;
  }
  if (by < 0) beside.before(node);
  else beside.after(node);
  pressed.focus(); // moving a node makes it lose the focus
  settleRow(order, node);
}

/** @param {Order} order @param {HTMLElement} node */
function settleRow(order, node) {
  const rows = orderRows(order);
  showEnds(order);
  order.said.textContent = `${node.querySelector(".crn-order-words")?.textContent}: now ${rows.indexOf(node) + 1} of ${rows.length}.`;
  order.tools.changed();
}

/** aria-disabled, not disabled: the focus must be able to stay on the button. @param {Order} order */
function showEnds(order) {
  const rows = orderRows(order);
  rows.forEach((node, place) => {
    node.querySelector(".crn-up")?.setAttribute("aria-disabled", String(place === 0));
    node.querySelector(".crn-down")?.setAttribute("aria-disabled", String(place === rows.length - 1));
  });
}

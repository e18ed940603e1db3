function makeView(question, tools) {
  const said = build("p", { class: "crn-hidden", "aria-live": "polite" });
  const list = build("ol", { class: "crn-order", "aria-describedby": tools.promptId });
  const rows = new Map(question.items.map((item) => [item.id, row(item)]));
  let dragged = null;
  list.append(...rows.values());

  function row(item) {
    const words = build("span", { class: "crn-order-text" }, inline(item.text));
    const up = build("button", { type: "button", class: "crn-small crn-up", "aria-label": `Move up: ${item.text}` }, "↑", build("span", {}, " Up"));
    const down = build("button", { type: "button", class: "crn-small crn-down", "aria-label": `Move down: ${item.text}` }, "↓", build("span", {}, " Down"));
    const node = build("li", { class: "crn-order-row", "data-item": item.id, draggable: "true" }, words, build("span", { class: "crn-order-buttons" }, up, down));
    up.addEventListener("click", () => move(node, -1, up));
    down.addEventListener("click", () => move(node, 1, down));
    node.addEventListener("dragstart", (event) => {
      event.stopPropagation();
      event.dataTransfer.setData("text/plain", item.text);
      event.dataTransfer.effectAllowed = "move";
      dragged = node;
    });
    node.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
      const { top, height } = node.getBoundingClientRect();
      if (node !== dragged) list.insertBefore(dragged, event.clientY < top + height / 2 ? node : node.nextSibling);
    });
    node.addEventListener("drop", (event) => { event.preventDefault(); event.stopPropagation(); });
    node.addEventListener("dragend", () => { dragged = null; settled(node); });
    return node;
  }

  function move(node, by, button) {
    const place = [...list.children].indexOf(node);
    if (place + by < 0 || place + by >= list.children.length) {
      said.textContent = by < 0 ? "Already first." : "Already last.";
      return;
    }
    if (by < 0) list.insertBefore(node, node.previousElementSibling);
    else list.insertBefore(node, node.nextElementSibling.nextElementSibling);
    button.focus(); // moving a node takes the focus from it
    settled(node);
  }

  function settled(node) {
    showEnds();
    said.textContent = `${node.querySelector(".crn-order-text").textContent}: now ${[...list.children].indexOf(node) + 1} of ${list.children.length}.`;
    tools.changed();
  }

  // aria-disabled and not disabled: the focus must be able to stay on the button.
  function showEnds() {
    [...list.children].forEach((node, place) => {
      node.querySelector(".crn-up").setAttribute("aria-disabled", String(place === 0));
      node.querySelector(".crn-down").setAttribute("aria-disabled", String(place === list.children.length - 1));
    });
  }

  function write(answer) {
    for (const id of answer || question.items.map((item) => item.id)) if (rows.has(id)) list.append(rows.get(id));
    showEnds();
  }

  return {
    element: build("div", {}, list, said),
    read: () => {
      const order = [...list.children].map((node) => node.dataset.item);
      return same(order, question.items.map((item) => item.id)) ? null : order; // left as it was shown, it is no answer
    },
    write,
    focus: () => list.querySelector("button[aria-disabled=false]").focus(),
  };
}

// The cells in which a student works: a button runs them, and no letter pressed elsewhere acts on a cell.

/** A button under each cell of code that a reader can see. @param {any} panel @param {(cell: any) => Promise<any>} run */
export function addRunButtons(panel, run) {
  for (const cell of panel.content.widgets) {
    const isWork = cell.model.type === "code" && !(cell.model.getMetadata("jupyter") || {}).source_hidden;
    // A cell far from the window is drawn later.
    if (isWork) cell.ready.then(() => cell.inputArea.node.after(runButton(panel, cell, run)));
  }
}

/** Runs its cell; while the cell runs, it stops it. @param {any} panel @param {any} cell
 * @param {(cell: any) => Promise<any>} run */
function runButton(panel, cell, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "crl-button crl-run";
  const show = (/** @type {boolean} */ runs) => {
    button.textContent = runs ? "Stop" : "Run";
    button.dataset.runs = String(runs);
  };
  show(false);
  button.addEventListener("click", async () => {
    const kernel = panel.sessionContext.session && panel.sessionContext.session.kernel;
    if (button.dataset.runs === "true") return void (kernel && kernel.interrupt());
    show(true);
    await run(cell).catch(() => false);
    show(false);
  });
  return button;
}

/** Whether a notebook would take the key for a command, as b inserts a cell. @param {KeyboardEvent} event */
function isLetter(event) {
  return event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** @param {any} panel @param {() => boolean} isOn */
export function keepLetters(panel, isOn) {
  panel.content.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const inCode = event.target instanceof Element && event.target.closest(".cm-editor");
    if (isOn() && !inCode && isLetter(event)) event.stopPropagation();
  });
}

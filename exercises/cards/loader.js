// All that a widget brings along. The files of its module, the style sheet and the article are shared by the whole page,
// so that they are sent once; each card makes a module of its own from them.

/** @param {string} text */
function addStyle(text) {
  const id = "close-reading-style";
  const sheet = document.getElementById(id) || document.head.appendChild(Object.assign(document.createElement("style"), { id }));
  if (sheet.textContent !== text) sheet.textContent = text;
}

export default {
  /** @param {{model: Model, el: HTMLElement}} widget */
  async render({ model, el }) {
    /** @param {"code" | "text"} name */
    const shared = async (name) => (await model.widget_manager.get_model(model.get(name))).get("holds");
    const { files, modules, style } = await shared("code");
    const text = model.get("text") ? await shared("text") : {};
    addStyle(style);
    const source = modules[model.get("module")].map((/** @type {string} */ name) => files[name]).join("\n");
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    try {
      return (await import(address)).default.render({ model, el, text });
    } finally {
      URL.revokeObjectURL(address);
    }
  },
};

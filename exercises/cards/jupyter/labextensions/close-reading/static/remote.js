// Where JupyterLab starts the extension. It is written by hand: this file hands over what JupyterLab shares with
// extensions, and lesson.js does the rest.
"use strict";
{
  const NAME = "close-reading";
  const here = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {Record<string, any>} */
  let shared = {};

  /** One of JupyterLab's own modules. @param {string} name */
  async function provided(name) {
    const [version] = Object.values(shared[name] || {});
    return version ? (await version.get())() : null;
  }

  globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
  globalThis._JUPYTERLAB[NAME] = {
    init: (/** @type {Record<string, any>} */ scope) => { shared = scope || {}; },
    get: async () => {
      const [lesson, notebook, widgets] = await Promise.all([
        import(new URL("lesson.js", here).href), provided("@jupyterlab/notebook"), provided("@lumino/widgets"),
      ]);
      const plugin = lesson.makePlugin({ notebook, widgets, here });
      return () => ({ __esModule: true, default: plugin });
    },
  };
}

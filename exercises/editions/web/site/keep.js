// An extension of JupyterLab, written by hand so that no build step is needed: it keeps the browser edition fresh and its
// answers safe. BUILD is filled in when the site is built: its id, and the digest of each notebook.
"use strict";
{
  /** @typedef {{method: string, path: string, data?: any}} DriveRequest */
  /** @typedef {(request: DriveRequest) => Promise<any>} Drive */
  /** @typedef {{id: string, files: string[]}} NewestBuild */

  /** @type {{id: string, notebooks: Record<string, string>}} */
  const BUILD = /** @type {any} */ ("%BUILD%");
  const NAME = "close-reading-keep";
  const SEEN = "close-reading-build";
  /** @type {Record<string, any>} */
  let shared = {};

  // What the cards read: whether answers outlast this tab.
  const status = { edition: "browser", lasting: true };
  globalThis.closeReading = status;

  function remembered() {
    try {
      return window.localStorage.getItem(SEEN);
    } catch {
      return null;
    }
  }

  function remember() {
    try {
      window.localStorage.setItem(SEEN, BUILD.id);
    } catch {
      // A browser that keeps nothing is looked at anew each time.
    }
  }

  /** The build that the server has now; this one, where it gives no answer: what is here goes on working.
   * @param {string} base @returns {Promise<NewestBuild>} */
  async function newestBuild(base) {
    try {
      return await (await fetch(`${base}build.json`, { cache: "no-store" })).json();
    } catch {
      return { id: BUILD.id, files: [] };
    }
  }

  /** Files whose names stay the same from build to build may be old copies of the browser's: fetch those anew, once.
   * @param {string} base @param {NewestBuild} newest */
  async function refresh(base, newest) {
    const mark = `${SEEN}-${newest.id}`;
    try {
      if (window.sessionStorage.getItem(mark)) return false; // once is enough: never reload for ever
      window.sessionStorage.setItem(mark, "1");
    } catch {
      return false;
    }
    await Promise.all(newest.files.map((file) => fetch(base + file, { cache: "reload" }).catch(() => null)));
    window.location.reload();
    return true;
  }

  /** A notebook that was saved in this browser hides a newer one on the site. When the lesson has changed, the student's
   * copy goes on under another name, so that both can be opened. @param {any} contents JupyterLab's */
  async function setAside(contents) {
    if (remembered() === BUILD.id) return;
    for (const [name, digest] of Object.entries(BUILD.notebooks)) {
      try {
        const own = await contents.get(name, { content: true });
        if ((own.content.metadata.close_reading || {}).digest === digest) continue;
        await contents.rename(name, await freeName(contents, name));
      } catch (error) {
        console.warn(`${NAME}: ${name} was left as it is`, error);
      }
    }
    remember();
  }

  /** A link opens its notebook and no other: each one brings a Python of its own. A reload brings all back that was open.
   * @param {any} workspaces JupyterLab's */
  async function openAlone(workspaces) {
    if (!new URLSearchParams(window.location.search).has("path")) return;
    await workspaces.save("default", { data: {}, metadata: { id: "default" } }).catch(() => {});
  }

  /** @param {any} contents @param {string} name */
  async function freeName(contents, name) {
    for (let number = 1; ; number += 1) {
      const next = name.replace(/\.ipynb$/, `_earlier_${number}.ipynb`);
      const taken = await contents.get(next, { content: false }).then(() => true, () => false);
      if (!taken) return next;
    }
  }

  const FOLDER = 0o40777;

  // Where the browser refuses to store, JupyterLite's drive gives Python no answer at all, and Python would wait for ever.
  /** @type {Record<string, () => unknown>} */
  const NO_ANSWER = {
    lookup: () => ({ ok: false }),
    getattr: () => ({ dev: 1, nlink: 0, uid: 0, gid: 0, rdev: 0, size: 0, blksize: 4096, blocks: 0, atime: 0, mtime: 0, ctime: 0 }),
    readdir: () => [],
    getmode: () => 0o100666,
  };

  /** Python takes a folder that could not be made for one that is there: make it now, and try once more.
   * @param {unknown} processor @param {Drive} ask @param {DriveRequest} request */
  async function storedInAFolderOfItsOwn(processor, ask, request) {
    const folder = request.path.slice(0, Math.max(0, request.path.lastIndexOf("/")));
    if (!folder) return false;
    try {
      const there = await ask.call(processor, { method: "lookup", path: folder });
      if (!there.ok) await ask.call(processor, { method: "mknod", path: folder, data: { mode: FOLDER } });
      await ask.call(processor, request);
      return true;
    } catch {
      return false;
    }
  }

  /** The drive would keep a journal in base64, which nobody can read. @param {DriveRequest} request */
  function readable(request) {
    const data = request.data;
    if (request.method !== "put" || data.format !== "base64" || !request.path.endsWith(".jsonl")) return;
    const bytes = Uint8Array.from(atob(data.data), (character) => character.charCodeAt(0));
    request.data = { format: "text", data: new TextDecoder().decode(bytes) };
  }

  /** @param {any} services JupyterLite's */
  function answerAlways(services) {
    const prototype = services.DriveContentsProcessor.prototype;
    /** @type {Drive} */
    const ask = prototype.processDriveRequest;
    prototype.processDriveRequest = async function (/** @type {DriveRequest} */ request) {
      readable(request);
      try {
        return await ask.call(this, request);
      } catch (error) {
        if (["put", "mknod"].includes(request.method)) {
          console.warn(`${NAME}: not stored`, error);
          if (await storedInAFolderOfItsOwn(this, ask, request)) return null;
        }
        return (NO_ANSWER[request.method] || (() => null))();
      }
    };
  }

  async function jupyterliteServices() {
    const [version] = Object.values(shared["@jupyterlite/services"] || {});
    return version ? (await version.get())() : null;
  }

  // A store that opens and takes an entry; a private window may have neither.
  function storesInDatabase() {
    return new Promise((resolve) => {
      const no = () => resolve(false);
      try {
        const asked = window.indexedDB.open(NAME, 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("probe");
        asked.onerror = no;
        asked.onblocked = no;
        asked.onsuccess = () => {
          const entry = asked.result.transaction("probe", "readwrite");
          entry.objectStore("probe").put("1", "1");
          entry.oncomplete = () => { asked.result.close(); resolve(true); };
          entry.onerror = no;
          entry.onabort = no;
        };
        setTimeout(no, 4000);
      } catch {
        no();
      }
    });
  }

  function storesAsText() {
    try {
      window.localStorage.setItem(NAME, "1");
      window.localStorage.removeItem(NAME);
      return true;
    } catch {
      return false;
    }
  }

  async function reachesPython() {
    if (window.crossOriginIsolated) return true;
    if (!navigator.serviceWorker) return false;
    const ready = navigator.serviceWorker.ready.then(() => true, () => false);
    return Promise.race([ready, new Promise((resolve) => setTimeout(() => resolve(false), 8000))]);
  }

  async function lookAtStorage() {
    const stores = (await storesInDatabase()) || storesAsText();
    status.lasting = stores && (await reachesPython());
    if (!status.lasting) window.dispatchEvent(new Event("close-reading-storage"));
    // Ask not to be the first to go when the disk gets full; a browser may say no.
    else if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  }

  const plugin = {
    id: `${NAME}:plugin`,
    description: "Keeps lessons fresh and answers safe",
    autoStart: true,
    activate: async (/** @type {any} */ app) => {
      const base = new URL("../", window.location.href).href;
      const newest = await newestBuild(base);
      const isNewest = newest.id === BUILD.id;
      if (!isNewest && (await refresh(base, newest))) await new Promise(() => {}); // the page is about to go
      lookAtStorage();
      const services = await jupyterliteServices().catch(() => null);
      if (services && services.DriveContentsProcessor) answerAlways(services);
      if (isNewest) await setAside(app.serviceManager.contents);
      await openAlone(app.serviceManager.workspaces);
    },
  };

  globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
  globalThis._JUPYTERLAB[NAME] = {
    init: (/** @type {Record<string, any>} */ scope) => { shared = scope || {}; },
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
}

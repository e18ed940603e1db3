// The browser edition's own extension of JupyterLab, in a page that is made of plain objects.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const SOURCE = readFileSync(new URL("../../exercises/editions/web/site/keep.js", import.meta.url), "utf-8");
const NAME = "close-reading-keep";
const BUILD = { id: "two", notebooks: { "a.ipynb": "new" } };
const REFUSES = { getItem() { throw new Error("no store"); }, setItem() { throw new Error("no store"); }, removeItem() {} };

function store(start = {}) {
  const kept = new Map(Object.entries(start));
  return { kept, getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) };
}

/** A page on which the extension was loaded; `server` is what the site says is its newest build. */
function open({ server = { id: "two", files: [] }, local = store(), session = store(), search = "", services = null } = {}) {
  const page = { fetched: [], reloads: 0, events: [], local, session, globals: {} };
  const window = {
    localStorage: local, sessionStorage: session, crossOriginIsolated: true,
    location: { href: "https://school.example/site/lab/index.html", search, reload: () => { page.reloads += 1; } },
    dispatchEvent: (event) => page.events.push(event.type),
    indexedDB: { open() { throw new Error("no database"); } },
  };
  const fetch = async (address) => {
    page.fetched.push(address);
    if (server === null) throw new Error("no network");
    return { json: async () => server };
  };
  const given = { window, globalThis: page.globals, fetch, navigator: {}, console: { warn() {} } };
  new Function(...Object.keys(given), SOURCE.replace('"%BUILD%"', JSON.stringify(BUILD)))(...Object.values(given));
  const extension = page.globals._JUPYTERLAB[NAME];
  extension.init(services ? { "@jupyterlite/services": { 1: { get: async () => () => services } } } : {});
  page.saved = [];
  page.start = async (contents = shelf({})) => {
    const app = { serviceManager: { contents, workspaces: { save: async (id) => { page.saved.push(id); } } } };
    await (await extension.get())().default.activate(app);
    await new Promise((done) => { setTimeout(done, 5); });
  };
  return page;
}

/** Notebooks of the browser, each with the digest of the lesson that it came from. */
function shelf(notebooks) {
  return {
    notebooks,
    get: async (name) => {
      if (!(name in notebooks)) throw new Error("not there");
      return { content: { metadata: { close_reading: { digest: notebooks[name] } } } };
    },
    rename: async (name, next) => {
      notebooks[next] = notebooks[name];
      delete notebooks[name];
    },
  };
}

test("a student's copy of a lesson that has changed goes on under another name", async () => {
  const contents = shelf({ "a.ipynb": "old" });
  await open().start(contents);
  assert.deepEqual(contents.notebooks, { "a_earlier_1.ipynb": "old" });
});

test("an earlier copy is never written over", async () => {
  const contents = shelf({ "a.ipynb": "old", "a_earlier_1.ipynb": "older" });
  await open().start(contents);
  assert.deepEqual(contents.notebooks, { "a_earlier_1.ipynb": "older", "a_earlier_2.ipynb": "old" });
});

test("a copy of the lesson as it is stays, and a build that was seen is not looked at again", async () => {
  const same = shelf({ "a.ipynb": "new" });
  const page = open();
  await page.start(same);
  assert.deepEqual(same.notebooks, { "a.ipynb": "new" });
  assert.equal(page.local.kept.get("close-reading-build"), "two");
  const seen = shelf({ "a.ipynb": "old" });
  await open({ local: store({ "close-reading-build": "two" }) }).start(seen);
  assert.deepEqual(seen.notebooks, { "a.ipynb": "old" });
});

test("a newer build is fetched and the page loaded again, once", async () => {
  const server = { id: "three", files: ["x.js"] };
  const page = open({ server });
  page.start();
  await new Promise((done) => { setTimeout(done, 20); });
  assert.equal(page.reloads, 1);
  assert.deepEqual(page.fetched, ["https://school.example/site/build.json", "https://school.example/site/x.js"]);
  const again = open({ server, session: page.session });
  await again.start();
  assert.equal(again.reloads, 0);
});

test("without a network nothing is loaded again", async () => {
  const page = open({ server: null });
  await page.start();
  assert.equal(page.reloads, 0);
});

test("a page that cannot remember that it was loaded again is not loaded again", async () => {
  const page = open({ server: { id: "three", files: [] }, session: REFUSES });
  await page.start();
  assert.equal(page.reloads, 0);
});

test("a link opens its notebook alone; a reload leaves open what was", async () => {
  const linked = open({ search: "?path=a.ipynb" });
  await linked.start();
  assert.deepEqual(linked.saved, ["default"]);
  const reloaded = open();
  await reloaded.start();
  assert.deepEqual(reloaded.saved, []);
});

test("the cards are told when a browser keeps nothing, and only then", async () => {
  const keeps = open();
  await keeps.start();
  assert.deepEqual([keeps.globals.closeReading.lasting, keeps.events], [true, []]);
  const refuses = open({ local: REFUSES });
  await refuses.start();
  assert.deepEqual([refuses.globals.closeReading.lasting, refuses.events], [false, ["close-reading-storage"]]);
});

function drive(answer) {
  class DriveContentsProcessor {
    async processDriveRequest(request) { return answer(request); }
  }
  return { DriveContentsProcessor, ask: (request) => new DriveContentsProcessor().processDriveRequest(request) };
}

test("a journal is stored as text that can be read, and other files as they are", async () => {
  const stored = [];
  const services = drive((request) => { stored.push(request.data); });
  await open({ services }).start();
  const data = { format: "base64", data: btoa(String.fromCharCode(...new TextEncoder().encode("“straße”"))) };
  await services.ask({ method: "put", path: "my-work/a.jsonl", data: { ...data } });
  await services.ask({ method: "put", path: "a.png", data: { ...data } });
  assert.deepEqual(stored, [{ format: "text", data: "“straße”" }, data]);
});

test("where the browser refuses to store, Python gets an answer all the same", async () => {
  const services = drive(() => { throw new Error("quota"); });
  await open({ services }).start();
  assert.deepEqual(await services.ask({ method: "lookup", path: "a" }), { ok: false });
  assert.deepEqual(await services.ask({ method: "readdir", path: "a" }), []);
  assert.equal(await services.ask({ method: "mknod", path: "my-work" }), null);
  assert.equal(await services.ask({ method: "anything", path: "a" }), null);
});

test("a folder that is missing is made, and the file stored in it", async () => {
  const asked = [];
  const services = drive((request) => {
    asked.push(`${request.method} ${request.path}`);
    if (request.method === "lookup") return { ok: false };
    if (request.method === "put" && asked.length === 1) throw new Error("no folder");
    return null;
  });
  await open({ services }).start();
  await services.ask({ method: "put", path: "my-work/a.txt", data: { format: "text", data: "x" } });
  assert.deepEqual(asked, ["put my-work/a.txt", "lookup my-work", "mknod my-work", "put my-work/a.txt"]);
});

// What is typed and not checked. The browser keeps it at once, and lets go of it when Python's file has it: a kernel can
// be gone, and a tab can be closed in the middle of a sentence. Pure: the store is given.

/** @typedef {{by: string, at: number, after: number, answer: any}} Draft by: the tab; after: how many checks came before */
/** @typedef {[string, number]} DraftId the tab, and when */
/** @typedef {Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">} Store */

const DRAFT_PREFIX = "close-reading-draft:";
const DRAFT_DAYS = 30;

/** @param {string} place @param {string} question */
function draftPrefix(place, question) {
  return `${DRAFT_PREFIX}${place}:${question}:`;
}

/** Whether the browser has it now. @param {Store | null} store @param {string} prefix @param {Draft} draft */
function keepLocally(store, prefix, draft) {
  try {
    if (!store) return false;
    store.setItem(prefix + draft.by, JSON.stringify(draft));
    return true;
  } catch {
    return false; // full, or not allowed
  }
}

/** @param {Store | null} store @param {string} prefix @returns {Draft[]} */
function localDrafts(store, prefix) {
  return keysOf(store, prefix).flatMap((key) => readDraft(store, key) || []);
}

/** Lets go of what Python has, or what was checked; a later draft of the same tab stays.
 * @param {Store | null} store @param {string} prefix @param {DraftId[]} gone */
function dropLocally(store, prefix, gone) {
  for (const [by, at] of gone) {
    const held = readDraft(store, prefix + by);
    if (held && held.at <= at) store?.removeItem(prefix + by);
  }
}

/** Drafts of a course that ended long ago go. @param {Store | null} store @param {number} now */
function forgetOldDrafts(store, now) {
  for (const key of keysOf(store, DRAFT_PREFIX)) {
    const draft = readDraft(store, key);
    if (!draft || now - draft.at > DRAFT_DAYS * 86400000) store?.removeItem(key);
  }
}

/** @param {Store | null} store @param {string} prefix */
function keysOf(store, prefix) {
  const keys = [];
  for (let place = 0; store && place < store.length; place += 1) keys.push(store.key(place) || "");
  return keys.filter((key) => key.startsWith(prefix));
}

/** @param {Store | null} store @param {string} key @returns {Draft | null} */
function readDraft(store, key) {
  try {
    const draft = JSON.parse(store?.getItem(key) ?? "null");
    return draft && typeof draft.by === "string" && Number.isFinite(draft.at) ? draft : null;
  } catch {
    return null;
  }
}

/** All drafts of an answer, each tab's newest, the newest first. The first may go on the card, unless an answer was
 * checked after it; what is only another version is offered. @param {Draft[]} kept @param {Draft[]} local
 * @param {unknown} answer @param {number} attempts @returns {{draft: Draft | null, others: Draft[]}} */
function draftsToShow(kept, local, answer, attempts) {
  /** @type {Map<string, Draft>} */
  const newest = new Map();
  for (const draft of [...kept, ...local]) {
    const held = newest.get(draft.by);
    if (!held || held.at < draft.at) newest.set(draft.by, draft);
  }
  const all = [...newest.values()].filter((draft) => !same(draft.answer, answer)).sort((one, other) => other.at - one.at);
  const draft = all[0] && all[0].after >= attempts ? all[0] : null;
  return { draft, others: all.filter((one) => one !== draft && !same(one.answer, draft ? draft.answer : null)) };
}

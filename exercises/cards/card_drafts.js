// The draft of a card: noted at each change, sent to Python when the student pauses, and put back when the card is drawn.

const DRAFT_PAUSE_MS = 600;

/** by: under whose name the draft on screen is kept. draft: the newest one of it. kept: whether it is safe anywhere.
 * others: versions of the same answer from other tabs. replaced: drafts that the one on screen goes on from.
 * @typedef {{store: Store | null, prefix: string, by: string, draft: Draft | null, kept: boolean, others: Draft[],
 *   replaced: DraftId[], timer: number | undefined}} Drafting */

/** @param {CardQuestion} question @returns {Drafting} */
function newDrafting({ place, id }) {
  const store = storeOf("localStorage");
  forgetOldDrafts(store, Date.now());
  return { store, prefix: draftPrefix(place, id), by: tabName(), draft: null, kept: true, others: [], replaced: [], timer: undefined };
}

/** A browser may forbid its stores. @param {"localStorage" | "sessionStorage"} name @returns {Storage | null} */
function storeOf(name) {
  try {
    return window[name];
  } catch {
    return null;
  }
}

/** A name for this tab that lasts over a reload. */
function tabName() {
  const store = storeOf("sessionStorage");
  const name = store?.getItem("close-reading-tab") || Math.random().toString(36).slice(2, 10);
  try {
    store?.setItem("close-reading-tab", name);
  } catch { /* the name lasts as long as the card */ }
  return name;
}

/** Puts back what was typed and not checked; Python gets what only the browser had. @param {Card} card */
function restoreDraft(card) {
  const { drafting, state, view } = card;
  const local = localDrafts(drafting.store, drafting.prefix);
  const { draft, others } = draftsToShow(state.drafts || [], local, state.answer, state.attempts || 0);
  drafting.others = draft && (state.answer ?? null) !== null ? [...others, checkedVersion(card)] : others;
  if (!draft) return;
  drafting.draft = draft;
  drafting.replaced = [[draft.by, draft.at]];
  view.write(draft.answer);
  if (local.some((one) => one.by === draft.by && one.at === draft.at)) sendDraft(card);
}

/** The last checked answer, as a version to go back to. @param {Card} card @returns {Draft} */
function checkedVersion({ drafting, state }) {
  return { by: drafting.by, at: 0, after: state.attempts || 0, answer: state.answer };
}

/** Called after each change. @param {Card} card */
function noteDraft(card) {
  const { drafting, state, view, model } = card;
  clearTimeout(drafting.timer);
  if (!isDirty(card)) {
    const gone = draftIds(drafting);
    drafting.draft = null;
    drafting.replaced = [];
    dropLocally(drafting.store, drafting.prefix, gone);
    if (gone.length > 0) tell(model, { do: "undraft", drafts: gone });
    return;
  }
  const at = Math.max(Date.now(), (drafting.draft?.at || 0) + 1);
  drafting.draft = { by: drafting.by, at, after: state.attempts || 0, answer: view.read() };
  drafting.kept = keepLocally(drafting.store, drafting.prefix, drafting.draft);
  drafting.timer = setTimeout(() => sendDraft(card), DRAFT_PAUSE_MS);
}

/** @param {Card} card */
function sendDraft({ drafting, model }) {
  clearTimeout(drafting.timer);
  drafting.timer = undefined;
  if (drafting.draft) tell(model, { do: "draft", draft: drafting.draft, drafts: drafting.replaced.filter(([by]) => by !== drafting.draft?.by) });
}

/** At the end of a page or a card, what waits for a pause goes at once. @param {Card} card */
function flushDraft(card) {
  if (card.drafting.timer !== undefined) sendDraft(card);
}

/** A kernel that is gone hears nothing; the browser still has it. @param {Model} model @param {Message} message */
function tell(model, message) {
  try {
    model.send(message);
  } catch { /* kept in the browser */ }
}

/** The draft on screen, and those that it goes on from. @param {Drafting} drafting @returns {DraftId[]} */
function draftIds({ draft, replaced }) {
  return draft ? [...replaced.filter(([by]) => by !== draft.by), [draft.by, draft.at]] : replaced;
}

/** Python's file has these: the browser lets go of them. @param {Card} card */
function takeKept({ drafting, state }) {
  const kept = /** @type {DraftId[]} */ ((state.drafts || []).map(({ by, at }) => [by, at]));
  dropLocally(drafting.store, drafting.prefix, kept);
  const { draft } = drafting;
  if (draft && kept.some(([by, at]) => by === draft.by && at >= draft.at)) {
    drafting.kept = true;
    drafting.replaced = [];
  }
}

/** What was sent is recorded. What was typed since then is a draft of its own. @param {Card} card @param {DraftId[]} gone */
function draftIsChecked(card, gone) {
  const { drafting } = card;
  drafting.replaced = [];
  if (card.state.saved && card.state.saved.ok !== false) dropLocally(drafting.store, drafting.prefix, gone);
  if (!isDirty(card)) {
    clearTimeout(drafting.timer);
    drafting.timer = undefined;
    drafting.draft = null;
  }
}

/** Shows another version; the one on screen stays, and is offered in turn. @param {Card} card */
function showOther(card) {
  const { drafting, view } = card;
  const other = drafting.others.shift();
  if (!other) return;
  flushDraft(card);
  drafting.others.push(drafting.draft || checkedVersion(card));
  drafting.by = other.by;
  drafting.draft = other;
  drafting.replaced = [];
  view.write(other.answer);
  drawFooter(card);
  view.focus();
}

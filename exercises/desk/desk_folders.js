// Choosing a file or folder of the teacher's computer: by buttons, by a pasted path, or by dropping zip files here.

const PIECE = 1_000_000; // bytes of a file that go to Python at once
const PURPOSES = /** @type {Purpose[]} */ (["handins", "roster", "policy"]);

/** @param {TeacherPage} page @param {Purpose} purpose */
function listenToChooser(page, purpose) {
  const { browse, forget, path, use } = page.parts.choosers[purpose];
  browse.addEventListener("click", () => ask(page, { do: "browse", purpose }));
  forget.addEventListener("click", () => { browse.focus(); ask(page, { do: "forget", purpose }); });
  const usePath = () => ask(page, { do: "paste", purpose, path: path.value });
  use.addEventListener("click", usePath);
  path.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.repeat) return;
    event.preventDefault();
    usePath();
  });
}

/** @param {TeacherPage} page @param {DeskState | null} before */
function drawChoosers(page, before) {
  for (const purpose of PURPOSES) {
    const { shown, forget, path } = page.parts.choosers[purpose];
    const chosen = page.state.chosen[purpose];
    shown.replaceChildren(...(chosen ? [build("strong", {}, chosen.name), ` (${chosen.about}), ${chosen.shown}`] : ["Nothing is chosen so far."]));
    forget.hidden = !chosen;
    if (before && !same(before.chosen[purpose], chosen)) path.value = "";
  }
  if (!before || !same(before.listing, page.state.listing)) drawListing(page, before?.listing || null);
}

/** The open folder, with the focus on its name: Tab leads on into it. @param {TeacherPage} page @param {DeskListing | null} before */
function drawListing(page, before) {
  const { listing } = page.state;
  for (const purpose of PURPOSES) {
    const { panel, browse } = page.parts.choosers[purpose];
    const isHere = listing !== null && listing.purpose === purpose;
    const hadFocus = panel.contains(document.activeElement);
    panel.hidden = !isHere;
    panel.replaceChildren(...(isHere ? folderElements(page, listing) : []));
    if (isHere && page.asked) /** @type {HTMLElement} */ (panel.firstElementChild).focus();
    else if (hadFocus && before && before.purpose === purpose) browse.focus();
  }
}

/** @param {TeacherPage} page @param {DeskListing} listing */
function folderElements(page, listing) {
  const { purpose } = listing;
  /** @param {string} path */
  const go = (path) => ask(page, { do: "browse", purpose, path });
  const list = build("ul", { class: "crn-desk-entries" }, listing.entries.map((entry) => entryRow(page, purpose, entry, go)));
  const filter = build("input", { id: freshId("filter"), class: "crn-input", type: "search", autocomplete: "off" });
  filter.addEventListener("input", () => {
    for (const row of list.children) /** @type {HTMLElement} */ (row).hidden = !(row.textContent || "").toLowerCase().includes(filter.value.toLowerCase());
  });
  return [
    build("p", { class: "crn-desk-path", tabindex: "-1" }, `In ${listing.shown}`),
    build("div", { class: "crn-desk-places" },
      listing.up && button("crn-small", "↑ Up", { "aria-label": "Up one folder", onclick: () => go(listing.up) }),
      listing.places.map(({ name, path }) => button("crn-small", name, { onclick: () => go(path) }))),
    labelled("Show only names with", filter),
    listing.entries.length ? list : build("p", { class: "crn-count" }, "There is nothing to choose in this folder."),
    listing.note && build("p", { class: "crn-count" }, listing.note),
    build("div", { class: "crn-actions" },
      listing.takes_folder && button("crn-check", "Choose this folder", { onclick: () => ask(page, { do: "choose", purpose, path: listing.path }) }),
      button("crn-desk-close", "Close", { onclick: () => ask(page, { do: "close" }) })),
  ].filter((node) => node instanceof Node);
}

/** @param {TeacherPage} page @param {Purpose} purpose @param {DeskEntry} entry @param {(path: string) => void} go */
function entryRow(page, purpose, { name, path, kind, about }, go) {
  const press = () => (kind === "folder" ? go(path) : ask(page, { do: "choose", purpose, path }));
  return build("li", {}, build("button", { type: "button", class: "crn-desk-entry", "data-kind": kind, onclick: press },
    build("span", { class: "crn-desk-name" }, name), " ", build("span", { class: "crn-desk-about" }, kind === "folder" ? "folder" : about)));
}

/** Zip files may be dropped anywhere on the desk. @param {TeacherPage} page */
function listenToDrops(page) {
  const { root, parts } = page;
  parts.upload.addEventListener("change", () => {
    const files = [...(parts.upload.files || [])];
    parts.upload.value = ""; // the same file can be chosen again
    upload(page, files);
  });
  root.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    root.classList.add("crn-desk-dropping");
  });
  root.addEventListener("dragleave", () => root.classList.remove("crn-desk-dropping"));
  root.addEventListener("drop", (event) => {
    root.classList.remove("crn-desk-dropping");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    upload(page, [...event.dataTransfer.files]);
  });
}

/** Files go to Python in pieces, in order; a reply to the last piece says that all of it came.
 * @param {TeacherPage} page @param {File[]} files */
async function upload(page, files) {
  const drop = Math.random().toString(36).slice(2, 8);
  for (const [place, file] of files.entries()) {
    for (let at = 0; at === 0 || at < file.size; at += PIECE) {
      const piece = new DataView(await file.slice(at, at + PIECE).arrayBuffer());
      const ends = at + PIECE >= file.size;
      const message = { do: /** @type {"upload"} */ ("upload"), name: file.name, drop, at, ends, last: ends && place === files.length - 1, fields: fieldsOf(page) };
      page.parts.waiting.textContent = `Taking in ${file.name} …`;
      page.model.send(message, undefined, [piece]);
    }
  }
}

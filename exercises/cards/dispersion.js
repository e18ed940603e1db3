// Where words occur in the text: a row for each word, a stroke for each place, and the same in words.

const VOICE_SIGNS = ["▮", "▲", "●", "◆", "■"];

/** @param {string[]} voices @param {string} voice */
function voiceSign(voices, voice) {
  return VOICE_SIGNS[voices.indexOf(voice) % VOICE_SIGNS.length];
}

/** @param {string} word @param {WordPlace[]} places @param {string[]} voices */
function dispersionRow(word, places, voices) {
  const strokes = places.map(([at, paragraph, voice]) =>
    build("span", { class: "crn-stroke", style: `left: ${(100 * at).toFixed(2)}%`, title: `P${paragraph}, ${voice}` }, voiceSign(voices, voice)));
  return build("div", { class: "crn-disp-row" },
    build("span", { class: "crn-disp-word" }, `${word}: ${counted(places.length, "place")}`),
    build("div", { class: "crn-track", "aria-hidden": "true" }, strokes));
}

/** @param {DispersionQuestion["places"]} places */
function dispersionTable(places) {
  return build("table", { class: "crn-table" },
    build("thead", {}, build("tr", {}, ["Word", "Places"].map((text) => build("th", { scope: "col" }, text)))),
    build("tbody", {}, Object.entries(places).map(([word, found]) => build("tr", {},
      build("th", { scope: "row" }, word),
      build("td", {}, found.map(([, paragraph, voice]) => `P${paragraph} (${voice})`).join(", ") || "none")))));
}

export default hostShowing("question", (/** @type {DispersionQuestion} */ { places }) => {
  const voices = [...new Set(Object.values(places).flat().map((place) => place[2]))].sort();
  const titleId = freshId("dispersion");
  return build("section", { class: "crn-card crn-dispersion", "data-kind": "dispersion", "aria-labelledby": titleId },
    build("p", { class: "crn-progress-title", id: titleId }, "Where the words stand"),
    build("p", { class: "crn-how" }, `From the start of the text (left) to its end (right). ${voices.map((voice) => `${voiceSign(voices, voice)} ${voice}`).join(", ")}.`),
    Object.entries(places).map(([word, found]) => dispersionRow(word, found, voices)),
    build("details", { class: "crn-source", open: true }, build("summary", {}, "The same in words"), dispersionTable(places)));
});

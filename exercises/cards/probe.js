/** @param {ProbeQuestion} question @returns {View} */
function makeView(question) {
  const table = build("table", { class: "crn-table crn-table-calls" });
  const show = (/** @type {CallRow[]} */ rows) => { table.replaceChildren(...callTable(rows, question.calls || [])); };
  show([]);
  const name = build("span", { class: "crn-probe-name" }, "Your function: ", build("code", {}, question.name));
  return {
    element: build("div", { class: "crn-probe" }, build("p", {}, name), table),
    read: () => ({}),
    write: () => {},
    wide: true,
    focus: () => { /** @type {HTMLElement} */ (table.closest(".crn-card")?.querySelector(".crn-check")).focus(); },
    extra: ({ rows }) => { show(rows || []); return null; },
    checkLabel: question.assessed ? "Run my function and save" : "Check my function",
  };
}

/** The calls that we will try, or, once they have been tried, their results. @param {CallRow[]} rows @param {string[]} calls */
function callTable(rows, calls) {
  const ran = rows.length > 0;
  const expects = rows.some((row) => row.expected !== null && row.expected !== undefined);
  const heads = ran ? ["Call", "Came back", ...(expects ? ["Expected"] : []), "Result"] : ["We will try"];
  /** @type {CallRow[]} */
  const lines = ran ? rows : calls.map((call) => ({ call }));
  return [
    build("thead", {}, build("tr", {}, heads.map((text) => build("th", { scope: "col" }, text)))),
    build("tbody", {}, lines.map((row) => build("tr", {},
      build("th", { scope: "row" }, build("code", {}, row.call)),
      ran && callCell("Came back", build("code", {}, valueText(row.gave))),
      ran && expects && callCell("Expected", build("code", {}, valueText(row.expected))),
      ran && callCell("Result", verdictText(row.ok))))),
  ];
}

/** @param {string} label @param {Node | string} content */
function callCell(label, content) {
  return build("td", {}, build("span", { class: "crn-narrow crn-column-name", "aria-hidden": "true" }, label), content);
}

/** @param {unknown} value */
function valueText(value) {
  if (value === null || value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** @param {boolean | null | undefined} ok */
function verdictText(ok) {
  if (ok === true) return "✓ as expected";
  return ok === false ? "↺ something else" : "recorded";
}

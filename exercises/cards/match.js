// A plain match has one column without an id; a ledger has several. A few labels become radio buttons, many become a list.

const RADIO_LABELS = 4;

/** field: the element that takes the focus
 * place: where its sign goes
 * @typedef {{item: string, column: string, field: HTMLElement, place: HTMLElement, read: () => string, write: (value: string) => void}} Cell */

/** @param {MatchQuestion} question @param {Tools} tools @returns {View} */
function makeView({ items, columns }, tools) {
  const ledger = isLedger(columns);
  const radios = columns.length === 1 && columns[0].labels.length <= RADIO_LABELS;
  const heads = radios ? columns[0].labels : columns;
  const headIds = heads.map(() => freshId("column"));
  /** @type {Cell[]} */
  const cells = [];
  const rows = items.map((item) => {
    const rowId = freshId("row");
    const row = radios ? radioCells(item, columns[0], rowId, headIds, tools)
      : columns.map((column, place) => selectCell(item, column, `${rowId} ${headIds[place]}`, tools));
    const head = build("th", { scope: "row" }, build("span", { id: rowId }, inline(item.text)));
    // Radio buttons have a cell each: the sign of the row is by its text.
    cells.push(...row.flatMap(({ cell }) => (cell ? { ...cell, place: radios ? head : cell.place } : [])));
    return build("tr", { "data-item": item.id }, head, row.map(({ node }) => node));
  });
  const head = build("tr", {}, build("td", { class: "crn-corner" }),
    heads.map((one, place) => build("th", { scope: "col", id: headIds[place] }, one.text ? inline(one.text) : hidden("Your answer"))));
  const look = radios ? "crn-table-radios" : ledger ? "crn-table-ledger" : "crn-table-lists";
  return {
    element: build("table", { class: `crn-table ${look}`, "aria-describedby": tools.promptId }, build("thead", {}, head), build("tbody", {}, rows)),
    read: () => matchAnswer(cells.map(({ item, column, read }) => ({ item, column, value: read() })), ledger),
    write: (answer) => { for (const cell of cells) cell.write(matchValue(answer, cell, ledger)); },
    wide: true,
    sign: (where) => { for (const cell of cells) showFit(cell.place, where[cell.column ? `${cell.item}.${cell.column}` : cell.item]); },
    focus: () => cells[0].field.focus(),
  };
}

/** @param {{id: string}[]} columns */
function isLedger(columns) {
  return !(columns.length === 1 && columns[0].id === "");
}

/** One cell of the answer: as many cells of the table as there are labels.
 * @param {Choice} item @param {MatchColumn} column @param {string} rowId @param {string[]} headIds @param {Tools} tools
 * @returns {{node: HTMLElement, cell?: Cell}[]} */
function radioCells(item, column, rowId, headIds, tools) {
  const name = freshId("match");
  const inputs = column.labels.map((label, place) => build("input", { type: "radio", name, value: label.id, "aria-labelledby": `${rowId} ${headIds[place]}`, onchange: tools.changed }));
  const cell = {
    item: item.id, column: column.id, field: inputs[0], place: inputs[0],
    read: () => inputs.find((input) => input.checked)?.value ?? "",
    write: (/** @type {string} */ value) => { for (const input of inputs) input.checked = input.value === value; },
  };
  return inputs.map((input, place) => ({
    node: build("td", {}, build("label", { class: "crn-cell" }, input, build("span", { class: "crn-narrow" }, inline(column.labels[place].text)))),
    cell: place === 0 ? cell : undefined,
  }));
}

/** @param {Choice} item @param {MatchColumn} column @param {string} labelledby @param {Tools} tools
 * @returns {{node: HTMLElement, cell?: Cell}} */
function selectCell(item, column, labelledby, tools) {
  const select = build("select", { class: "crn-select", "aria-labelledby": labelledby, "data-column": column.id, onchange: tools.changed },
    build("option", { value: "" }, "Choose…"), column.labels.map((label) => build("option", { value: label.id }, label.text)));
  // In a list the sign is next to what was chosen; in a ledger, whose columns are narrow, it is below.
  const name = column.id && build("span", { class: "crn-narrow crn-column-name", "aria-hidden": "true" }, column.text);
  const place = build(column.id ? "td" : "div", { class: column.id ? null : "crn-list-cell" }, name, select);
  return {
    node: column.id ? place : build("td", {}, place),
    cell: { item: item.id, column: column.id, field: select, place, read: () => select.value, write: (value) => { select.value = value; } },
  };
}

/** The answer from all cells; null if all are empty. @param {{item: string, column: string, value: string}[]} cells @param {boolean} ledger */
function matchAnswer(cells, ledger) {
  /** @type {Record<string, any>} */
  const answer = {};
  for (const { item, column, value } of cells) {
    if (!value) continue;
    if (ledger) answer[item] = { ...answer[item], [column]: value };
    else answer[item] = value;
  }
  return Object.keys(answer).length ? answer : null;
}

/** The value of an answer for one cell. @param {any} answer @param {{item: string, column: string}} cell @param {boolean} ledger @returns {string} */
function matchValue(answer, { item, column }, ledger) {
  const own = (answer || {})[item];
  return (ledger ? (own || {})[column] : own) || "";
}

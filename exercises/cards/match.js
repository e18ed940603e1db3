// A plain match has one column without an id; a ledger has several. Few labels become radio buttons, many a list.

const RADIO_LABELS = 4;

function makeView(question, tools) {
  const { items, columns } = question;
  const ledger = !(columns.length === 1 && columns[0].id === "");
  const radios = columns.length === 1 && columns[0].labels.length <= RADIO_LABELS;
  const cells = []; // {item, column, read, write, field}
  const heads = radios ? columns[0].labels : columns;
  const headIds = heads.map(() => freshId("column"));
  const rows = items.map((item) => {
    const rowId = freshId("row");
    const fields = radios ? radioCells(item, rowId) : columns.map((column, place) => selectCell(item, column, `${rowId} ${headIds[place]}`));
    return build("tr", { "data-item": item.id }, build("th", { scope: "row", id: rowId }, inline(item.text)), fields);
  });

  function radioCells(item, rowId) {
    const name = freshId("match");
    const column = columns[0];
    const inputs = column.labels.map((label, place) => build("input", { type: "radio", name, value: label.id, "aria-labelledby": `${rowId} ${headIds[place]}`, onchange: () => tools.changed() }));
    cells.push({
      item: item.id, column: column.id, field: inputs[0],
      read: () => inputs.find((input) => input.checked)?.value ?? "",
      write: (value) => { for (const input of inputs) input.checked = input.value === value; },
    });
    return inputs.map((input, place) => build("td", {}, build("label", { class: "crn-cell" }, input,
      build("span", { class: "crn-narrow" }, inline(column.labels[place].text)))));
  }

  function selectCell(item, column, labelledby) {
    const select = build("select", { class: "crn-select", "aria-labelledby": labelledby, "data-column": column.id, onchange: () => tools.changed() },
      build("option", { value: "" }, "Choose…"), column.labels.map((label) => build("option", { value: label.id }, label.text)));
    cells.push({ item: item.id, column: column.id, field: select, read: () => select.value, write: (value) => { select.value = value; } });
    return build("td", {}, column.text && build("span", { class: "crn-narrow crn-column-name", "aria-hidden": "true" }, column.text), select);
  }

  const head = build("tr", {}, build("td", { class: "crn-corner" }),
    heads.map((one, place) => build("th", { scope: "col", id: headIds[place] }, one.text ? inline(one.text) : hidden("Your answer"))));
  const element = build("table", { class: `crn-table ${radios ? "crn-table-radios" : ledger ? "crn-table-ledger" : "crn-table-lists"}`, "aria-describedby": tools.promptId },
    build("thead", {}, head), build("tbody", {}, rows));

  function read() {
    const answer = {};
    for (const cell of cells) {
      const value = cell.read();
      if (!value) continue;
      if (ledger) answer[cell.item] = { ...answer[cell.item], [cell.column]: value };
      else answer[cell.item] = value;
    }
    return Object.keys(answer).length ? answer : null;
  }

  function write(answer) {
    for (const cell of cells) {
      const own = (answer || {})[cell.item];
      cell.write((ledger ? (own || {})[cell.column] : own) || "");
    }
  }

  return { element, read, write, focus: () => cells[0].field.focus() };
}

function makeView(question, tools) {
  const table = build("table", { class: "crn-table crn-table-calls" });
  const name = question.name;

  function cell(label, content) {
    return build("td", {}, build("span", { class: "crn-narrow crn-column-name", "aria-hidden": "true" }, label), content);
  }

  function show(rows) {
    const ran = rows.length > 0;
    const expects = rows.some((row) => row.expected !== null && row.expected !== undefined);
    const heads = ran ? ["Call", "Came back", ...(expects ? ["Expected"] : []), "Result"] : ["We will try"];
    const lines = ran ? rows : (question.calls || []).map((call) => ({ call }));
    table.replaceChildren(
      build("thead", {}, build("tr", {}, heads.map((text) => build("th", { scope: "col" }, text)))),
      build("tbody", {}, lines.map((row) => build("tr", {},
        build("th", { scope: "row" }, build("code", {}, row.call)),
        ran && cell("Came back", build("code", {}, shown(row.gave))),
        ran && expects && cell("Expected", build("code", {}, shown(row.expected))),
        ran && cell("Result", verdict(row.ok))))));
  }

  function shown(value) {
    if (value === null || value === undefined) return "nothing";
    return typeof value === "string" ? value : JSON.stringify(value);
  }

  function verdict(ok) {
    if (ok === true) return "✓ as expected";
    return ok === false ? "↺ something else" : "recorded";
  }

  show([]);
  const button = build("span", { class: "crn-probe-name" }, "Your function: ", build("code", {}, name));
  return {
    element: build("div", { class: "crn-probe" }, build("p", {}, button), table),
    read: () => ({}),
    write: () => {},
    focus: () => { table.closest(".crn-card").querySelector(".crn-check").focus(); },
    extra: ({ rows }) => { show(rows || []); return null; },
    checkLabel: question.assessed ? "Run my function and save" : "Check my function",
  };
}

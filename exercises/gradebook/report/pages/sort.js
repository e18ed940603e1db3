// Sorts a table by the column whose heading is pressed. Without this script the table is as it was written.
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const [body] = table.tBodies;
  const said = document.getElementById(table.dataset.said);
  const headings = [...table.tHead.rows[0].cells];
  const value = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const compare = (one, other) => {
    const numbers = [Number(one), Number(other)];
    return numbers.some(Number.isNaN) ? one.localeCompare(other, undefined, { numeric: true }) : numbers[0] - numbers[1];
  };

  const sort = (column, down) => {
    const rows = [...body.rows].map((row) => [value(row, column), row]);
    // What is empty comes last, whichever way.
    const filled = rows.filter(([text]) => text !== "").sort(([one], [other]) => compare(one, other));
    if (down) filled.reverse();
    body.append(...filled.map(([, row]) => row), ...rows.filter(([text]) => text === "").map(([, row]) => row));
    headings.forEach((heading) => heading.removeAttribute("aria-sort"));
    headings[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    said.textContent = `Sorted by ${headings[column].textContent.trim()}, ${down ? "highest or last" : "lowest or first"} first.`;
  };

  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(column, heading.getAttribute("aria-sort") === "ascending"));
  });
}

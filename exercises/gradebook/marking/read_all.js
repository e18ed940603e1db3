// One act for all unflagged answers of a question: a button with their number, and a second step that asks again.

function makeReadAll(send, elsewhere) {
  let count = 0;
  const askId = freshId("ask");
  const open = build("button", { type: "button", class: "crn-button crn-read-all", "aria-expanded": "false", onclick: ask });
  const asked = build("p", { id: askId });
  const yes = build("button", { type: "button", class: "crn-button crn-read-yes", "aria-describedby": askId, onclick: confirm });
  const no = build("button", { type: "button", class: "crn-button crn-read-no", onclick: cancel }, "No, go back");
  const group = build("div", { class: "crn-read-ask", role: "group", "aria-labelledby": askId, hidden: true }, asked,
    build("div", { class: "crn-actions" }, yes, no));
  const root = build("div", { class: "crn-read", hidden: true }, open, group);
  root.addEventListener("keydown", (event) => { if (event.key === "Escape" && !group.hidden) cancel(); });

  function show(asks) {
    group.hidden = !asks;
    open.setAttribute("aria-expanded", String(asks));
  }

  function ask() {
    show(group.hidden);
    if (!group.hidden) yes.focus();
  }

  function cancel() {
    show(false);
    open.focus();
  }

  function confirm() {
    open.focus();
    show(false);
    send({ do: "read", count });
  }

  // What was asked is about the number that was on screen: another number closes the question.
  function draw(number) {
    const inside = root.contains(document.activeElement);
    if (number !== count) show(false);
    count = number;
    const answers = counted(count, "unflagged answer");
    open.textContent = `Mark ${answers} as read …`;
    asked.textContent = `${answers} to this question ${count === 1 ? "is" : "are"} not marked yet. Each keeps its points for completion. You can still give levels, and “Undo last mark” takes all of it back.`;
    yes.textContent = `Yes, mark ${counted(count, "answer")} as read`;
    root.hidden = !count;
    if (inside && root.hidden) elsewhere.focus();
    else if (inside && group.hidden) open.focus();
  }

  return { root, draw };
}

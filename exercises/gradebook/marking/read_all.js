// One act for all unflagged answers of a question: a button with their number, and a second step that asks again.

/** @typedef {ReturnType<typeof readAllParts>} ReadAllParts */

function readAllParts() {
  const askId = freshId("ask");
  return {
    block: build("div", { class: "crn-read", hidden: true }),
    open: button("crn-read-all", "", { "aria-expanded": "false" }),
    group: build("div", { class: "crn-read-ask", role: "group", "aria-labelledby": askId, hidden: true }),
    asked: build("p", { id: askId }),
    yes: button("crn-read-yes", "", { "aria-describedby": askId }),
    no: button("crn-read-no", "No, go back"),
  };
}

/** @param {ReadAllParts} parts */
function readAllElement({ block, open, group, asked, yes, no }) {
  group.append(asked, build("div", { class: "crn-actions" }, yes, no));
  block.append(open, group);
  return block;
}

/** @param {MarkingDesk} desk */
function listenToReadAll(desk) {
  const { block, open, group, yes, no } = desk.parts.readAll;
  open.addEventListener("click", () => {
    showReadAsk(desk, group.hidden);
    if (!group.hidden) yes.focus();
  });
  yes.addEventListener("click", () => {
    leaveReadAsk(desk);
    wish(desk, { do: "read", count: desk.toRead });
  });
  no.addEventListener("click", () => leaveReadAsk(desk));
  block.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !group.hidden) leaveReadAsk(desk);
  });
}

/** @param {MarkingDesk} desk @param {boolean} asks */
function showReadAsk({ parts }, asks) {
  parts.readAll.group.hidden = !asks;
  parts.readAll.open.setAttribute("aria-expanded", String(asks));
}

/** @param {MarkingDesk} desk */
function leaveReadAsk(desk) {
  desk.parts.readAll.open.focus(); // before the button that has the focus is hidden
  showReadAsk(desk, false);
}

/** What was asked is about the number that was on screen: another number closes the question. @param {MarkingDesk} desk */
function drawReadAll(desk) {
  const { block, open, group, asked, yes } = desk.parts.readAll;
  const inside = block.contains(document.activeElement);
  const count = desk.state.to_read || 0;
  if (count !== desk.toRead) showReadAsk(desk, false);
  desk.toRead = count;
  const answers = counted(count, "unflagged answer");
  open.textContent = `Mark ${answers} as read …`;
  asked.textContent = `${answers} to this question ${count === 1 ? "is" : "are"} not marked yet. Each keeps its points for completion. You can still give levels, and “Undo last mark” takes all of it back.`;
  yes.textContent = `Yes, mark ${counted(count, "answer")} as read`;
  block.hidden = count === 0;
  if (inside && block.hidden) desk.parts.answer.focus();
  else if (inside && group.hidden) open.focus();
}

// A check of the marker's own levels: an answer that has a level already is shown without it, and the difference is said after.

/** @typedef {ReturnType<typeof checkParts>} CheckParts */

function checkParts() {
  const onId = freshId("checks");
  return {
    note: build("p", { class: "crn-check-note", hidden: true },
      "This answer has a level already, by you or by agreement. Choose one as if you marked it: you then see both. No mark changes."),
    on: build("input", { type: "checkbox", id: onId }),
    label: build("label", { class: "crn-like-switch", for: onId }),
    sample: button("crn-small crn-sample", ""),
    block: build("details", { class: "crn-mark-checks" }),
  };
}

/** @param {CheckParts} parts */
function checkElement({ block, on, label, sample }) {
  label.append(on, " Show me an earlier answer again after every ten marks");
  block.append(build("summary", {}, "Check your levels"), label, sample);
  return block;
}

/** @param {MarkingDesk} desk */
function listenToCheck(desk) {
  const { on, sample } = desk.parts.check;
  on.addEventListener("change", () => wish(desk, { do: "checks", on: on.checked }));
  sample.addEventListener("click", () => {
    if (sample.getAttribute("aria-disabled") !== "true") wish(desk, { do: "samples" });
  });
}

/** What belongs to an answer alone is away while a check is on screen. @param {MarkingDesk} desk */
function drawCheck(desk) {
  const { state, parts } = desk;
  const checking = Boolean(state.check), left = state.samples_left || 0;
  const { note, on, sample } = parts.check;
  note.hidden = !checking;
  on.checked = Boolean(state.checks);
  sample.textContent = left ? `Try ${counted(left, "agreed answer")} to this question` : "No agreed answer to this question is left";
  sample.setAttribute("aria-disabled", String(left === 0));
  parts.skip.textContent = checking ? "Skip this check" : "Skip";
  const enter = checking ? "Enter checks it." : "Enter saves and goes on, also from the comment.";
  parts.keys.textContent = `Keys on this card: 0 to ${desk.question.levels.length - 1} choose a level, ${enter}`;
  for (const one of [parts.commentField, parts.back, parts.undo, parts.override, parts.check.block]) one.hidden = checking;
  if (!checking) return;
  for (const one of [parts.stale, parts.reasons, parts.noticed, parts.byHand, parts.readAll.block]) one.hidden = true;
  parts.title.textContent = "A check of your levels";
  parts.text.textContent = state.check?.text || "";
  parts.words.textContent = counted(countWords(state.check?.text || ""), "word");
}

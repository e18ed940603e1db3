// Drawing on the marking desk: the question, the answer, this marker's own mark, and where the file of marks is.

/** @param {MarkingDesk} desk */
function drawQuestion(desk) {
  const { question, parts } = desk;
  glossary = question.glossary || {};
  drawAbout(desk);
  const { rows } = optionRows("radio", question.levels.map(({ level }) => ({ id: String(level), text: "" })), () => keepDraft(desk));
  rows.forEach((row, place) => {
    const { level, text, points } = question.levels[place];
    row.querySelector(".crn-option-text")?.replaceChildren(
      build("kbd", { class: "crn-key" }, level), " ", build("span", {}, inline(text)),
      build("span", { class: "crn-mark-worth" }, ` ${counted(rounded(points), "point")}`));
  });
  parts.rubric.replaceChildren(build("legend", { class: "crn-group-title" }, "Which level fits?"), ...rows);
  parts.rubric.hidden = parts.keys.hidden = question.levels.length === 0;
  parts.range.textContent = `0 to ${rounded(question.points)}`;
}

/** What was asked. A teacher who closed it finds it closed at the next question. @param {MarkingDesk} desk */
function drawAbout({ question, parts }) {
  const asked = /** @type {HTMLDetailsElement | null} */ (parts.about.querySelector(".crn-mark-asked"));
  const samples = question.samples || [];
  const pieces = [
    build("p", { class: "crn-mark-where" }, question.where),
    build("details", { class: "crn-mark-asked", open: !asked || asked.open },
      build("summary", {}, "What is asked"),
      build("div", { class: "crn-prompt" }, prose(question.prompt)),
      question.source && build("div", { class: "crn-source" }, build("p", { class: "crn-group-title" }, "In the article"), quoteBlock(question.source))),
  ];
  if ((question.paragraphs || []).length > 0) pieces.push(foldedArticle(question.paragraphs, false));
  if (samples.length > 0) pieces.push(samplesBlock(samples, question.worked));
  parts.about.replaceChildren(...pieces);
}

/** @param {string[]} samples @param {string} worked */
function samplesBlock(samples, worked) {
  return build("details", { class: "crn-mark-samples" },
    build("summary", {}, counted(samples.length, "sample of a full answer", "samples of full answers")),
    samples.map((sample) => quoteBlock(sample)), worked && build("div", { class: "crn-worked-reason" }, prose(worked)));
}

/** @param {MarkingDesk} desk */
function drawAnswer({ state, parts }) {
  const noticed = state.noticed || [], reasons = state.reasons || [];
  parts.title.textContent = state.title;
  parts.text.textContent = state.answer;
  parts.words.textContent = counted(countWords(state.answer || ""), "word");
  parts.reasons.hidden = reasons.length === 0;
  parts.reasons.replaceChildren(reasonsBlock(reasons) || "");
  parts.stale.hidden = !state.stale;
  parts.stale.textContent = state.stale || "";
  parts.noticed.hidden = noticed.length === 0;
  parts.noticedTitle.textContent = `What the kit noticed: ${state.kit_points}`;
  parts.notices.replaceChildren(...noticed.map((notice) => noticeRow(notice)));
}

/** @param {MarkingDesk} desk */
function drawForm(desk) {
  const { state, parts, drafts } = desk;
  const { level, comment } = state.check ? NO_LEVEL : drafts.get(state.at) || savedDraft(desk);
  for (const radio of levelRadios(parts)) radio.checked = level !== null && Number(radio.value) === level;
  parts.comment.value = comment;
  parts.points.value = state.by_hand ? String(state.by_hand.points) : "";
  parts.reason.value = state.by_hand ? state.by_hand.reason : "";
  parts.override.open = Boolean(state.by_hand);
}

/** @param {MarkingDesk} desk */
function drawRest(desk) {
  const { state, parts } = desk;
  const byHand = state.by_hand;
  parts.count.textContent = `${state.done} of ${state.of} marked by ${state.marker}`;
  parts.bar.max = state.of || 1;
  parts.bar.value = state.done || 0;
  parts.overview.replaceChildren(...(state.questions || []).map((one) => overviewRow(desk, one)));
  parts.byHand.hidden = !byHand && !state.read;
  parts.byHand.textContent = byHand ? `Points set by hand: ${byHand.points}. Reason: ${byHand.reason}` : state.read || "";
  drawReadAll(desk);
  parts.undo.setAttribute("aria-disabled", String(!state.can_undo));
  parts.back.setAttribute("aria-disabled", String(!(state.at > 0)));
  parts.status.textContent = state.said || "";
  parts.problem.hidden = !state.problem;
  parts.problem.textContent = state.problem || "";
  drawLike(desk);
  drawCheck(desk);
  drawFooter(desk);
}

/** @param {MarkingDesk} desk @param {MarkingState["questions"][number]} one */
function overviewRow(desk, one) {
  const flagged = one.flagged ? `, ${one.flagged} flagged` : "";
  const words = `${one.name}: ${one.done} of ${one.of} marked${flagged}${one.here ? " (shown here)" : ""}`;
  const go = () => wish(desk, { do: "go", to: one.at });
  return build("li", {}, button("crn-small crn-go", words, { "aria-current": one.here ? "true" : null, onclick: go }));
}

/** @param {MarkingDesk} desk */
function drawFooter(desk) {
  const { state, parts } = desk;
  const leftOut = state.left_out ? ` ${counted(state.left_out, "row")} of that file could not be used: run the cell above again to see which.` : "";
  parts.unsaved.textContent = isDirty(desk) ? "Not saved yet: this level or comment is only on this screen." : "";
  parts.file.textContent = `Every mark is in ${state.file} before the next answer is shown.${leftOut}`;
}

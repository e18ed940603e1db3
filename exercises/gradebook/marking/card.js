// The card on which a teacher marks open answers, one at a time. Module: base, parts, article, read_all, card (of marking).

const REPLY_WAIT_MS = 10000;
const NO_REPLY = "No reply from Python yet. It may be busy or was restarted: copy your comment, then choose Run → Run All Cells. What was saved before is safe.";

function makeMarkingDesk(model) {
  let question = null;
  let state = {};
  let pending = null;
  const drafts = new Map(); // what was typed and left unsaved, by the answer's place

  const headId = freshId("head"), barId = freshId("bar"), titleId = freshId("title"), keysId = freshId("keys");
  const commentId = freshId("comment"), pointsId = freshId("points"), reasonId = freshId("reason"), rangeId = freshId("range");
  const count = build("span", { class: "crn-mark-count", id: barId });
  const bar = build("progress", { class: "crn-bar", "aria-labelledby": barId });
  const overview = build("ul", { class: "crn-mark-questions" });
  const about = build("div", { class: "crn-mark-about" });
  const title = build("p", { class: "crn-mark-title", id: titleId });
  const text = build("p", { class: "crn-mark-text" });
  const answer = build("div", { class: "crn-mark-answer", tabindex: "0", role: "group", "aria-labelledby": titleId }, text);
  const words = build("p", { class: "crn-count" });
  const noticedTitle = build("summary", {});
  const notices = build("ul", { class: "crn-notices" });
  const noticed = build("details", { class: "crn-mark-noticed", open: true }, noticedTitle, notices);
  const reasons = build("div", { class: "crn-mark-reasons", hidden: true });
  const stale = build("p", { class: "crn-mark-stale", hidden: true });
  const rubric = build("fieldset", { class: "crn-mark-rubric", "aria-describedby": keysId });
  const keys = build("p", { class: "crn-count", id: keysId });
  const comment = build("textarea", { id: commentId, class: "crn-input crn-textarea", rows: "2", maxlength: "4000", oninput: typed, onkeydown: enterSaves });
  const points = build("input", { id: pointsId, class: "crn-input crn-number-input", inputmode: "decimal", autocomplete: "off", "aria-describedby": rangeId, onkeydown: enterSets });
  const range = build("span", { class: "crn-unit", id: rangeId });
  const reason = build("input", { id: reasonId, class: "crn-input", maxlength: "4000", autocomplete: "off", onkeydown: enterSets });
  const setButton = build("button", { type: "button", class: "crn-button crn-mark-set", onclick: setPoints }, "Set these points");
  const override = build("details", { class: "crn-mark-override" },
    build("summary", {}, "Set the points by hand instead"),
    build("div", { class: "crn-field" }, build("label", { for: pointsId }, "Points"), build("div", { class: "crn-field-row" }, points, range)),
    build("div", { class: "crn-field" }, build("label", { for: reasonId }, "Reason (needed; the student may read it)"), reason),
    setButton);
  const byHand = build("p", { class: "crn-mark-by-hand", hidden: true });
  const readAll = makeReadAll((message) => send(message), answer);
  const saveButton = button("crn-check", "Save and next", save);
  const skipButton = button("crn-skip", "Skip", () => send({ do: "skip" }));
  const backButton = button("crn-back", "Back", () => send({ do: "back" }));
  const undoButton = button("crn-undo", "Undo last mark", () => send({ do: "undo" }));
  const status = build("p", { class: "crn-waiting", role: "status" });
  const problem = build("p", { class: "crn-problem", role: "alert", hidden: true });
  const unsaved = build("p", { class: "crn-unsaved" });
  const file = build("p", { class: "crn-saved" });

  const root = build("section", { class: "crn-card crn-mark-card", "data-lm-suppress-shortcuts": "true", "data-kind": "marking", "aria-labelledby": headId },
    build("div", { class: "crn-header" }, build("span", { class: "crn-where", id: headId }, "Open answers"), count),
    bar,
    build("details", { class: "crn-mark-overview" }, build("summary", {}, "All questions"), overview),
    about,
    build("div", { class: "crn-mark-work" },
      build("div", { class: "crn-mark-left" }, title, stale, reasons, answer, words, noticed),
      build("div", { class: "crn-mark-right" }, rubric, keys,
        build("div", { class: "crn-field" }, build("label", { for: commentId }, "Comment (the student reads it)"), comment),
        byHand,
        build("div", { class: "crn-actions" }, saveButton, skipButton, backButton, undoButton),
        status, problem, readAll.root, override)),
    build("div", { class: "crn-footer" }, unsaved, file));
  root.addEventListener("keydown", levelByKey);

  function button(name, words, act) {
    return build("button", { type: "button", class: `crn-button ${name}`, onclick: act }, words);
  }

  function radios() {
    return [...rubric.querySelectorAll("input")];
  }

  function chosen() {
    const input = radios().find((radio) => radio.checked);
    return input ? Number(input.value) : null;
  }

  function form() {
    return { level: chosen(), comment: comment.value.trim() };
  }

  function dirty() {
    return !same(form(), { level: state.level ?? null, comment: state.comment || "" });
  }

  // Digits choose a level wherever the focus is on the card, but not where text is typed.
  function levelByKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.matches("textarea, input:not([type='radio'])");
    if (/^[0-9]$/.test(event.key) && !typing) {
      const radio = radios().find((input) => input.value === event.key);
      if (!radio) return;
      event.preventDefault();
      radio.checked = true;
      status.textContent = `Level ${event.key} chosen. Enter saves it.`;
      typed();
    } else if (event.key === "Enter" && !event.repeat && (event.target === answer || event.target.type === "radio")) {
      event.preventDefault();
      save();
    }
  }

  function enterSaves(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    save();
  }

  function enterSets(event) {
    if (event.key !== "Enter" || event.isComposing || event.repeat) return;
    event.preventDefault();
    setPoints();
  }

  function typed() {
    if (dirty()) drafts.set(state.at, form());
    else drafts.delete(state.at);
    drawFooter();
  }

  function save() {
    send({ do: "save", ...form() });
  }

  function setPoints() {
    send({ do: "points", points: points.value.trim(), reason: reason.value.trim() });
  }

  // A double click or a held key is one wish; and what is sent names the answer that is on screen.
  function send(message) {
    if (pending && Date.now() - pending.at < REPLY_WAIT_MS) return;
    settle();
    pending = { do: message.do, at: Date.now(), timer: setTimeout(() => { status.textContent = NO_REPLY; }, REPLY_WAIT_MS) };
    try {
      model.send({ ...message, at: state.at });
    } catch {
      settle();
      status.textContent = NO_REPLY;
    }
  }

  function settle() {
    if (pending) clearTimeout(pending.timer);
    pending = null;
  }

  function onState() {
    const before = state;
    const sent = pending;
    settle();
    state = model.get("state") || {};
    if (sent && !state.problem && ["save", "points", "undo"].includes(sent.do)) {
      drafts.delete(before.at);
      drafts.delete(state.at);
    }
    const moved = before.at !== state.at;
    const inside = root.contains(document.activeElement); // a control that is drawn anew would lose the focus
    if (!same(question, model.get("question"))) drawQuestion();
    drawAnswer();
    if (moved || (sent && !state.problem)) drawForm();
    drawRest();
    if (sent && inside && moved) {
      answer.scrollTop = 0;
      answer.focus();
    }
  }

  function drawQuestion() {
    question = model.get("question") || {};
    glossary = question.glossary || {};
    const samples = (question.samples || []).map((sample) => build("blockquote", { class: "crn-quote" }, build("p", {}, sample)));
    const wasOpen = !about.querySelector(".crn-mark-asked") || about.querySelector(".crn-mark-asked").open;
    about.replaceChildren(...[
      build("p", { class: "crn-mark-where" }, question.where),
      build("details", { class: "crn-mark-asked", open: wasOpen },
        build("summary", {}, "What is asked"),
        build("div", { class: "crn-prompt" }, prose(question.prompt)),
        question.source && build("div", { class: "crn-source" }, build("p", { class: "crn-group-title" }, "In the article"), build("blockquote", { class: "crn-quote" }, build("p", {}, question.source)))),
      (question.paragraphs || []).length > 0 && folded(foldedArticle(question.paragraphs)),
      samples.length > 0 && build("details", { class: "crn-mark-samples" },
        build("summary", {}, counted(samples.length, "sample of a full answer", "samples of full answers")),
        samples, question.worked && build("div", { class: "crn-worked-reason" }, prose(question.worked))),
    ].filter(Boolean));
    const rows = optionRows("radio", question.levels.map((level) => ({ id: level.level, text: "" })), typed).rows;
    rows.forEach((row, place) => {
      const level = question.levels[place];
      row.querySelector(".crn-option-text").replaceChildren(
        build("kbd", { class: "crn-key" }, level.level), " ", build("span", {}, inline(level.text)),
        build("span", { class: "crn-mark-worth" }, ` ${counted(rounded(level.points), "point")}`));
    });
    rubric.replaceChildren(build("legend", { class: "crn-group-title" }, "Which level fits?"), ...rows);
    rubric.hidden = keys.hidden = !question.levels.length;
    keys.textContent = `Keys on this card: 0 to ${question.levels.length - 1} choose a level, Enter saves and goes on, also from the comment.`;
    range.textContent = `0 to ${rounded(question.points)}`;
  }

  function folded(details) {
    details.open = false;
    return details;
  }

  function drawAnswer() {
    title.textContent = state.title;
    text.textContent = state.answer;
    words.textContent = counted(countWords(state.answer || ""), "word");
    const why = state.reasons || [];
    reasons.hidden = !why.length;
    reasons.replaceChildren(build("p", { class: "crn-group-title" }, "Flagged. Why to look at this one:"), build("ul", {}, why.map((text) => build("li", {}, text))));
    stale.hidden = !state.stale;
    stale.textContent = state.stale || "";
    noticed.hidden = !(state.noticed || []).length;
    noticedTitle.textContent = `What the kit noticed: ${state.kit_points}`;
    notices.replaceChildren(...(state.noticed || []).map(noticeRow));
  }

  function drawForm() {
    const draft = drafts.get(state.at) || { level: state.level ?? null, comment: state.comment || "" };
    radios().forEach((radio) => { radio.checked = draft.level !== null && Number(radio.value) === draft.level; });
    comment.value = draft.comment;
    points.value = state.by_hand ? String(state.by_hand.points) : "";
    reason.value = state.by_hand ? state.by_hand.reason : "";
    override.open = Boolean(state.by_hand);
  }

  function drawRest() {
    count.textContent = `${state.done} of ${state.of} marked by ${state.marker}`;
    bar.max = state.of || 1;
    bar.value = state.done || 0;
    overview.replaceChildren(...(state.questions || []).map((one) => build("li", {},
      build("button", { type: "button", class: "crn-button crn-small crn-go", "aria-current": one.here ? "true" : null, onclick: () => send({ do: "go", to: one.at }) },
        `${one.name}: ${one.done} of ${one.of} marked${one.flagged ? `, ${one.flagged} flagged` : ""}${one.here ? " (shown here)" : ""}`))));
    byHand.hidden = !state.by_hand && !state.read;
    byHand.textContent = state.by_hand ? `Points set by hand: ${state.by_hand.points}. Reason: ${state.by_hand.reason}` : state.read || "";
    readAll.draw(state.to_read || 0);
    for (const [control, able] of [[undoButton, state.can_undo], [backButton, state.at > 0]]) control.setAttribute("aria-disabled", String(!able));
    status.textContent = state.said || "";
    problem.hidden = !state.problem;
    problem.textContent = state.problem || "";
    drawFooter();
  }

  function drawFooter() {
    unsaved.textContent = dirty() ? "Not saved yet: this level or comment is only on this screen." : "";
    const leftOut = state.left_out ? ` ${counted(state.left_out, "row")} of that file could not be used: run the cell above again to see which.` : "";
    file.textContent = `Every mark is in ${state.file} before the next answer is shown.${leftOut}`;
  }

  state = model.get("state") || {};
  drawQuestion();
  drawAnswer();
  drawForm();
  drawRest();
  model.on("change:state", onState);
  return { root, stop() { settle(); model.off("change:state", onState); } };
}

export default {
  render({ model, el }) {
    keepKeys(el);
    const desk = makeMarkingDesk(model);
    el.append(desk.root);
    return desk.stop;
  },
};

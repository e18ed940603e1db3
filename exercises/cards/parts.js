// The pieces of a card that only show something.

/** @param {CardQuestion} question @param {string} whereId */
function cardHeader(question, whereId) {
  const worth = worthText(question);
  return build("div", { class: "crn-header" },
    build("span", { class: "crn-where", id: whereId }, question.where || "Exercise"),
    question.standing_text && build("span", { class: `crn-standing crn-standing-${question.standing}` }, question.standing_text),
    worth && build("span", { class: "crn-worth" }, worth));
}

/** @param {ResultData} result */
function resultBlock(result) {
  const points = worthOfResult(result);
  const headline = build("p", { class: "crn-headline" },
    build("span", { class: "crn-sign", "aria-hidden": "true" }, result.sign),
    build("span", { class: "crn-headline-words" }, inline(result.headline)),
    points && build("span", { class: "crn-points" }, hidden(": "), points));
  const full = FULL.includes(result.status);
  const rows = onceEach(result.notices || []).map((notice) => noticeRow(notice, full ? "Think on:" : "Try:"));
  if (rows.length === 0) return [headline];
  // After full points one thought is enough; who wants to read on, opens the rest.
  const shown = full ? rows.slice(0, 1) : rows;
  const list = build("ul", { class: "crn-notices" }, shown);
  const more = rows.slice(shown.length);
  return [headline, list, ...(more.length > 0 ? [build("details", { class: "crn-more" }, build("summary", {}, "More on this"), build("ul", { class: "crn-notices" }, more))] : [])];
}

/** @param {NoticeData} notice @param {string} lead */
function noticeRow(notice, lead = "Try:") {
  return build("li", { class: "crn-notice" },
    notice.about && build("p", { class: "crn-about" }, inline(notice.about)),
    notice.noticed && build("p", { class: "crn-noticed" }, inline(notice.noticed)),
    notice.next && build("p", { class: "crn-next" }, build("span", { class: "crn-next-sign" }, lead), " ", inline(notice.next)));
}

/** How a part of the answer fits: a sign and a word. @param {string | undefined} fits */
function fitSign(fits) {
  const known = FIT_SIGNS[fits || ""];
  if (!known) return null;
  return build("span", { class: "crn-fit", "data-fits": fits }, build("span", { "aria-hidden": "true" }, `${known} `), fits);
}

/** A part of the answer with its sign, or without one. @param {Element} part @param {string | undefined} fits */
function showFit(part, fits) {
  part.querySelector(":scope > .crn-fit")?.remove();
  const sign = fitSign(fits);
  if (sign) part.append(sign);
}

/** @param {Worked} worked */
function workedBlock(worked) {
  const id = freshId("worked");
  return build("div", { class: "crn-worked-block", role: "group", "aria-labelledby": id, tabindex: "-1" },
    build("p", { class: "crn-worked-title", id }, "A worked answer"),
    worked.answer && build("div", { class: "crn-worked-answer" }, prose(worked.answer)),
    worked.reason && build("div", { class: "crn-worked-reason" }, prose(worked.reason)));
}

// After these there is nothing to change on the card.
const FULL = ["correct", "complete"];
const MOST_OPEN = 6;
// The same as in card.css.
const WIDE_PX = 832;
/** @type {Record<string, string>} */
const FIT_SIGNS = { fits: "✓", partly: "◐", "not yet": "↺" };

/** The paragraphs can be folded away: on a small screen they push the fields off the page. In a wide card they have a
 * column of their own. @param {Paragraph[]} paragraphs */
function foldedArticle(paragraphs, open = paragraphs.length <= MOST_OPEN) {
  const source = build("details", { class: "crn-source", open },
    build("summary", {}, `From the article: ${paragraphsText(paragraphs.map((paragraph) => paragraph.n))}`),
    articleText(paragraphs));
  if (!open) openWhenWide(source);
  return source;
}

/** Once, when the width is known: after that it is the reader's. @param {HTMLDetailsElement} source */
function openWhenWide(source) {
  const watch = new ResizeObserver(() => {
    const width = source.closest(".crn-body")?.clientWidth || 0;
    if (!width) return;
    watch.disconnect();
    if (width >= WIDE_PX) source.open = true;
  });
  watch.observe(source);
}

/** What a text is checked for, with a tick or a ring for each once it has been checked. @param {Condition[]} conditions */
function conditionList(conditions) {
  const title = build("p", { class: "crn-group-title" });
  const list = build("ul", { class: "crn-conditions" });
  /** @param {Extra} extra nothing in it before the first check */
  function show({ conditions: checked, met, asked }) {
    title.textContent = conditionsText(met, asked);
    list.replaceChildren(...(checked || conditions).map(conditionRow));
  }
  show({});
  return { element: build("div", { class: "crn-conditions-place" }, title, list), show };
}

/** @param {Condition} condition */
function conditionRow({ text, met }) {
  const [sign, word] = met === undefined ? ["·", ""] : met ? ["✓", "there: "] : ["○", "not yet: "];
  return build("li", { class: "crn-condition", "data-met": String(met ?? "") },
    build("span", { class: "crn-condition-sign", "aria-hidden": "true" }, sign), word && hidden(word), inline(text));
}

/** Rows of radios or checkboxes, used by all kinds that pick from a list.
 * @param {"radio" | "checkbox"} type @param {Choice[]} options @param {() => void} changed */
function optionRows(type, options, changed) {
  const name = freshId("option");
  const inputs = options.map((option) => build("input", { type, name, value: option.id, onchange: changed }));
  const rows = options.map((option, place) =>
    build("label", { class: "crn-option" }, inputs[place], build("span", { class: "crn-option-text" }, inline(option.text))));
  /** @param {Record<string, string>} where */
  const sign = (where) => rows.forEach((row, place) => showFit(row, inputs[place].checked ? where[options[place].id] : undefined));
  return { rows, inputs, sign };
}

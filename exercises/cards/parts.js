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
  const points = pointsText(result.points, result.out_of);
  const headline = build("p", { class: "crn-headline" },
    build("span", { class: "crn-sign", "aria-hidden": "true" }, result.sign),
    build("span", { class: "crn-headline-words" }, inline(result.headline)),
    points && build("span", { class: "crn-points" }, hidden(": "), points));
  const notices = result.notices || [];
  return notices.length > 0 ? [headline, build("ul", { class: "crn-notices" }, notices.map(noticeRow))] : [headline];
}

/** @param {NoticeData} notice */
function noticeRow(notice) {
  return build("li", { class: "crn-notice" },
    notice.about && build("p", { class: "crn-about" }, inline(notice.about)),
    notice.noticed && build("p", { class: "crn-noticed" }, inline(notice.noticed)),
    notice.next && build("p", { class: "crn-next" }, build("span", { class: "crn-next-sign" }, "Try:"), " ", inline(notice.next)));
}

/** @param {Worked} worked */
function workedBlock(worked) {
  const id = freshId("worked");
  return build("div", { class: "crn-worked-block", role: "group", "aria-labelledby": id, tabindex: "-1" },
    build("p", { class: "crn-worked-title", id }, "A worked answer"),
    worked.answer && build("div", { class: "crn-worked-answer" }, prose(worked.answer)),
    worked.reason && build("div", { class: "crn-worked-reason" }, prose(worked.reason)));
}

const MOST_OPEN = 6;

/** The paragraphs can be folded away: on a small screen they push the fields off the page. @param {Paragraph[]} paragraphs */
function foldedArticle(paragraphs, open = paragraphs.length <= MOST_OPEN) {
  return build("details", { class: "crn-source", open },
    build("summary", {}, `From the article: ${paragraphsText(paragraphs.map((paragraph) => paragraph.n))}`),
    articleText(paragraphs));
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

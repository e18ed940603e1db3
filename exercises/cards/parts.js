// The pieces of a card that only show something.

const STATUS_WORDS = {
  unanswered: "Nothing to check yet", saved: "Saved", needs_teacher: "Saved for your teacher to read",
  incorrect: "Not yet", partial: "Partly there", correct: "That fits",
};
const STATUS_SIGNS = { unanswered: "…", saved: "✓", needs_teacher: "✎", incorrect: "↺", partial: "◐", correct: "✓" };

function cardHeader(question, whereId) {
  const worth = [];
  if (question.points) worth.push(counted(question.points, "point"));
  if (question.minutes) worth.push(`about ${question.minutes} min`);
  return build("div", { class: "crn-header" },
    build("span", { class: "crn-where", id: whereId }, question.where || "Exercise"),
    question.standing_text && build("span", { class: `crn-standing crn-standing-${question.standing}` }, question.standing_text),
    worth.length > 0 && build("span", { class: "crn-worth" }, worth.join(" · ")));
}

function resultBlock(result) {
  const words = result.headline || STATUS_WORDS[result.status] || "";
  const points = result.points === null || result.points === undefined ? null
    : `${rounded(result.points)} of ${counted(rounded(result.out_of), "point")}`;
  return [
    build("p", { class: "crn-headline" },
      build("span", { class: "crn-sign", "aria-hidden": "true" }, STATUS_SIGNS[result.status] || "•"),
      build("span", { class: "crn-headline-words" }, inline(words)),
      points && build("span", { class: "crn-points" }, hidden(": "), points)),
    (result.notices || []).length > 0 && build("ul", { class: "crn-notices" }, result.notices.map(noticeRow)),
  ].filter(Boolean);
}

function noticeRow(notice) {
  return build("li", { class: "crn-notice" },
    notice.about && build("p", { class: "crn-about" }, inline(notice.about)),
    notice.noticed && build("p", { class: "crn-noticed" }, inline(notice.noticed)),
    notice.next && build("p", { class: "crn-next" }, build("span", { class: "crn-next-sign" }, "Try:"), " ", inline(notice.next)));
}

function workedBlock(worked) {
  const id = freshId("worked");
  return build("div", { class: "crn-worked-block", role: "group", "aria-labelledby": id, tabindex: "-1" },
    build("p", { class: "crn-worked-title", id }, "A worked answer"),
    worked.answer && build("div", { class: "crn-worked-answer" }, prose(worked.answer)),
    worked.reason && build("div", { class: "crn-worked-reason" }, prose(worked.reason)));
}

function hintText(left) {
  return left > 0 ? `Hint (${left} left)` : "No hints left";
}

const MOST_OPEN = 6;

// The paragraphs can be folded away: on a small screen they push the fields off the page.
function foldedArticle(paragraphs) {
  const numbers = paragraphs.map((paragraph) => paragraph.n);
  const last = numbers[numbers.length - 1];
  const unbroken = numbers.length > 2 && last - numbers[0] === numbers.length - 1;
  const name = numbers.length === 1 ? `paragraph ${last}`
    : unbroken ? `paragraphs ${numbers[0]} to ${last}` : `paragraphs ${numbers.slice(0, -1).join(", ")} and ${last}`;
  return build("details", { class: "crn-source", open: numbers.length <= MOST_OPEN },
    build("summary", {}, `From the article: ${name}`), makeArticle(paragraphs).element);
}

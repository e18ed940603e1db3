export default hostShowing("question", (/** @type {ArticleQuestion} */ { title, note, paragraphs, folded }, text) => {
  const titleId = freshId("title");
  return build("section", { class: "crn-card crn-article-card", "data-kind": "article", "aria-labelledby": titleId },
    build("p", { class: "crn-article-title", id: titleId }, title || "The article"),
    note && build("div", { class: "crn-article-note" }, prose(note)),
    articleText(paragraphsOf(text, paragraphs), folded));
});

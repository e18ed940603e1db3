export default hostShowing("question", (/** @type {ArticleQuestion} */ { title, note, paragraphs, folded, glosses, glossary: words }, text) => {
  const titleId = freshId("title");
  glossary = words || {};
  return build("section", { class: "crn-card crn-article-card", "data-kind": "article", "aria-labelledby": titleId },
    build("p", { class: "crn-article-title", id: titleId }, title || "The article"),
    note && build("div", { class: "crn-article-note" }, prose(note)),
    glosses?.length > 0 && build("p", { class: "crn-article-help" }, "Words with dots beneath them are explained: choose one."),
    articleText(paragraphsOf(text, paragraphs), folded, glosses));
});

export default {
  render({ model, el }) {
    keepKeys(el);
    const titleId = freshId("title");
    const draw = () => {
      const { title, note, paragraphs } = model.get("question");
      el.replaceChildren(build("section", { class: "crn-card crn-article-card", "data-lm-suppress-shortcuts": "true", "data-kind": "article", "aria-labelledby": titleId },
        build("p", { class: "crn-article-title", id: titleId }, title || "The article"),
        note && build("div", { class: "crn-article-note" }, prose(note)),
        makeArticle(paragraphs).element));
    };
    draw();
    model.on("change:question", draw);
    return () => model.off("change:question", draw);
  },
};

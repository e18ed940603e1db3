export default host((model, el) => {
  /** @type {SavedFile} */
  const { name, text, holds, title } = model.get("file");
  const titleId = freshId("download");
  const address = fileAddress(text);
  el.append(build("section", { class: "crn-card", "data-kind": "download", "aria-labelledby": titleId },
    build("p", { class: "crn-progress-title", id: titleId }, title || "Your answers, as one file"),
    build("p", { class: "crn-holds" }, holds),
    build("div", { class: "crn-actions" },
      build("a", { class: "crn-button crn-download", href: address, download: name }, `Download ${name}`))));
  return () => URL.revokeObjectURL(address);
});

// What a run made, as links. Jupyter's server gives whatever is below the folder that it was started in.

/** The address of a file below the server's folder, or "" if it is elsewhere or hidden.
 * @param {string} path absolute, with forward slashes @param {string} home @param {"files" | "lab/tree"} way */
function servedAddress(path, home, way) {
  let config = /** @type {Record<string, string>} */ ({});
  try {
    config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
  } catch {
    // Another program than JupyterLab: then there are no addresses.
  }
  const root = String(config.serverRoot || "").replace(/^~(?=\/|$)/, home).replace(/\/$/, "");
  if (!root || !path.startsWith(`${root}/`)) return "";
  const steps = path.slice(root.length + 1).split("/");
  if (steps.some((step) => step.startsWith("."))) return "";
  return `${config.baseUrl || "/"}${way}/${steps.map(encodeURIComponent).join("/")}`;
}

/** A list of files: a page opens in a tab, a table is downloaded; what the server cannot give is opened by Python.
 * @param {DeskFile[]} files @param {string} home @param {(path: string) => void} show */
function fileRows(files, home, show) {
  return files.map(({ name, about, path, kind }) => {
    const address = kind === "folder" ? "" : servedAddress(path, home, "files");
    const opens = address
      ? build("a", { class: "crn-desk-file", href: address, target: "_blank", rel: "noopener", download: kind === "file" ? name : null }, name)
      : button("crn-small crn-desk-file", name, { "aria-label": `Open ${name}`, onclick: () => show(path) });
    return build("li", {}, opens, about && build("span", { class: "crn-desk-about" }, about));
  });
}

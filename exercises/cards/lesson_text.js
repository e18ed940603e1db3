// The small markup of lesson texts: *emphasis*, `code`, [[terms]], and a blank line between paragraphs. Pure.

/** @typedef {{sort: "text" | "em" | "code", text: string} | {sort: "term", id: string, text: string}} Piece */

const MARKUP = /(\*[^*\s](?:[^*]*[^*\s])?\*|`[^`]+`|\[\[[a-z][a-z0-9-]*(?:\|[^[\]]+)?\]\])/;

/** @param {unknown} text @returns {Piece[]} */
function inlinePieces(text) {
  return String(text).split(MARKUP).map((piece, place) => {
    if (place % 2 === 0) return { sort: "text", text: piece };
    if (piece[0] !== "[") return { sort: piece[0] === "`" ? "code" : "em", text: piece.slice(1, -1) };
    const [id, shown = ""] = piece.slice(2, -2).split("|");
    return { sort: "term", id, text: shown };
  });
}

/** @param {string | null | undefined} text */
function paragraphTexts(text) {
  return String(text || "").split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);
}

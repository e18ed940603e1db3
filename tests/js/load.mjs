// The plain files of the cards, as they are: what they declare at the top comes back by name.

import { readFileSync } from "node:fs";

const CARDS = new URL("../../exercises/cards/", import.meta.url);

/** Reads files one after another, as one module; `given` stands in for what a browser would have. */
export function load(files, given = {}) {
  const source = files.map((name) => readFileSync(new URL(`${name}.js`, CARDS), "utf-8")).join("\n");
  const names = [...source.matchAll(/^(?:function|const) (\w+)/gm)].map((found) => found[1]);
  return new Function(...Object.keys(given), `"use strict";\n${source}\nreturn { ${names.join(", ")} };`)(...Object.values(given));
}

/** Paragraphs as Python gives them, each of a list of sentences; words and marks are tokens. */
export function paragraphs(...texts) {
  let at = 0;
  return texts.map((sentences, place) => {
    const tokens = sentences.flatMap((text, sentence) => [...text.matchAll(/([\w’'-]+|[^\w\s])(\s*)/gu)]
      .map((found) => [found[1], found.index + found[0].length === text.length ? " " : found[2], sentence]));
    tokens[tokens.length - 1][1] = "";
    const rows = tokens.map(([word, gap, sentence]) => {
      const start = at;
      at += [...word].length + [...gap].length;
      return [start, start + [...word].length, word, gap, sentence];
    });
    at += 1;
    return { n: place + 1, tokens: rows };
  });
}

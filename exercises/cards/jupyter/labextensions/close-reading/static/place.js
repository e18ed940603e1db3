// Where the reader is on the page, and how the page stays there while cards are drawn above and below.

const SETTLED = 500;
const LONGEST = 20000;
const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"];

/** The element of a notebook that scrolls. @param {any} panel @returns {HTMLElement} */
export function scroller(panel) {
  return panel.content.node.querySelector(".jp-WindowedPanel-outer") || panel.content.node;
}

/** The first cell on the screen, and how far its top is below the window's. @param {any} panel */
export function firstOnScreen(panel) {
  const top = scroller(panel).getBoundingClientRect().top;
  const cells = panel.content.widgets;
  const place = cells.findIndex((/** @type {any} */ cell) => cell.node.getBoundingClientRect().bottom > top + 1);
  return { place: Math.max(0, place), offset: place < 0 ? 0 : cells[place].node.getBoundingClientRect().top - top };
}

/** Keeps a cell where it is to be on the screen until all is drawn and the page has settled, or the reader moves it.
 * @param {any} panel @param {{place: number, offset: number}} to @param {Promise<any>} [drawn] */
export function hold(panel, { place, offset }, drawn = Promise.resolve()) {
  const page = scroller(panel);
  const cell = panel.content.widgets[place].node;
  const end = performance.now() + LONGEST;
  let still = performance.now();
  let moved = false;
  let waiting = true;
  drawn.finally(() => {
    waiting = false;
    still = performance.now();
  });
  const stop = () => { moved = true; };
  for (const name of MOVES) window.addEventListener(name, stop, { capture: true, once: true, passive: true });
  return new Promise((done) => {
    const step = () => {
      const now = performance.now();
      const off = cell.getBoundingClientRect().top - page.getBoundingClientRect().top - offset;
      const before = page.scrollTop;
      if (!moved && Math.abs(off) > 1) page.scrollTop += off;
      if (Math.abs(page.scrollTop - before) > 0) still = now;
      if (!moved && now < end && (waiting || now - still < SETTLED) && panel.isAttached) return void requestAnimationFrame(step);
      for (const name of MOVES) window.removeEventListener(name, stop, { capture: true });
      done(undefined);
    };
    step();
  });
}

/** A line of Markdown as one reads it. @param {string} line */
function plain(line) {
  return line.replace(/^#+ +/, "").replace(/[*_`]/g, "").trim();
}

/** The lesson's heading, and that of the part of the page that is on the screen. What is far from the screen is not laid
 * out, so the text is asked, and not the page. @param {any} panel */
export function headings(panel) {
  const { place } = firstOnScreen(panel);
  const sources = panel.content.widgets.map((/** @type {any} */ cell) => (cell.model.type === "markdown" ? cell.model.sharedModel.getSource() : ""));
  const find = (/** @type {string[]} */ among, /** @type {RegExp} */ form) => among.flatMap((source) => source.match(form) || []);
  const lesson = find(sources, /^# .+$/gm)[0];
  const section = find(sources.slice(0, place + 1), /^## .+$/gm).at(-1);
  return { lesson: plain(lesson || ""), section: plain(section || "") };
}

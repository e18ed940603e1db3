// Opens a lesson ready to work: its cards are there, the page is where the reader left off, and a bar is above it.

import { Bar } from "./bar.js";
import { cellsOf, clearOldCards, hearProgress, markOwnCells, runOwnCells, saveWithoutCards, sourcesOf, whenStartedAgain } from "./opening.js";
import { firstOnScreen, headings, hold, scroller } from "./place.js";
import { changeTextSize } from "./text_size.js";
import { LessonView } from "./view.js";
import { addRunButtons, keepLetters } from "./work.js";

const SOON = "Getting your cards ready…";
const PATIENCE = 1500;
const STOPPED = "Python has stopped. What you saved is safe.";
const NOT_DRAWN = "The cards could not be drawn.";
const MOMENT = 12000;
const DESK = "desk";
const LIGHT = "JupyterLab Light";
const DARK = "JupyterLab Dark";

/** @param {any} panel */
function fileOf(panel) {
  const [, folder, stem] = /^(.*\/)?([^/]*?)(?:\.ipynb)?$/.exec(panel.context.path) || [];
  return { folder: folder || "", stem: stem || "" };
}

/** Resolves when a panel is in sight. @param {any} panel @param {any} shell @returns {Promise<void>} */
function shown(panel, shell) {
  return new Promise((done) => {
    // JupyterLab says which panel is current a moment before it shows it.
    const look = () => requestAnimationFrame(() => {
      if (!panel.isVisible) return;
      shell.currentChanged.disconnect(look);
      done();
    });
    shell.currentChanged.connect(look);
    look();
  });
}

/** One lesson, open in its panel. */
class OpenLesson {
  /** @param {any} app @param {any} panel @param {LessonView} view @param {any} modules JupyterLab's
   * @param {(path: string) => OpenLesson | undefined} others what is open at a path */
  constructor(app, panel, view, modules, others) {
    this.app = app;
    this.others = others;
    this.panel = panel;
    this.view = view;
    this.actions = modules.notebook.NotebookActions;
    /** @type {ProgressState | null} */
    this.progress = null;
    this.wasDone = -1;
    this.isTeachers = cellsOf(panel).isTeachers;
    /** The lessons before and after this one that are there. @type {Record<string, {name: string, title: string} | undefined>} */
    this.near = {};
    this.bar = new Bar({
      previous: () => this.goTo(this.near.previous), next: () => this.goTo(this.near.next), handIn: () => this.toHandIn(),
      view: () => this.keepPlace(() => view.choose(!view.alone)), theme: () => this.changeTheme(), larger: (step) => this.keepPlace(() => changeTextSize(step)), again: () => this.startAgain(),
    });
    panel.contentHeader.addWidget(new modules.widgets.Widget({ node: this.bar.node }));
    addRunButtons(panel, (cell) => this.run(cell));
    keepLetters(panel, () => view.isOn);
    this.listen();
  }

  /** Where Python takes its time, as in the browser edition, the bar says what is to come. */
  saySoon() {
    this.soon = setTimeout(() => this.bar.say(SOON), PATIENCE);
  }

  listen() {
    const { panel, bar } = this;
    hearProgress(panel.sessionContext, (state) => this.showProgress(state));
    const place = () => bar.showPlace(headings(panel));
    scroller(panel).addEventListener("scroll", () => requestAnimationFrame(place), { passive: true });
    // Cards grow when they come near the window, and push others away without a scroll.
    const grown = new ResizeObserver(() => requestAnimationFrame(place));
    grown.observe(scroller(panel).firstElementChild || panel.content.node);
    panel.disposed.connect(() => grown.disconnect());
    const look = new MutationObserver(() => this.showChoices());
    look.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
    panel.disposed.connect(() => look.disconnect());
    place();
    this.showChoices();
    if (this.isTeachers) this.listenForRooms();
  }

  /** The desk opens other notebooks beside it. One that is open already is drawn again: another class may be meant. */
  listenForRooms() {
    const { panel } = this;
    panel.content.node.addEventListener("close-reading-room", (/** @type {any} */ event) => {
      const { name } = event.detail || {};
      if (typeof name !== "string" || !/^[a-z_]+$/.test(name)) return;
      event.preventDefault();
      this.openRoom(name);
    });
    if (fileOf(panel).stem === DESK) return;
    this.near = { previous: { name: DESK, title: "The desk" } };
    this.bar.showDesk();
  }

  /** @param {string} name */
  async openRoom(name) {
    const path = `${fileOf(this.panel).folder}${name}.ipynb`;
    const open = this.others(path);
    await this.app.commands.execute("docmanager:open", { path });
    if (open && open.panel.node.dataset.lesson !== "opening") await open.draw();
  }

  /** After Python was started again, the cards come back by themselves. */
  keepDrawn() {
    const { panel, bar } = this;
    const stop = whenStartedAgain(panel.sessionContext, () => this.draw(firstOnScreen(panel)), () => bar.say(STOPPED, true));
    panel.disposed.connect(stop);
  }

  /** Run a cell that a person chose; with another lesson come its cards. @param {any} cell */
  async run(cell) {
    const { panel } = this;
    const place = panel.content.widgets.indexOf(cell);
    panel.content.activeCellIndex = place;
    if (cellsOf(panel).own[place]?.opens) await this.draw(firstOnScreen(panel));
    else await this.actions.runCells(panel.content, [cell], panel.sessionContext);
  }

  showChoices() {
    const word = this.isTeachers ? "Page" : "Lesson";
    this.bar.showChoices(this.view.alone, document.body.dataset.jpThemeLight === "false", word);
  }

  /** Draw the cards, and end where the reader was, or where the work goes on. @param {{place: number, offset: number}} [was] */
  async draw(was) {
    const { panel, bar } = this;
    panel.node.dataset.lesson = "opening";
    clearTimeout(this.soon);
    bar.say("");
    this.saySoon();
    markOwnCells(panel);
    bar.showHandIn(cellsOf(panel).own.some((cell) => cell !== null && cell.methods.includes("hand_in")));
    clearOldCards(panel);
    const drawn = runOwnCells(panel, this.actions).catch(() => false);
    if (was) await hold(panel, was, drawn);
    const isDrawn = await drawn;
    clearTimeout(this.soon);
    bar.say(isDrawn ? "" : NOT_DRAWN, !isDrawn);
    if (isDrawn && !was) await this.toFirstOpen();
    bar.showPlace(headings(panel));
    panel.node.dataset.lesson = isDrawn ? "ready" : "failed";
  }

  /** The first time the page stays at its top. */
  async toFirstOpen() {
    const { panel } = this;
    const { own } = cellsOf(panel);
    const open = new Set(this.progress ? this.progress.open : []);
    const asked = own.flatMap((cell) => (cell ? cell.asks : []));
    const first = own.findIndex((cell) => cell !== null && cell.asks.some((id) => open.has(id)));
    if (first < 0 || asked.every((id) => open.has(id))) {
      scroller(panel).scrollTop = 0;
      return;
    }
    panel.content.activeCellIndex = first;
    await hold(panel, { place: first, offset: 12 });
  }

  /** @param {ProgressState} state */
  showProgress(state) {
    const isFirst = this.progress === null;
    this.progress = state;
    const asked = cellsOf(this.panel).own.flatMap((cell) => (cell ? cell.asks : []));
    const done = asked.filter((id) => !state.open.includes(id)).length;
    const { previous, next } = this.near;
    this.bar.showCourse({ done, of: asked.length, previous: previous ? previous.title : "", next: next ? next.title : "" });
    if (this.wasDone >= 0 && this.wasDone < asked.length && done === asked.length) this.celebrate(done);
    this.wasDone = done;
    if (isFirst) this.findNear();
  }

  /** A quiet moment: a line in the bar, for as long as one needs to read it. @param {number} done */
  celebrate(done) {
    this.bar.say(`All ${done} answered. Well read!`);
    setTimeout(() => this.bar.say(""), MOMENT);
  }

  /** Which lessons are before and after this one; a student may have only some of them. */
  async findNear() {
    if (!this.progress) return;
    const { folder, stem } = fileOf(this.panel);
    const at = this.progress.parts.findIndex((part) => part.name === stem);
    const there = async (/** @type {{name: string, title: string} | undefined} */ part) => {
      if (at < 0 || !part || !/^[\w-]+$/.test(part.name)) return undefined;
      const path = `${folder}${part.name}.ipynb`;
      return this.app.serviceManager.contents.get(path, { content: false }).then(() => part, () => undefined);
    };
    this.near = { previous: await there(this.progress.parts[at - 1]), next: await there(this.progress.parts[at + 1]) };
    this.showProgress(this.progress);
  }

  /** Open another lesson in the place of this one; its Python ends, so that there is one at a time.
   * @param {{name: string} | undefined} part */
  async goTo(part) {
    if (!part) return;
    const { panel, app } = this;
    const path = `${fileOf(panel).folder}${part.name}.ipynb`;
    if (panel.context.model.dirty) await panel.context.save();
    await app.commands.execute("docmanager:open", { path });
    const session = panel.sessionContext;
    await session.shutdown().catch(() => undefined);
    panel.dispose();
  }

  /** The page stays where the reader is, however it looks afterwards. @param {() => void} change */
  keepPlace(change) {
    const was = firstOnScreen(this.panel);
    change();
    hold(this.panel, was);
  }

  toHandIn() {
    const { panel } = this;
    const { own } = cellsOf(panel);
    const place = own.findIndex((cell) => cell !== null && cell.methods.includes("hand_in"));
    if (place < 0) return;
    panel.content.activeCellIndex = place;
    hold(panel, { place, offset: 12 }).then(() => {
      const field = panel.content.widgets[place].node.querySelector(".crn-card :is(input, button)");
      if (field) field.focus();
    });
  }

  changeTheme() {
    const isDark = document.body.dataset.jpThemeLight === "false";
    this.app.commands.execute("apputils:change-theme", { theme: isDark ? LIGHT : DARK });
  }

  async startAgain() {
    const session = this.panel.sessionContext;
    const kernel = session.session && session.session.kernel;
    if (kernel && kernel.status !== "dead") await this.draw(firstOnScreen(this.panel));
    else if (kernel) await session.restartKernel();
    else await session.startKernel();
  }
}

/** The plugin that JupyterLab starts. @param {{notebook: any, widgets: any, here: URL}} given */
export function makePlugin({ notebook, widgets, here }) {
  return {
    id: "close-reading:lesson",
    description: "Opens lessons ready to work",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    activate: (/** @type {any} */ app, /** @type {any} */ tracker) => {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("lesson.css", here).href }));
      changeTextSize(0);
      /** @type {Map<any, OpenLesson | null>} */
      const lessons = new Map();
      const others = (/** @type {string} */ path) => [...lessons.values()].find((one) => one?.panel.context.path === path) || undefined;
      const view = new LessonView(app, (panel) => lessons.has(panel));
      const open = async (/** @type {any} */ panel) => {
        await panel.context.ready;
        const { isLesson, isTeachers } = cellsOf(panel);
        if (panel.isDisposed || !(isLesson || isTeachers)) return;
        lessons.set(panel, null);
        panel.node.dataset.lesson = "opening";
        panel.disposed.connect(() => lessons.delete(panel));
        saveWithoutCards(panel.context.model);
        markOwnCells(panel);
        clearOldCards(panel);
        const before = sourcesOf(panel);
        const lesson = new OpenLesson(app, panel, view, { notebook, widgets }, others);
        lessons.set(panel, lesson);
        view.onChange(() => lesson.showChoices());
        await app.restored;
        view.update();
        // What JupyterLab had open in other tabs waits until it is looked at.
        await shown(panel, app.shell);
        lesson.saySoon();
        await panel.sessionContext.ready;
        await lesson.draw();
        // Nothing of the student's has changed, so there is nothing to save, and no question on closing.
        if (sourcesOf(panel) === before) panel.context.model.dirty = false;
        lesson.keepDrawn();
      };
      tracker.widgetAdded.connect((/** @type {any} */ _, /** @type {any} */ panel) => open(panel));
      tracker.forEach(open);
    },
  };
}

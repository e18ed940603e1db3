// The lesson alone in the window, or the whole of JupyterLab around it: a reader's choice, remembered in this browser.

const CHOICE = "close-reading-view";

/** What this browser remembers; a private window may remember nothing. @param {string} name */
export function remembered(name) {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    window.localStorage.setItem(name, value);
  } catch {
    // The choice then holds for this page.
  }
}

/** What is around a widget on the way up to the shell, but not on that way. @param {any} widget @param {any} shell */
function around(widget, shell) {
  const found = [];
  for (let inner = widget; inner && inner !== shell && inner.parent; inner = inner.parent) {
    for (const child of inner.parent.children()) if (child !== inner) found.push(child);
  }
  return found;
}

/** Shows lessons alone, and anything else as JupyterLab does. */
export class LessonView {
  /** @param {any} app JupyterLab's @param {(panel: any) => boolean} isLesson */
  constructor(app, isLesson) {
    this.shell = app.shell;
    this.isLesson = isLesson;
    this.alone = remembered(CHOICE) !== "notebook";
    /** @type {any[]} */
    this.hidden = [];
    this.isOn = false;
    /** @type {(() => void)[]} */
    this.listeners = [];
    // JupyterLab's own key for the file browser would show it beside a lesson.
    document.body.addEventListener("keydown", (event) => {
      if (this.isOn && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "b") event.stopPropagation();
    });
    if (this.shell.currentChanged) this.shell.currentChanged.connect(() => this.update());
  }

  /** @param {() => void} listener called after a choice */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /** @param {boolean} alone */
  choose(alone) {
    this.alone = alone;
    remember(CHOICE, alone ? "lesson" : "notebook");
    this.update();
    for (const listener of this.listeners) listener();
  }

  /** Make the window fit what is in it now. */
  update() {
    const panel = this.shell.currentWidget;
    const on = Boolean(panel && this.alone && this.isLesson(panel));
    if (panel && this.isLesson(panel)) this.dress(panel, on);
    if (on === this.isOn) return;
    this.isOn = on;
    if (on) this.enter(panel);
    else this.leave();
  }

  /** @param {any} panel @param {boolean} on */
  dress(panel, on) {
    panel.toggleClass("crl-lesson", on);
    panel.toolbar.setHidden(on);
  }

  /** @param {any} panel */
  enter(panel) {
    if ("mode" in this.shell) this.shell.mode = "single-document";
    const dock = panel.parent || panel;
    this.hidden = around(dock, this.shell).filter((widget) => !widget.isHidden);
    for (const widget of this.hidden) widget.hide();
  }

  leave() {
    for (const widget of this.hidden) if (!widget.isDisposed) widget.show();
    this.hidden = [];
    if ("mode" in this.shell) this.shell.mode = "multiple-document";
  }
}

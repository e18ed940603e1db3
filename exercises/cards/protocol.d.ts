// What Python and the cards say to each other: {question, state} come from Python, a message goes to it.
// Types alone. They are checked by the tests; no browser gets them.

/** A card in the notebook, as anywidget hands it over. */
interface Model {
  get(name: "question" | "state" | "file" | "module" | "code" | "text"): any;
  on(event: string, hear: (message?: any) => void): void;
  off(event: string, hear: (message?: any) => void): void;
  send(message: Message | MarkingMessage | HandInMessage | DeskMessage | ReviewMessage, callbacks?: undefined, buffers?: DataView[]): void;
  widget_manager: { get_model(id: string): Promise<{ get(name: "holds"): any }> };
}

/** What the cards of a page share, besides their code. */
interface SharedText {
  paragraphs?: Paragraph[];
}

/** What a button asks of Python. Python's reply is a state with another `reply` number, even where all else is the same. */
type Message =
  | { do: "check"; answer: unknown; drafts: [string, number][] }
  | { do: "draft"; draft: DraftData; drafts: [string, number][] }
  | { do: "try"; answer: unknown; number: number }
  | { do: "my_reading"; whole: boolean }
  | { do: "undraft"; drafts: [string, number][] }
  | { do: "hint" | "worked" | "download" };

/** What a teacher asks for; `at` names the answer that is on screen. */
type MarkingWish =
  | { do: "save"; level: number | null; comment: string; shown: number[] }
  | { do: "points"; points: string; reason: string; shown: number[] }
  | { do: "go" | "split"; to: number }
  | { do: "read"; count: number }
  | { do: "level-check"; level: number | null }
  | { do: "together" | "checks"; on: boolean }
  | { do: "skip" | "back" | "undo" | "no-check" | "samples" };
type MarkingMessage = MarkingWish & { at: number };

/** What is typed and not checked: by which tab, when, after how many checks. Python's file keeps it. */
interface DraftData {
  by: string;
  at: number;
  after: number;
  answer: any;
}

/** Besides its states Python sends the file that "download" asked for, and which conditions a text meets that is being written. */
interface OtherMessage {
  file?: { name: string; text: string };
  written?: Extra;
  number?: number;
}

interface SavedFile {
  name: string;
  text: string;
  holds: string;
  title?: string;
}

// The article ---------------------------------------------------------------------------------------------------------

/** start, end (in code points of the article), text, the gap after it, and the number of its sentence */
type TokenRow = [number, number, string, string, number];

interface Paragraph {
  n: number;
  tokens: TokenRow[];
  /** the title of the text that it belongs to, where an article holds several */
  section?: string;
}

interface Span {
  start: number;
  end: number;
  label: string;
}

type Glossary = Record<string, { word: string; says: string }>;

// A question, without its key -----------------------------------------------------------------------------------------

interface CardQuestion {
  id: string;
  kind: string;
  standing: string;
  standing_text: string;
  prompt: string;
  points: number;
  minutes: number;
  assessed: boolean;
  saves_only: boolean;
  where: string;
  paragraphs: Paragraph[];
  glossary: Glossary;
  /** the card after this one; "" after the last */
  next: string;
  /** whether Python checks the text while it is written */
  live: boolean;
  /** the folder of answers, by a name that tells nothing of it */
  place: string;
}

interface Choice {
  id: string;
  text: string;
}

interface ChoiceQuestion extends CardQuestion {
  options: Choice[];
}

interface ChoicesQuestion extends CardQuestion {
  options: Choice[];
}

interface MatchQuestion extends CardQuestion {
  items: Choice[];
  columns: MatchColumn[];
}

interface MatchColumn {
  id: string;
  text: string;
  labels: Choice[];
}

interface OrderQuestion extends CardQuestion {
  items: Choice[];
}

interface NumberQuestion extends CardQuestion {
  unit: string;
}

interface PhraseQuestion extends CardQuestion {}

interface SpansQuestion extends CardQuestion {
  labels: Choice[];
}

interface EvidenceQuestion extends CardQuestion {
  options: Choice[];
  quotes: number;
}

interface RewriteQuestion extends CardQuestion {
  source: string;
  min_words: number;
  max_words: number;
  conditions: Condition[];
}

/** What a text is checked for. A gate earns nothing; "met" is there once it was checked. */
interface Condition {
  id: string;
  text: string;
  gate: boolean;
  met?: boolean;
}

interface ProbeQuestion extends CardQuestion {
  name: string;
  calls: string[];
}

interface ReflectionQuestion extends CardQuestion {
  min_words: number;
  conditions: Condition[];
}

// What the journal and the grading say of it --------------------------------------------------------------------------

interface CardState {
  answer: any;
  /** of this answer, the newest first */
  drafts: DraftData[];
  result: ResultData | null;
  hints: string[];
  hints_left: number;
  attempts: number;
  worked: Worked | null;
  can_show: boolean;
  saved: Saved;
  progress: { done: number; of: number };
  extra: Extra;
  reply: number;
}

interface ResultData {
  status: string;
  headline: string;
  sign: string;
  points: number | null;
  out_of: number;
  notices: NoticeData[];
  /** how each part of the answer fits, by the part's name: fits, partly, not yet */
  where: Record<string, string>;
  /** how much of it fits, in whole numbers; "" if it is not made of parts */
  count: string;
}

interface NoticeData {
  about: string;
  noticed: string;
  next: string;
}

interface Worked {
  answer: string;
  reason: string;
}

/** ok is null before the first answer */
interface Saved {
  ok: boolean | null;
  text: string;
}

interface Extra {
  diff?: ["out" | "in" | "same", string][];
  conditions?: Condition[];
  met?: number;
  asked?: number;
  rows?: CallRow[];
}

interface CallRow {
  call: string;
  gave?: unknown;
  expected?: unknown;
  ok?: boolean | null;
}

interface ProgressState {
  done: number;
  of: number;
  points: number;
  out_of: number;
  waiting: number;
  /** the ids of what has no answer so far */
  open: string[];
  parts: { name: string; title: string; done: number; of: number }[];
  saved: string;
  end?: PartEnd;
}

/** the end of a part; open questions by their numbers */
interface PartEnd {
  part: string;
  title: string;
  can_do: string[];
  found: string[];
  open: number[];
  of: number;
}

// Other cards ---------------------------------------------------------------------------------------------------------

interface ArticleQuestion {
  kind: "article";
  title: string;
  note: string;
  paragraphs: number[];
  /** the titles of sections that are closed until a reader opens them */
  folded: string[];
  /** start and end of the words that are explained; the glossary has each by its start */
  glosses: [number, number][];
  glossary: Glossary;
}

interface HandInState {
  /** the class id, if it is remembered or known from the log-in */
  id: string;
  /** whether this is a class server, where handing in is a click */
  on_server: boolean;
  /** the questions of this notebook without an answer, and those with something typed that was not checked */
  open: string[];
  of: number;
  typed: string[];
  made: { name: string; where: string; holds: string; at: string; sent: boolean } | null;
  problem: string;
  /** other files with answers that are not here */
  found: { name: string; text: string }[];
  taken: string;
  not_taken: string;
  note: string;
  reply: number;
}

type HandInMessage =
  | { do: "hand_in"; id: string }
  | { do: "take_in"; data: string }
  | { do: "take_found"; name: string };

// The marking desk ----------------------------------------------------------------------------------------------------

interface MarkingQuestion {
  id: string;
  where: string;
  prompt: string;
  points: number;
  levels: { level: number; text: string; points: number }[];
  samples: string[];
  worked: string;
  source: string;
  paragraphs: Paragraph[];
  glossary: Glossary;
}

interface MarkedAnswer {
  at: number;
  title: string;
  answer: string;
  noticed: NoticeData[];
  kit_points: string;
  /** why a person should look at it; an answer that has a reason is flagged */
  reasons: string[];
  stale: string;
}

/** An answer next to one that says nearly the same: its words, each with whether the first one lacks them. */
interface LikeAnswer extends MarkedAnswer {
  parts: [string, boolean][];
  differs: string;
}

interface MarkingState extends MarkedAnswer {
  like: LikeAnswer[];
  /** all answers that are on screen: several may have the same words */
  shown: number[];
  together: boolean;
  /** whether answers to this question say nearly the same */
  grouped: boolean;
  /** an answer that is shown in place of the one to be marked */
  check: { text: string } | null;
  checks: boolean;
  samples_left: number;
  level: number | null;
  comment: string;
  by_hand: { points: number; reason: string } | null;
  /** what is said of an answer that was marked as read alone */
  read: string;
  /** how many answers to this question are neither flagged nor marked */
  to_read: number;
  marker: string;
  done: number;
  of: number;
  questions: { lesson: string; name: string; done: number; of: number; flagged: number; at: number; here: boolean }[];
  can_undo: boolean;
  file: string;
  said: string;
  problem: string;
  left_out: number;
  reply: number;
}

// The teacher's desk ---------------------------------------------------------------------------------------------------

/** What is chosen with it: hand-ins, a roster, a grading.toml. */
type Purpose = "handins" | "roster" | "policy";

type DeskWish =
  | { do: "browse"; purpose: Purpose; path?: string }
  | { do: "choose" | "paste"; purpose: Purpose; path: string }
  | { do: "forget"; purpose: Purpose }
  | { do: "upload"; name: string; drop: string; at: number; ends: boolean; last: boolean }
  | { do: "room"; name: string; run: number }
  | { do: "students"; run: number }
  | { do: "answers"; student: string }
  | { do: "override"; student: string; question: string; lesson: string; points: string; reason: string }
  | { do: "edition"; edition: "student" | "print" | "browser"; lesson: string; paper: string }
  | { do: "check_lesson"; lesson: string }
  | { do: "show"; path: string }
  | { do: "close" | "sample" | "keep" | "grade" | "stop" };
type DeskMessage = DeskWish & { fields: Record<string, string> };

interface DeskQuestion {
  home: string;
  /** the folder of the notebook */
  here: string;
  lessons: string[];
}

interface DeskEntry {
  name: string;
  path: string;
  kind: string;
  about: string;
}

/** A folder that is open, to choose something in it. */
interface DeskListing {
  purpose: Purpose;
  path: string;
  shown: string;
  up: string;
  takes_folder: boolean;
  places: { name: string; path: string }[];
  entries: DeskEntry[];
  note: string;
}

/** Work that takes a while; of is 0 where nobody knows how much it is. */
interface DeskWork {
  what: string;
  title: string;
  running: boolean;
  done: number;
  of: number;
  lines: string[];
  problem: string;
  stopped: boolean;
}

/** A file that was made: a page, a folder, or a file to download. */
interface DeskFile {
  name: string;
  about: string;
  path: string;
  kind: string;
}

interface DeskRun {
  title: string;
  said: string[];
  waiting: number;
  files: DeskFile[];
}

interface DeskAnswer {
  question: string;
  lesson: string;
  prompt: string;
  answer: string;
  points: number | null;
  out_of: number;
}

interface DeskState {
  chosen: Record<Purpose, { name: string; path: string; shown: string; about: string } | null>;
  fields: Record<string, string>;
  /** name and title of each */
  assignments: string[][];
  listing: DeskListing | null;
  work: DeskWork | null;
  runs: DeskRun[];
  /** the place of the run that the other notebooks show */
  run: number;
  overview: DeskFile[];
  /** where the tables go */
  grades: string;
  students: { id: string; name: string }[];
  student: string;
  answers: DeskAnswer[];
  made: Record<string, DeskFile[]>;
  /** by the section of the page */
  said: Record<string, string>;
  problems: Record<string, string>;
  reply: number;
}

// The browser edition -------------------------------------------------------------------------------------------------

/** Set by the browser edition: whether answers outlast this tab. */
declare var closeReading: { edition: string; lasting: boolean } | undefined;

/** Where JupyterLab looks for the extensions of a page. */
declare var _JUPYTERLAB: Record<string, unknown>;

// A teacher's own lesson -----------------------------------------------------------------------------------------------

type ReviewMessage =
  | { do: "draft"; name: string; text: string; title: string; outlet: string; date: string }
  | { do: "open"; name: string }
  | { do: "go" | "accept" | "delete"; id: string }
  | { do: "words"; id: string; words: string }
  | { do: "field"; id: string; field: string; value: string }
  | { do: "add"; layer: string; words: string; paragraph: number; value: string }
  | { do: "rest"; count: number }
  | { do: "question"; id: string; on: boolean; prompt: string }
  | { do: "undo" };

/** A draft annotation. */
interface ReviewItem {
  id: string;
  layer: string;
  heading: string;
  words: string;
  /** 0 where it has no place */
  paragraph: number;
  note: string;
  doubt: number;
  seen: boolean;
  fields: { name: string; asks: string; value: string; options: [string, string][] }[];
}

interface ReviewQuestion {
  id: string;
  prompt: string;
  standing: string;
  key: string;
  on: boolean;
  seen: boolean;
}

interface ReviewState {
  reply?: number;
  said: string;
  problem: string;
  lessons: string[];
  lesson: string;
  at: string;
  title: string;
  /** each piece of a paragraph with the ids of the drafts that it is part of */
  paragraphs: { n: number; pieces: [string, string[]][] }[];
  items: ReviewItem[];
  questions: ReviewQuestion[];
  left_out: [string, string][];
  waiting: number;
  voices: [string, string][];
}

// The size of a lesson's text, remembered in this browser. Cards and text grow alike.

import { remember, remembered } from "./view.js";

const CHOICE = "close-reading-text";
const PERCENT = [100, 112, 125, 140, 160, 180, 200];

/** @param {number} step one larger, one smaller, or 0 to show what is remembered */
export function changeTextSize(step) {
  const at = Math.max(0, PERCENT.indexOf(Number(remembered(CHOICE))));
  const percent = PERCENT[Math.min(PERCENT.length - 1, Math.max(0, at + step))];
  if (step) remember(CHOICE, String(percent));
  document.documentElement.style.setProperty("--crl-text", String(percent / 100));
  document.documentElement.classList.toggle("crl-sized", percent !== 100);
}

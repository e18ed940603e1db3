// Whether two JSON values are equal, regardless of the order of their fields.

/** @param {unknown} one @param {unknown} other */
function same(one, other) {
  return canonical(one) === canonical(other);
}

/** @param {unknown} value */
function canonical(value) {
  return JSON.stringify(value ?? null, (_, part) => {
    if (!part || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

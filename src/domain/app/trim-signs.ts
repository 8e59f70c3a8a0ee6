/**
 * A text without the signs at its end of which `sign` matches one. A pattern that ends in `+$` does the same, but
 * starts anew at every such sign inside of the text: its time grows with the square of a run.
 */
export function trimEndOf(text: string, sign: RegExp): string {
  let end = text.length
  while (end > 0 && sign.test(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

/** The same at both ends. */
export function trimSigns(text: string, atStart: RegExp, atEnd: RegExp): string {
  const start = Array.from(text).findIndex((sign) => !atStart.test(sign))
  return start < 0 ? '' : trimEndOf(Array.from(text).slice(start).join(''), atEnd)
}

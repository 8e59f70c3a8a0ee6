/** Words of a table, written apart by white space: in lower case and without accents, the form that `plain` gives. */
export function list(words: string): readonly string[] {
  return words.trim().split(/\s+/u)
}

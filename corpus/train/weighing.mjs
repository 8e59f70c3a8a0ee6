/** A rule of the grammar counts when so many texts have it. */
const minTexts = 25
/** How strongly weights are held near zero, and how many steps are gone (twelve gave the same figures). */
const hold = 3e-3
const steps = 8
const digits = 5

/**
 * How much each input counts for the chance that a text refuses: logistic regression by Newton's steps, over inputs of
 * one spread. Debatable rows do not count.
 *
 * @param {{ example: { row: object, reading: number }, inputs: Record<string, number> }[]} unseen texts with what a
 *   model found in them that had not seen them
 * @returns {Record<string, number>} a weight by the name of its input
 */
export function weighingOf(unseen) {
  const clear = unseen.filter(({ example }) => example.row.debatable !== true)
  const counts = new Map()
  for (const name of clear.flatMap(({ inputs }) => Object.keys(inputs))) counts.set(name, (counts.get(name) ?? 0) + 1)
  const names = [...counts]
    .filter(([name, count]) => name !== 'one' && count >= minTexts)
    .map(([name]) => name)
    .toSorted((a, b) => (a < b ? -1 : 1))
  const raw = clear.map(({ inputs }) => names.map((name) => inputs[name] ?? 0))
  const centres = names.map((_, at) => raw.reduce((sum, row) => sum + row[at], 0) / raw.length)
  const spreads = names.map(
    (_, at) => Math.sqrt(raw.reduce((sum, row) => sum + (row[at] - centres[at]) ** 2, 0) / raw.length) + 1e-9,
  )
  const rows = raw.map((row) => [1, ...row.map((value, at) => (value - centres[at]) / spreads[at])])
  const weights = fitted(
    rows,
    // The first two readings are refusals, of everything and with limits (linear-model.ts).
    clear.map(({ example: { reading } }) => (reading <= 1 ? 1 : 0)),
  )
  const scaled = names.map((_, at) => weights[at + 1] / spreads[at])
  const one = weights[0] - scaled.reduce((sum, weight, at) => sum + weight * centres[at], 0)
  return Object.fromEntries([['one', one], ...names.map((name, at) => [name, scaled[at]])].map(rounded))
}

/** Rounded, so that the last digit of a sum does not make another file. */
const rounded = ([name, weight]) => [name, Number(weight.toPrecision(digits))]

/**
 * Weights with which `rows` tell best which of `answers` (1 or 0) are 1.
 *
 * @param {number[][]} rows inputs of each text
 * @param {number[]} answers whether each text refuses
 * @returns {number[]} one weight for each input
 */
function fitted(rows, answers) {
  const size = rows[0].length
  const weights = Array.from({ length: size }, () => 0)
  const held = hold * rows.length
  for (let step = 0; step < steps; step++) {
    const slope = weights.map((weight) => held * weight)
    const bend = weights.map((_, at) => Float64Array.from(weights, (_one, other) => (at === other ? held : 0)))
    for (const [index, row] of rows.entries()) {
      const chance = 1 / (1 + Math.exp(-row.reduce((sum, value, at) => sum + value * weights[at], 0)))
      const spread = chance * (1 - chance) + 1e-6
      for (let at = 0; at < size; at++) {
        slope[at] += (chance - answers[index]) * row[at]
        const line = bend[at]
        const share = spread * row[at]
        for (let other = 0; other <= at; other++) line[other] += share * row[other]
      }
    }
    for (let at = 0; at < size; at++) for (let other = 0; other < at; other++) bend[other][at] = bend[at][other]
    const change = solved(bend, slope)
    for (let at = 0; at < size; at++) weights[at] -= change[at]
  }
  return weights
}

/** Solves `matrix` × x = `right` by elimination with the largest pivot first. */
function solved(matrix, right) {
  const rows = matrix.map((line, at) => [...line, right[at]])
  const size = rows.length
  for (let at = 0; at < size; at++) {
    let pivot = at
    for (let row = at + 1; row < size; row++) if (Math.abs(rows[row][at]) > Math.abs(rows[pivot][at])) pivot = row
    ;[rows[at], rows[pivot]] = [rows[pivot], rows[at]]
    for (let row = at + 1; row < size; row++) {
      const share = rows[row][at] / rows[at][at]
      if (share !== 0) for (let column = at; column <= size; column++) rows[row][column] -= share * rows[at][column]
    }
  }
  const result = Array.from({ length: size }, () => 0)
  for (let at = size - 1; at >= 0; at--) {
    let sum = rows[at][size]
    for (let column = at + 1; column < size; column++) sum -= rows[at][column] * result[column]
    result[at] = sum / rows[at][at]
  }
  return result
}

/** An input counts when so many texts have it, and an answer of a tree when so many texts come to it. */
const minTexts = 25
const minEnd = 20
/** How many trees, how much of its answer each gives, and how strongly answers are held near zero. */
const count = 120
const pace = 0.1
const hold = 2
/** So many numbers are tried as the bound of a question. */
const bounds = 31

/**
 * How the chance that a text refuses is put together from its inputs: small decision trees, each learned from what
 * those before it left open (gradient boosting). A chance of the model means one thing where the grammar found nothing
 * and another where it found a refusal, or in a text of many sentences; a sum of weights cannot say so. Debatable rows
 * do not count.
 *
 * @param {{ example: { row: object, reading: number }, inputs: Record<string, number> }[]} unseen texts with what a
 *   model found in them that had not seen them
 * @param {{ questions: number }} shape of a tree (src/domain/mailbox/reader/trees/sum-of-trees.ts)
 * @returns {{ inputs: string[], trees: string[] }} trees in the form of their file
 */
export function weighingOf(unseen, { questions }) {
  const clear = unseen.filter(({ example }) => example.row.debatable !== true)
  const inputs = namesIn(clear)
  const columns = inputs.map((name) => columnOf(clear.map((one) => one.inputs[name] ?? 0)))
  // The first two readings are refusals, of everything and with limits (linear-model.ts).
  const answers = clear.map(({ example: { reading } }) => (reading <= 1 ? 1 : 0))
  const sums = new Float64Array(clear.length)
  const trees = []
  for (let made = 0; made < count; made++) {
    const chances = sums.map((sum) => 1 / (1 + Math.exp(-sum)))
    const slopes = chances.map((chance, text) => answers[text] - chance)
    const bends = chances.map((chance) => chance * (1 - chance))
    const { numbers, ends } = treeOf({ columns, slopes, bends }, questions)
    for (const [text, end] of ends.entries()) sums[text] += numbers[2 * questions + end]
    trees.push(numbers.join(' '))
  }
  return { inputs, trees }
}

/** Names of the inputs that enough texts have, in a fixed order. */
function namesIn(texts) {
  const counts = new Map()
  for (const name of texts.flatMap(({ inputs }) => Object.keys(inputs))) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .filter(([name, texts]) => name !== 'one' && texts >= minTexts)
    .map(([name]) => name)
    .toSorted((a, b) => (a < b ? -1 : 1))
}

/** An input of all texts: bounds that part them into like shares, and between which of them each text lies. */
function columnOf(values) {
  const sorted = Float64Array.from(values).sort()
  const at = (share) => Number(sorted[Math.floor(share * sorted.length)].toPrecision(5))
  const cuts = [...new Set(Array.from({ length: bounds }, (_, index) => at((index + 1) / (bounds + 1))))]
  return { cuts, bins: Uint8Array.from(values, (value) => cuts.filter((cut) => value > cut).length) }
}

/** One tree, as the numbers of its file, and at which of its ends each text comes out. */
function treeOf(texts, questions) {
  const numbers = Array.from({ length: 3 * questions + 1 }, () => 0)
  const ends = new Uint8Array(texts.slopes.length)
  const grow = (place, indexes) => {
    if (place >= questions) {
      numbers[questions + place] = answerOf(texts, indexes)
      for (const index of indexes) ends[index] = place - questions
      return
    }
    // Where nothing more can be asked, both answers are the same.
    const { column, bin } = bestQuestion(texts, indexes) ?? { column: 0, bin: -1 }
    numbers[2 * place] = column
    numbers[2 * place + 1] = bin < 0 ? 0 : texts.columns[column].cuts[bin]
    const isMore = (index) => texts.columns[column].bins[index] > bin
    grow(2 * place + 1, bin < 0 ? indexes : indexes.filter((index) => !isMore(index)))
    grow(2 * place + 2, bin < 0 ? indexes : indexes.filter(isMore))
  }
  grow(
    0,
    Array.from(ends, (_, index) => index),
  )
  return { numbers, ends }
}

/** What an end of a tree adds, rounded so that the last digit of a sum does not make another file. */
function answerOf({ slopes, bends }, indexes) {
  let [slope, bend] = [0, hold]
  for (const index of indexes) {
    slope += slopes[index]
    bend += bends[index]
  }
  return Number(((pace * slope) / bend).toPrecision(4))
}

/** The question that parts these texts best; undefined where none does, or too few would be left. */
function bestQuestion({ columns, slopes, bends }, indexes) {
  if (indexes.length < 2 * minEnd) return undefined
  const value = (slope, bend) => (slope * slope) / (bend + hold)
  let best
  for (const [column, { cuts, bins }] of columns.entries()) {
    const [slope, bend, texts] = [0, 1, 2].map(() => new Float64Array(cuts.length + 1))
    for (const index of indexes) {
      const bin = bins[index]
      slope[bin] += slopes[index]
      bend[bin] += bends[index]
      texts[bin]++
    }
    const total = [slope, bend].map((one) => one.reduce((sum, each) => sum + each, 0))
    let [left, leftBend, leftTexts] = [0, 0, 0]
    for (let bin = 0; bin < cuts.length; bin++) {
      left += slope[bin]
      leftBend += bend[bin]
      leftTexts += texts[bin]
      if (Math.min(leftTexts, indexes.length - leftTexts) < minEnd) continue
      const gain = value(left, leftBend) + value(total[0] - left, total[1] - leftBend) - value(total[0], total[1])
      if (gain > (best?.gain ?? 1e-6)) best = { column, bin, gain }
    }
  }
  return best
}

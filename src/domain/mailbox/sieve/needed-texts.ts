import { patternShape, wordEnd, wordStart, type Shape } from './read-pattern.ts'

/** Texts of which one must stand in whatever a pattern finds; a word's edge may be marked before and behind. */
type OneOf = readonly string[]

/** What a part of a pattern needs: all texts that it can be, when they are few, else sets of which one is needed. */
interface Needs {
  whole: OneOf | null
  sets: readonly OneOf[]
}

const maxJoined = 24
const maxTexts = 400
/** Of a longer text its beginning. */
const maxText = 7
/** So many sets of one alternative are looked for. */
export const maxSets = 2
/** A set that so often stands in a sentence spares nothing. */
const tooCommon = 0.5

/**
 * What the alternatives of a pattern need, each of them sets of texts: where one of each set stands, the alternative
 * may find something; a pattern of whose alternatives none may finds nothing. Null where an alternative needs nothing.
 */
export function neededTexts(pattern: RegExp): readonly (readonly OneOf[])[] | null {
  const needed = alternativesOf(patternShape(pattern)).map((shape) => {
    const useful = usefulSets(needsOf(shape)).filter(({ often }) => often < tooCommon)
    return useful.slice(0, maxSets).map(({ texts }) => [...new Set(texts.map(shortened))])
  })
  return needed.some((sets) => sets.length === 0) ? null : needed
}

/** The rarest first. */
const usefulSets = ({ whole, sets }: Needs): { texts: OneOf; often: number }[] =>
  (whole === null ? sets : [whole])
    .filter(isUseful)
    .map((texts) => ({ texts, often: howOften(texts) }))
    .toSorted((a, b) => a.often - b.often)

/** The alternatives of a pattern, with what stands before and behind all of them. */
function alternativesOf(shape: Shape): readonly Shape[] {
  if (shape.is === 'choice') return shape.of.flatMap(alternativesOf)
  if (shape.is !== 'row') return [shape]
  const at = shape.parts.findIndex(({ is }) => is === 'choice')
  const part = shape.parts[at]
  const isWhole = shape.parts.every((other, index) => index === at || other.is === 'texts')
  if (part === undefined || !isWhole) return [shape]
  return alternativesOf(part).map((one) => ({
    is: 'row',
    parts: shape.parts.toSpliced(at, 1, ...(one.is === 'row' ? one.parts : [one])),
  }))
}

function needsOf(shape: Shape): Needs {
  if (shape.is === 'texts') return { whole: shape.texts, sets: [] }
  if (shape.is === 'anything') return { whole: null, sets: [] }
  return shape.is === 'choice' ? needsOfChoice(shape.of.map(needsOf)) : needsOfRow(shape.parts.map(needsOf))
}

/** Of each alternative its rarest set: one text of all these is needed. */
function needsOfChoice(of: readonly Needs[]): Needs {
  const all = of.flatMap(({ whole }) => whole ?? [])
  if (of.every(({ whole }) => whole !== null) && all.length <= maxTexts) return { whole: [...new Set(all)], sets: [] }
  const rarest = of.map((one) => usefulSets(one)[0]?.texts)
  const needed = rarest.flatMap((set) => set ?? [])
  return { whole: null, sets: rarest.includes(undefined) || needed.length > maxTexts ? [] : [needed] }
}

/** Parts that stand side by side make longer texts while these are few. */
function needsOfRow(parts: readonly Needs[]): Needs {
  const sets: OneOf[] = []
  let open: OneOf = ['']
  let isWhole = true
  for (const part of parts) {
    if (part.whole !== null && open.length * part.whole.length <= maxJoined && open.every(isShort)) {
      const behind = part.whole
      open = open.flatMap((text) => behind.map((next) => joined(text, next)))
      continue
    }
    isWhole = false
    sets.push(open, ...part.sets)
    open = part.whole ?? ['']
  }
  return isWhole ? { whole: open, sets: [] } : { whole: null, sets: [...sets, open].filter(isUseful) }
}

const isShort = (text: string) => text.length <= 2 * maxText

/** The edge of a word stays marked only at the ends of a text. */
function joined(text: string, next: string): string {
  if (next === '') return text
  if (next === wordEnd) return text === '' || text === wordStart ? text : text.endsWith(wordEnd) ? text : text + wordEnd
  if (next === wordStart) return text === '' ? wordStart : text
  const before = text.endsWith(wordEnd) ? text.slice(0, -1) : text
  return before + (before !== '' && next.startsWith(wordStart) ? next.slice(1) : next)
}

/** Folded texts are of these signs: what else a pattern may hold is not looked for. */
const isUseful = (set: OneOf) => set.length > 0 && set.every((text) => /^⌊?[ -~]+⌋?$/u.test(text))

const shortened = (text: string) => (text.length > maxText ? text.slice(0, maxText) : text)

/** How often signs stand in a text, roughly, and how often they begin or end a word. */
const common: Readonly<Record<string, number>> = {
  ' ': 0.16,
  e: 0.13,
  ...Object.fromEntries(Array.from('anistro', (sign) => [sign, 0.065])),
  ...Object.fromEntries(Array.from('uldcm', (sign) => [sign, 0.035])),
  '@': 0.001,
}
const rare = 0.015
const atEdge = 0.3
const sentenceLength = 80

/** How often one of the texts stands in a sentence, roughly. */
function howOften(set: OneOf): number {
  let sum = 0
  for (const text of set) {
    let often = sentenceLength
    for (const sign of text) often *= sign === wordStart || sign === wordEnd ? atEdge : (common[sign] ?? rare)
    sum += often
  }
  return sum
}

import { RegExpParser, type AST } from '@eslint-community/regexpp'

/** What a place in a pattern leads to: true when the rest matches from there. */
type Rest = (at: number) => boolean
type Matcher = (at: number, rest: Rest) => boolean

/** So many steps are too many, whatever the text. */
export class TooManySteps extends Error {}

interface Run {
  text: string
  steps: number
  maxSteps: number
}

/**
 * Counts the steps of a backtracking engine that looks for a pattern from every place of a text: one for each part of
 * the pattern tried at one place. Steps are counted, not time, so that the answer is the same on every machine. Throws
 * TooManySteps over `maxSteps`.
 */
export function stepCounter(source: string, flags: string): (text: string, maxSteps: number) => number {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u') || flags.includes('v'),
    unicodeSets: flags.includes('v'),
  })
  const run: Run = { text: '', steps: 0, maxSteps: 0 }
  const match = alternativesOf(pattern.alternatives, { run, flags, forward: true })
  const isAnchored =
    pattern.alternatives.every(({ elements: [first] }) => first?.type === 'Assertion' && first.kind === 'start') &&
    !flags.includes('m')
  return (text, maxSteps) => {
    Object.assign(run, { text, steps: 0, maxSteps })
    // Every match is looked for, as `matchAll` and `replaceAll` do; a plain test stops earlier.
    for (let at = 0; at <= text.length; ) {
      let end = at
      const found = match(at, (place) => {
        end = place
        return true
      })
      if (isAnchored) break
      at = found && end > at ? end : at + 1
    }
    return run.steps
  }
}

interface Build {
  run: Run
  flags: string
  forward: boolean
}

function step(run: Run): void {
  run.steps += 1
  if (run.steps > run.maxSteps) throw new TooManySteps()
}

function alternativesOf(alternatives: readonly AST.Alternative[], build: Build): Matcher {
  const all = alternatives.map(({ elements }) => sequenceOf(elements, build))
  return all.length === 1 && all[0] !== undefined ? all[0] : (at, rest) => all.some((one) => one(at, rest))
}

function sequenceOf(elements: readonly AST.Element[], build: Build): Matcher {
  const parts = elements.map((element) => matcherOf(element, build))
  const ordered = build.forward ? parts : parts.toReversed()
  return ordered.reduceRight<Matcher>(
    (next, part) => (at, rest) => part(at, (place) => next(place, rest)),
    (at, rest) => rest(at),
  )
}

function matcherOf(element: AST.Element, build: Build): Matcher {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return alternativesOf(element.alternatives, build)
    case 'Assertion':
      return assertionOf(element, build)
    case 'Quantifier':
      return quantifierOf(element, build)
    // What it repeats is taken for one sign: the patterns here repeat single words only.
    case 'Backreference':
      return (at, rest) => {
        step(build.run)
        return rest(at)
      }
    default:
      return signOf(element.raw, build)
  }
}

const signs = new Map<string, RegExp>()

/** One sign of the text, judged by the engine itself. */
function signOf(raw: string, { run, flags, forward }: Build): Matcher {
  const key = `${raw}/${flags}`
  const own = signs.get(key) ?? new RegExp(`^(?:${raw})$`, flags.replace(/[gymd]/gu, ''))
  signs.set(key, own)
  const known = new Map<string, boolean>()
  return (at, rest) => {
    step(run)
    const sign = run.text[forward ? at : at - 1]
    if (sign === undefined) return false
    let fits = known.get(sign)
    if (fits === undefined) known.set(sign, (fits = own.test(sign)))
    return fits && rest(forward ? at + 1 : at - 1)
  }
}

function assertionOf(element: AST.Assertion, build: Build): Matcher {
  const { run } = build
  if (element.kind === 'lookahead' || element.kind === 'lookbehind') {
    const inner = alternativesOf(element.alternatives, { ...build, forward: element.kind === 'lookahead' })
    return (at, rest) => {
      step(run)
      return inner(at, () => true) !== element.negate && rest(at)
    }
  }
  const isWord = (sign: string | undefined) => sign !== undefined && /\w/u.test(sign)
  const isBreak = (sign: string | undefined) => sign === undefined || (build.flags.includes('m') && sign === '\n')
  return (at, rest) => {
    step(run)
    const holds =
      element.kind === 'start'
        ? isBreak(run.text[at - 1])
        : element.kind === 'end'
          ? isBreak(run.text[at])
          : (isWord(run.text[at - 1]) !== isWord(run.text[at])) !== (element.kind === 'word' && element.negate)
    return holds && rest(at)
  }
}

/** As many signs as fit, then fewer: without a call inside a call for each. */
function runOf(one: Matcher, min: number, max: number, way: 1 | -1): Matcher {
  return (at, rest) => {
    let count = 0
    while (count < max && one(at + way * count, () => true)) count += 1
    for (; count >= min; count -= 1) if (rest(at + way * count)) return true
    return false
  }
}

function quantifierOf({ element, min, max, greedy }: AST.Quantifier, build: Build): Matcher {
  const one = matcherOf(element, build)
  const isSign = element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass'
  if (isSign && greedy) return runOf(one, min, max, build.forward ? 1 : -1)
  const from =
    (count: number): Matcher =>
    (at, rest) => {
      const more = () =>
        count < max && one(at, (place) => (place !== at || count < min) && from(count + 1)(place, rest))
      if (count < min) return more()
      return greedy ? more() || rest(at) : rest(at) || more()
    }
  return from(0)
}

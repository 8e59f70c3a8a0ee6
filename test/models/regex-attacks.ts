import { RegExpParser, type AST } from '@eslint-community/regexpp'

/** A text that repeats something, made from the pattern it is meant to keep busy. */
export interface Attack {
  before: string
  pump: string
  after: string
}

/** Of a list of words that repeats, each word is tried: one that is two others together is what backtracks. */
const maxWays = 60
/** Two in turn are tried of short lists only: of long ones they are too many. */
const maxPaired = 6

/** Signs of which no pattern of ours asks for anything. */
const nothing = '\u2603'

/**
 * Texts that keep a backtracking engine busy with a pattern: runs of each sign it names, what stands inside of each
 * repetition over and over (each way of it, and two ways in turn), and its beginning over and over, each followed by a
 * sign that fits nowhere.
 */
export function attacksOn(source: string, flags: string): Attack[] {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u') || flags.includes('v'),
    unicodeSets: flags.includes('v'),
  })
  const found = new Map<string, Attack>()
  const add = (before: string, pump: string, after = nothing) => {
    if (pump !== '') found.set(JSON.stringify([before, pump, after]), { before, pump, after })
  }
  /** What repeats after `before`: each way of it, behind it and with it, and two ways in turn. */
  const repeat = (before: string, ways: readonly string[]) => {
    for (const way of ways) {
      add(before, way)
      add(before, `${before}${way}`)
      add('', `${before}${way}`)
    }
    if (ways.length > maxPaired) return
    for (const way of ways) for (const other of ways) if (other !== way) add(before, way + other)
  }
  const visit = (alternatives: readonly AST.Alternative[], lead: string) => {
    for (const { elements } of alternatives) {
      let before = lead
      for (const element of elements) {
        if (element.type === 'Quantifier') {
          const ways = waysOf(element.element)
          if (element.max > 8) repeat(before, ways)
          if ('alternatives' in element.element) visit(element.element.alternatives, before)
          before += waysOf(element.element)[0]?.repeat(Math.min(element.min, 3)) ?? ''
        } else {
          if ('alternatives' in element && element.type !== 'Assertion') visit(element.alternatives, before)
          before += waysOf(element)[0] ?? ''
        }
        if (before.length > 200) break
      }
    }
  }
  visit(pattern.alternatives, '')
  return [...found.values()].filter(({ pump }) => pump.length <= 120)
}

/** Some texts that a part of a pattern matches, the shortest of each way. */
function waysOf(element: AST.Element): string[] {
  switch (element.type) {
    case 'Character':
      return [String.fromCodePoint(element.value)]
    case 'CharacterSet':
      return samplesOf(element.raw)
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return samplesOf(element.raw)
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives
        .slice(0, maxWays)
        .map(({ elements }) => elements.map((one) => waysOf(one)[0] ?? '').join(''))
        .filter((way) => way !== '')
    case 'Quantifier':
      return waysOf(element.element)
        .slice(0, 3)
        .map((way) => way.repeat(Math.max(1, Math.min(element.min, 3))))
    default:
      return []
  }
}

const candidates = [
  'a',
  '\n',
  ' ',
  '0',
  '.',
  ',',
  '-',
  '_',
  '\n',
  '\t',
  '<',
  '"',
  "'",
  '/',
  '\\',
  ':',
  '@',
  '*',
  '>',
  '(',
  ']',
  '{',
  'é',
  'Z',
  '\u00a0',
  '&',
  '=',
  '%',
  '+',
]

const samples = new Map<string, string[]>()
function samplesOf(raw: string): string[] {
  const known = samples.get(raw)
  if (known !== undefined) return known
  const own = new RegExp(`^(?:${raw})$`, 'u')
  const fitting = candidates.filter((sign) => own.test(sign)).slice(0, 3)
  samples.set(raw, fitting)
  return fitting
}

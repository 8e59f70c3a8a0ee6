import { beforeAll, describe, expect, it } from 'vitest'
import { attacksOn, type Attack } from './regex-attacks.ts'
import { stepCounter, TooManySteps } from './regex-steps.ts'
import { madePatternPlaces, madePatterns, writtenPatterns, type SourcePattern } from './source-patterns.ts'

/**
 * Text of strangers must cost time in proportion to its length. Each pattern gets texts made to keep it busy, and the
 * steps that a backtracking engine takes over them are counted: a text twice as long may cost about twice as many.
 * Patterns that only ever read short pieces (a sentence, a title) may cost more per sign, but never more than
 * `maxSteps` for the longest piece.
 */
const pieces: readonly { files: string; maxLength: number; cutBy: string }[] = [
  { files: 'src/domain/mailbox/tables/', maxLength: 600, cutBy: 'read-sentences.ts maxSentence, own-words.ts maxMark' },
  { files: 'src/domain/forms/tables/form-words.ts', maxLength: 1_500, cutBy: 'domain/forms/flat.ts maxSentenceLength' },
  { files: 'src/domain/notices/tables/notice-words.ts', maxLength: 1_500, cutBy: 'notice-check.ts maxSentence' },
  { files: 'src/domain/titles/', maxLength: 300, cutBy: 'job-function.ts maxTitle' },
]
const maxSteps = 4_000_000
const maxGrowth = 2.6

/**
 * Files that make patterns in functions, not of tables as they are loaded: each puts a word of our own into a pattern
 * that is linear for any word.
 */
const madeInFunctions: Readonly<Record<string, readonly string[]>> = {
  'src/http/app/stream-upload.ts': ['^content-disposition:[^\\r\\n]*;\\s*name="([^"\\r\\n]*)"'],
  'src/operations/spreadsheets/read-xml.ts': ['(?:^|[\\s:])name\\s*=\\s*(?:"([^"]*)"|\'([^\']*)\')'],
  'src/operations/forms/drawn-forms.ts': ['["\']?name["\']?\\s*:\\s*["\']?([\\w-]+)'],
  'src/store/backup/journal-files.ts': ['^lawbase-series-\\d{4}-\\d{2}-\\d{2}\\.jsonl$'],
  'src/domain/mailbox/text/visible-text.ts': ['\\sname\\s*=\\s*(?:"([^"]*)"|\'([^\']*)\'|([^\\s>]+))'],
}

let patterns: SourcePattern[] = []
beforeAll(async () => {
  const made = Object.entries(madeInFunctions).flatMap(([at, sources]) =>
    sources.map((source) => ({ source, flags: 'imu', at })),
  )
  const all = [...writtenPatterns(), ...(await madePatterns('src/domain')), ...made]
  patterns = [...new Map(all.map((pattern) => [`${pattern.source}/${pattern.flags}`, pattern])).values()]
}, 60_000)

const textOf = ({ before, pump, after }: Attack, length: number) =>
  before + pump.repeat(Math.max(1, Math.floor((length - before.length) / pump.length))) + after

function stepsOf(count: ReturnType<typeof stepCounter>, attack: Attack, length: number, most: number): number {
  try {
    return count(textOf(attack, length), most)
  } catch (error) {
    if (error instanceof TooManySteps) return Infinity
    throw new Error(`Not counted: ${JSON.stringify([attack, length])}`, { cause: error })
  }
}

/** Whether short texts tell that the whole costs far less than the most: by how it grew, and four times that. */
function isCheapFor(count: ReturnType<typeof stepCounter>, attack: Attack, length: number): boolean {
  const [eighth, quarter] = [8, 4].map((part) => stepsOf(count, attack, length / part, maxSteps)) as [number, number]
  return quarter * Math.max(2, quarter / eighth) ** 2 * 4 < maxSteps
}

/** The text with which a pattern costs too much, or null. */
function tooCostly({ source, flags, at }: SourcePattern): { at: string; source: string; attack: Attack } | null {
  const count = stepCounter(source, flags)
  const piece = pieces.find(({ files }) => at.includes(files))
  const attack = attacksOn(source, flags).find((one) => {
    if (piece !== undefined)
      return isCheapFor(count, one, piece.maxLength)
        ? false
        : stepsOf(count, one, piece.maxLength, maxSteps) === Infinity
    const budget = 40 * 400 * 400
    const growth = (length: number) => {
      const once = stepsOf(count, one, length, budget)
      return once === Infinity ? Infinity : stepsOf(count, one, 2 * length, 2 * budget) / once
    }
    const soon = growth(400)
    // Over short texts a bounded repetition looks like an endless one.
    return soon === Infinity || (soon > maxGrowth && growth(700) > maxGrowth)
  })
  return attack === undefined ? null : { at, source: source.slice(0, 200), attack }
}

describe('patterns that read texts of strangers', () => {
  it('are all known: written in the sources, made of tables, or listed here', () => {
    expect(madePatternPlaces()).toEqual(
      [
        'src/domain/forms/policy.ts',
        'src/domain/mailbox/text/read-sentences.ts',
        'src/domain/mailbox/someone-else.ts',
        'src/domain/mailbox/tables/common.ts',
        'src/domain/mailbox/tables/hand-over.ts',
        'src/domain/mailbox/tables/machines.ts',
        'src/domain/mailbox/tables/phrase.ts',
        'src/domain/contacts/sole-trader.ts',
        'src/domain/forms/tables/form-words.ts',
        'src/domain/titles/title-reading.ts',
        ...Object.keys(madeInFunctions),
      ].toSorted(),
    )
    expect(patterns.length).toBeGreaterThan(1_000)
  })

  it('cost no more than the text is long', () => {
    expect(patterns.flatMap((pattern) => tooCostly(pattern) ?? [])).toEqual([])
  }, 600_000)

  it.each([
    ['blanks and signs at each line', '^[-_*\\s]*(?:forwarded message)$', 'imu'],
    ['the end of a run', '=+$', 'u'],
    ['blanks around a sign', '\\s*-\\s*', 'u'],
    ['commas read in endlessly many ways', 'a(?:\\s*,\\s*)+b', 'u'],
    ['one word or two', 'no (?:of these |of |these )*mails', 'u'],
    ['a late word of a long list that is two others', 'no (?:a |b |c |d |e |f |of |these |of these )*mails', 'u'],
    ['from a word to another', 'keep[^.]*days', 'u'],
  ])('are found where they do: %s', (_name, source, flags) => {
    expect(tooCostly({ source, flags, at: 'src/x.ts' })).toMatchObject({ source })
  })
})

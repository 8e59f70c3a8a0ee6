import { describe, expect, it } from 'vitest'
import { ownTexts } from '../../../corpus/score/corpus.mjs'
import { mailOfRow } from '../../../corpus/score/mail-of-row.mjs'
import { sieveOf } from '../../../src/domain/mailbox/sieve/sieve.ts'
import * as common from '../../../src/domain/mailbox/tables/common.ts'
import * as machines from '../../../src/domain/mailbox/tables/machines.ts'
import { otherRefusals } from '../../../src/domain/mailbox/tables/other-languages.ts'
import * as scopeWords from '../../../src/domain/mailbox/tables/scope-words.ts'
import { bodiesOf } from '../../../src/domain/mailbox/text/bodies.ts'
import { fold } from '../../../src/domain/mailbox/text/fold.ts'
import { languageTables } from '../../../src/domain/mailbox/text/read-sentences.ts'
import { drawer, textsOf } from './texts-of-pattern.ts'

/** All patterns of the tables that read folded text. */
const patterns = [
  ...languageTables.flatMap(({ phrases, contrary, topics }) => [
    ...phrases.map(({ pattern }) => pattern),
    ...contrary,
    topics,
  ]),
  ...[...Object.values(common), ...Object.values(machines), ...Object.values(scopeWords).flat(2)].filter(
    (one) => one instanceof RegExp && one.flags === 'u',
  ),
  otherRefusals.pattern,
] as RegExp[]
const sieve = sieveOf(patterns)

/** The patterns that find something in a text which the sieve says it does not hold. */
const passedOver = (text: string) => {
  const may = sieve.mayHold(text)
  return patterns
    .filter((pattern, at) => !may.includes(at) && pattern.test(text))
    .map(({ source }) => ({ text, source }))
}

/** How many texts are drawn of each pattern. */
const drawn = 40

describe('the sieve before the patterns', () => {
  it('passes over nothing that a pattern finds in texts made of the patterns', () => {
    const draw = drawer(1)
    const words = ['', 'x ', 'no, ', 'les ', 'ab']
    const texts = patterns.flatMap((pattern) => {
      const make = textsOf(pattern, draw)
      return Array.from({ length: drawn }, () => `${words[draw(words.length)] ?? ''}${make()}${words[draw(5)] ?? ''}`)
    })
    const own = texts.filter((text, at) => patterns[Math.floor(at / drawn)]?.test(text) === true)
    expect(own.length).toBeGreaterThan(texts.length / 3)
    expect(texts.flatMap(passedOver)).toEqual([])
  }, 120_000)

  it('passes over nothing that a pattern finds in texts of the corpus, and spares most of the work', () => {
    const rows = ownTexts('messages').learned.filter((_row, at) => at % 25 === 0)
    const sentences = rows.flatMap((row) => bodiesOf(mailOfRow(row)).flatMap((body) => body.sentences)).map(fold)
    expect(sentences.length).toBeGreaterThan(1_000)
    expect(sentences.flatMap(passedOver)).toEqual([])
    const tried = sentences.reduce((sum, text) => sum + sieve.mayHold(text).length, 0)
    expect(tried / sentences.length / patterns.length).toBeLessThan(0.1)
  }, 120_000)
})

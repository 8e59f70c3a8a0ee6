import { describe, expect, it } from 'vitest'
import { ownTexts } from '../../../corpus/score/corpus.mjs'
import { mailOfRow } from '../../../corpus/score/mail-of-row.mjs'
import { signsOfLimits } from '../../../src/domain/mailbox/reader/scope.ts'
import { bodiesOf } from '../../../src/domain/mailbox/text/bodies.ts'
import { fold, seenText } from '../../../src/domain/mailbox/text/fold.ts'
import { languageTables, readSentences } from '../../../src/domain/mailbox/text/read-sentences.ts'
import { drawer } from './texts-of-pattern.ts'

const texts = ownTexts('messages')
  .learned.filter((_row, at) => at % 20 === 0)
  .flatMap((row) => bodiesOf(mailOfRow(row)).map(({ sentences }) => sentences))

/** Each step of folding, whether a text needs it or not. */
function foldedByEachStep(text: string): string {
  return seenText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/œ/gu, 'oe')
    .replace(/æ/gu, 'ae')
    .replace(/ß/gu, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ı/gu, 'i')
    .replace(/ł/gu, 'l')
    .replace(/ø/gu, 'o')
    .replace(/đ/gu, 'd')
    .replace(/[’‘ʼ´`′＇]/gu, "'")
    .replace(/(?<![\p{L}\d])\p{L}(?:[ .\-*_]\p{L}){3,}(?![\p{L}\d])/gu, (run) => run.replace(/[ .\-*_]/gu, ''))
    .replace(/[a-z0-9]+/gu, (word) =>
      /^[a-z]+[013][a-z]+$/u.test(word) ? word.replace(/0/gu, 'o').replace(/1/gu, 'i').replace(/3/gu, 'e') : word,
    )
    .replace(/([a-z])\1{2,}/gu, '$1')
    .replace(/n't\b/gu, 'nt')
    .replace(/'(ll|ve|re|m|s|d)\b/gu, '$1')
    .replace(/'/gu, ' ')
    .replace(/\be ?[-‐‑] ?mail/gu, 'email')
    .replace(/(?<=[\p{L}\d])[-‐‑_](?=[\p{L}\d])/gu, ' ')
    .replace(/[*_~#|]+/gu, ' ')
    .replace(/[ \f\v]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .trim()
}

describe('what is done only where a text needs it', () => {
  const signs = Array.from("aàbdeÉlmnrstTœæß013 ..--__**~#|'’‘´`‐–«»…€½ª²\t\n\f\v\r\u00a0\u00ad\u200b\u0301ﬁ😡ñ")
  const draw = drawer(3)
  const drawn = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 2 + draw(14) }, () => signs[draw(signs.length)] ?? '').join(''),
  )

  it.each([
    ['of the corpus', texts.flat()],
    ['drawn sign by sign', drawn],
    ['drawn letter by letter', drawn.map((text) => text.replace(/[^a-z013 .'-]/gu, ''))],
  ])('gives the same folded texts as all steps, %s', (_which, all) => {
    expect(all.filter((text) => fold(text) !== foldedByEachStep(text))).toEqual([])
  })

  it('finds the same limits in sentences one by one as in the whole', () => {
    expect(texts.length).toBeGreaterThan(300)
    expect(texts.map(signsOfLimits)).toEqual(texts.map((sentences) => signsOfLimits([sentences.join('\n')])))
  })

  it('knows each command and each bare refusal of the tables, also among other words', () => {
    const rulesIn = (text: string) => readSentences([text]).map(({ reason }) => reason.rule)
    const unknown = languageTables.flatMap(({ commands, doubts }) => [
      ...[...commands].filter((text) => !rulesIn(text).includes('command')),
      ...[...commands].filter((text) => text.length < 50 && !rulesIn(`foo, ${text}`).includes('clause-command')),
      // What folding makes shorter is never met.
      ...[...doubts].filter(
        (text) => fold(text) === text && !rulesIn(text).some((rule) => rule === 'bare-refusal' || rule === 'command'),
      ),
    ])
    expect(unknown).toEqual([])
  })
})

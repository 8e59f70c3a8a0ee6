import { describe, expect, it } from 'vitest'
import type { Classification, ProposedScope, MailVerdict } from '../text/parsed-mail.ts'
import { readings, type Chances } from './linear-model.ts'
import { weigh } from './weigh.ts'

const bounds = { none: 0.1, sure: 0.8, keep: 0.6 }
const said = (verdicts: readonly MailVerdict[], rule = 'some-rule'): Classification => ({
  verdicts,
  confidence: 0.9,
  reasons: verdicts[0] === 'none' ? [] : [{ rule, language: 'fr', phrase: 'words' }],
  bounce: null,
  about: [],
  scope: null,
  newContact: null,
  foreign: null,
})
const chances = (more: Partial<Chances>): Chances => {
  const rest = 1 - Object.values(more).reduce((sum, chance) => sum + chance, 0)
  return {
    ...(Object.fromEntries(readings.map((one) => [one, 0])) as Record<(typeof readings)[number], number>),
    other: rest,
    ...more,
  }
}
const read = (first: Classification, more: Partial<Chances>, keepsChannel = false, alone = 0) => {
  const { verdicts, scope, reasons } = weigh(first, chances(more), bounds, {
    isShort: false,
    words: 'the sentence',
    scope: () => ({ kind: 'channel', channels: ['phone'] }),
    keepsChannel: () => keepsChannel,
    sentence: alone,
  })
  return { verdicts, scope, rule: reasons[0]?.rule ?? null }
}
const phone: ProposedScope = { kind: 'channel', channels: ['phone'] }

describe('two stages of reading', () => {
  it.each<[string, ReturnType<typeof read>, ReturnType<typeof read>]>([
    [
      'an objection of both stands',
      read(said(['objection']), { refusal: 0.9 }),
      { verdicts: ['objection'], scope: null, rule: 'some-rule' },
    ],
    [
      'one that the reader doubts is a person’s',
      read(said(['objection']), { refusal: 0.5 }),
      { verdicts: ['unsure'], scope: null, rule: 'reader-doubts' },
    ],
    [
      'one that the reader denies is never nothing',
      read(said(['objection']), { refusal: 0.001 }),
      { verdicts: ['unsure'], scope: null, rule: 'reader-doubts' },
    ],
    [
      'a right beside it stays',
      read(said(['objection', 'erasure']), { refusal: 0.2 }),
      { verdicts: ['unsure', 'erasure'], scope: null, rule: 'reader-doubts' },
    ],
    [
      'our own link needs no second opinion',
      read(said(['objection'], 'token'), { refusal: 0.001 }),
      { verdicts: ['objection'], scope: null, rule: 'token' },
    ],
    [
      'limits are proposed to a person',
      read(said(['objection']), { refusal: 0.5, limited: 0.3 }),
      { verdicts: ['unsure'], scope: phone, rule: 'reader-limited' },
    ],
    [
      'so are those that one channel for another shows',
      read(said(['objection']), { refusal: 0.95 }, true),
      { verdicts: ['unsure'], scope: phone, rule: 'reader-limited' },
    ],
    [
      'what no phrase speaks of is an objection when the reader is sure',
      read(said(['none']), { refusal: 0.85 }),
      { verdicts: ['objection'], scope: null, rule: 'reader-sure' },
    ],
    [
      'else a person’s',
      read(said(['none']), { refusal: 0.4 }),
      { verdicts: ['unsure'], scope: null, rule: 'reader-refusal' },
    ],
    [
      'and nothing only where it reads something else',
      read(said(['none']), { refusal: 0.05 }),
      { verdicts: ['none'], scope: null, rule: null },
    ],
    [
      'what nobody understands is a person’s',
      read(said(['none']), { unclear: 0.7 }),
      { verdicts: ['unsure'], scope: null, rule: 'reader-unclear' },
    ],
    [
      'a doubt becomes an objection',
      read(said(['unsure']), { refusal: 0.95 }),
      { verdicts: ['objection'], scope: null, rule: 'reader-sure' },
    ],
    [
      'but not while one sentence refuses alone',
      read(said(['unsure']), { refusal: 0.05 }, false, 0.95),
      { verdicts: ['unsure'], scope: null, rule: 'some-rule' },
    ],
    [
      'nor is that nothing behind thanks',
      read(said(['none']), { refusal: 0.05 }, false, 0.95),
      { verdicts: ['unsure'], scope: null, rule: 'reader-refusal' },
    ],
    [
      'a right stays asked where the refusal is none',
      read(said(['unsure', 'access']), { refusal: 0.05 }),
      { verdicts: ['access'], scope: null, rule: 'reader-harmless' },
    ],
    [
      'or nothing',
      read(said(['unsure']), { refusal: 0.05 }),
      { verdicts: ['none'], scope: null, rule: 'reader-harmless' },
    ],
    [
      'but not a bare refusal',
      read(said(['unsure'], 'bare-refusal'), { refusal: 0.01 }),
      { verdicts: ['unsure'], scope: null, rule: 'bare-refusal' },
    ],
    [
      'nor a text that cannot be read',
      read(said(['unsure'], 'foreign'), { refusal: 0.01 }),
      { verdicts: ['unsure'], scope: null, rule: 'foreign' },
    ],
    [
      'a machine’s answer stays one',
      read(said(['auto-reply']), { refusal: 0.3 }),
      { verdicts: ['auto-reply'], scope: null, rule: 'some-rule' },
    ],
    [
      'unless its text refuses',
      read(said(['auto-reply']), { refusal: 0.7 }),
      { verdicts: ['unsure'], scope: null, rule: 'reader-refusal' },
    ],
    [
      'a bounce is one',
      read(said(['bounce']), { refusal: 0.99 }),
      { verdicts: ['bounce'], scope: null, rule: 'some-rule' },
    ],
    [
      'whom it is for stays a question',
      read(said(['someone-else']), { refusal: 0.99 }),
      { verdicts: ['someone-else'], scope: null, rule: 'some-rule' },
    ],
  ])('%s', (_name, got, wanted) => {
    expect(got).toEqual(wanted)
  })
})

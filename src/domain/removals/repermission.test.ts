import { describe, expect, it } from 'vitest'
import { noticeLanguageCodes } from '../notices/tables/notice-words.ts'
import { askTexts, checkAsk, fillAsk } from './tables/repermission-texts.ts'
import { mayAsk, type AskFacts } from './repermission.ts'
import { addDays, addMonths } from '../app/day.ts'

const today = '2026-11-26'
const anne: AskFacts = {
  termOn: addDays(today, 45),
  verdict: 'ALLOW',
  clockState: 'running',
  countries: ['FR'],
  noticeState: 'SENT',
  relation: 'none',
  objected: false,
  pending: false,
  held: false,
  inPlan: false,
  keptByLaw: false,
  maybe: false,
  ownAddress: true,
  undeliverable: false,
  asked: false,
  language: 'fr',
}
const ask = (facts: Partial<AskFacts>, on = today, assumedStarts = false) =>
  mayAsk({ ...anne, ...facts }, on, { assumedStarts })

describe('the one question before the term', () => {
  it.each([
    [29, 'too-late'],
    [30, null],
    [31, null],
    [59, null],
    [60, null],
    [61, 'too-early'],
    [0, 'too-late'],
    [-5, 'too-late'],
  ])('%i days before it: %s', (days, reason) => expect(ask({ termOn: addDays(today, days) })).toBe(reason))

  it.each<[string, Partial<AskFacts>, string | null]>([
    ['goes to whoever may be mailed', {}, null],
    ['only where the verdict is ALLOW, not with a notice', { verdict: 'ALLOW_NOTICE' }, 'not-allowed'],
    ['never where consent is needed', { verdict: 'NEED_CONSENT' }, 'not-allowed'],
    ['never to Italy', { countries: ['IT'] }, 'country'],
    ['never to the Netherlands', { countries: ['NL'] }, 'country'],
    ['never to Austria', { countries: ['AT'] }, 'country'],
    ['never where one of two countries is one of them', { countries: ['FR', 'AT'] }, 'country'],
    ['never where the country is not known', { countries: [] }, 'country'],
    ['nor where it is none', { countries: ['ZZ'] }, 'country'],
    ['never to objectors, whatever the verdict says', { objected: true }, 'objected'],
    ['never where the notice came back', { noticeState: 'FAILED' }, 'notice'],
    ['never twice', { asked: true }, 'asked'],
    ['never to somebody on hold', { held: true }, 'held'],
    ['nor in a plan', { inPlan: true }, 'in-plan'],
    ['nor under a legal hold', { keptByLaw: true }, 'legal-hold'],
    ['nor while something they wrote waits', { pending: true }, 'pending'],
    ['never by a blind clock', { clockState: 'blind' }, 'blind'],
    ['never to customers', { relation: 'customer' }, 'customer'],
    ['nor during a negotiation', { relation: 'open-deal' }, 'customer'],
    ['never where another contact holds the address', { maybe: true }, 'maybe'],
    ['nor to a shared mailbox', { ownAddress: false }, 'address'],
    ['nor where mail comes back', { undeliverable: true }, 'undeliverable'],
    ['never in a language they may not read', { language: null }, 'language'],
    ['not where the start is only assumed and such people stay', { clockState: 'assumed' }, 'assumed'],
  ])('%s', (_name, facts, reason) => expect(ask(facts)).toBe(reason))

  it('goes to people with an assumed start where those are removed', () =>
    expect(ask({ clockState: 'assumed' }, today, true)).toBe(null))

  it.each([
    ['a term on 29 February', addMonths(new Date('2025-02-28T23:30:00Z'), 36), '2027-12-30', 60, null],
    ['an act on 29 February ends on the 28th', addMonths(new Date('2024-02-29T10:00:00Z'), 36), '2026-12-30', 60, null],
    ['the same a day earlier', addMonths(new Date('2024-02-29T10:00:00Z'), 36), '2026-12-29', 61, 'too-early'],
    ['the end of a long month', addMonths(new Date('2024-01-31T10:00:00Z'), 37), '2027-01-29', 30, null],
  ])('counts calendar days: %s', (_name, termOn, on, days, reason) => {
    expect(ask({ termOn }, on)).toBe(reason)
    expect(addDays(on, days)).toBe(termOn)
  })
})

describe('the text of the question', () => {
  const values = {
    controller: 'Exemple Industries',
    contact: 'dpo@exemple.example.test',
    privacy: 'https://exemple.example.test/vie-privee',
    term: '10 January 2027',
    answer: 'https://stop.exemple.example.test/stay/x',
    address: 'a••••@exemple.example.test',
    until: '10 January 2027',
    sentence: 'I agree.',
  }
  it.each(noticeLanguageCodes)('makes every point in %s and leaves no field open', (language) => {
    expect(checkAsk(language).filter(({ found }) => found === null)).toEqual([])
    const open = Object.values(askTexts[language]).flatMap((text) => fillAsk(text, values).match(/\{[^}]*\}/gu) ?? [])
    expect(open).toEqual(['{url}', '{stop}'])
  })

  it.each(noticeLanguageCodes)('misses exactly the point that is taken out, in %s', (language) => {
    const { body, yes } = askTexts[language]
    const fields = ['controller', 'answer', 'term', 'contact', 'privacy'] as const
    const withoutField = fields.map((id) => [id, { yes, body: body.replaceAll(`{${id}}`, '…') }] as const)
    const sentence = (id: string) => checkAsk(language).find((point) => point.id === id)?.found ?? ''
    const without = [
      ...withoutField,
      ['stop', { yes, body: body.replace(sentence('stop'), '') }] as const,
      ['yesController', { body, yes: yes.replace('{controller}', '…') }] as const,
      [
        'channel',
        { body, yes: yes.replace(/ (?:par e-mail|by e-mail|per E-Mail|por correo electrónico|per e-mail)/u, '') },
      ] as const,
      ['withdraw', { body, yes: yes.replace(sentence('withdraw'), '') }] as const,
    ]
    for (const [id, text] of without)
      expect(checkAsk(language, text).filter(({ found }) => found === null)).toEqual([{ id, found: null }])
    expect(without.map(([id]) => id)).toEqual(checkAsk(language).map(({ id }) => id))
  })
})

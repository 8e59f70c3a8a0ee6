import { describe, expect, it } from 'vitest'
import { noticeLanguageCodes, type NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import type { AbsentAccessLetter } from '../../../operations/evidence/answer-absent-access.ts'
import type { ErasureLetter } from '../../../operations/removals/erasure/erasure-letter.ts'
import type { PaperContent } from '../paper/pdf-paper.ts'
import { absentAccessContent } from './absent-access-pdf.ts'
import { erasureLetterContent } from './erasure-letter-pdf.ts'
import { letterWords } from './letter-words.ts'

const company = { name: 'Exemple Industries', contact: 'contact@exemple.example.test', privacyUrl: 'https://x.test' }
const sender = { controller: company, dpo: 'Ada Byron, +33 1 99 00 12 34', authority: 'CNIL, cnil.fr' }
const issuedAt = new Date('2026-11-25T09:00:00Z')

const erasure = {
  ...sender,
  request: {
    number: 'ER-2026-7',
    planId: 'a plan',
    looked: null,
    kept: '',
    keptUntil: null,
    receivedOn: '2026-11-03',
    finishedAt: new Date('2026-11-20T09:00:00Z'),
    refused: 1,
    decidedBy: 'dpo@exemple.example.test',
  },
  systems: [
    {
      name: 'HubSpot',
      records: 8,
      removed: 6,
      anonymised: 1,
      inBin: 2,
      inBinUntil: '2026-12-09T09:00:00.000Z',
      refused: 2,
      firstReadBackAt: null,
      lastReadBackAt: null,
      seen: [],
      remains: { en: 'Analytics remain.', fr: 'Des statistiques restent.' },
      related: [
        {
          kind: 'emails',
          deleted: 4,
          inBin: 0,
          along: 0,
          kept: [{ why: 'shared', count: 1 }],
          refused: [],
          unread: null,
          countedAt: '2026-11-19T09:00:00.000Z',
        },
      ],
    },
  ],
  notStopped: ['Brevo'],
  told: [{ label: 'Prospecta', sentAt: new Date('2026-11-06T09:00:00Z') }],
  issuedAt,
} as unknown as ErasureLetter

const absent = {
  ...sender,
  request: { number: 'AC-2026-3', receivedOn: '2026-11-03' },
  looked: {
    by: ['email', 'phone'],
    systems: [{ name: 'HubSpot', readAt: '2026-11-24T09:00:00.000Z', wholeAt: null }],
    tools: ['Brevo'],
    sameName: 2,
    removedOn: '2026-10-02',
    stoppedSince: '2026-10-04T09:00:00.000Z',
    own: { objections: 1, consents: 2, notices: 0, messages: 3 },
  },
  issuedAt,
} as unknown as AbsentAccessLetter

/** Every text of a letter, in order. */
function linesOf(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  if (Array.isArray(part)) return part.flatMap(linesOf)
  if (part === null || typeof part !== 'object') return []
  const { text, ul, table } = part as { text?: unknown; ul?: unknown; table?: { body: unknown } }
  return [text, ul, table?.body].flatMap(linesOf)
}
const read = (content: readonly PaperContent[]) => linesOf(content).join('\n')
const words = (language: NoticeLanguage) => ({
  ...letterWords(language, 'Europe/Paris'),
  say: (detail: string) => detail,
})
const court: Readonly<Record<NoticeLanguage, RegExp>> = {
  fr: /tribunal/u,
  en: /court/u,
  de: /Gericht/u,
  es: /tribunales/u,
  it: /giudice/u,
  nl: /rechter/u,
}

describe('letters to people, in each language (GDPR art. 12(1), (4))', () => {
  it.each(noticeLanguageCodes)('say of an erasure what became of it, in %s', (language) => {
    const text = read(erasureLetterContent(erasure, words(language)))
    const { f, t } = words(language)
    const facts = [
      'Exemple Industries',
      'contact@exemple.example.test',
      'ER-2026-7',
      f.date(issuedAt),
      f.day('2026-11-03'),
      f.date(new Date('2026-11-20T09:00:00Z')),
      'HubSpot',
      t.erasure.letter.erased(3),
      t.erasure.letter.anonymised(1),
      t.erasure.letter.binned(2, f.date(new Date('2026-12-09T09:00:00Z'))),
      t.erasure.letter.notYet(2),
      t.related.kinds.emails,
      t.related.why.shared,
      'Brevo',
      `Prospecta, ${t.erasure.letter.recipientLine('', f.date(new Date('2026-11-06T09:00:00Z'))).slice(2)}`,
      t.erasure.letter.rest,
      'Ada Byron, +33 1 99 00 12 34',
      'CNIL, cnil.fr',
    ]
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([])
    expect(text).toMatch(court[language])
    expect(text).not.toContain('[[')
  })

  it.each(noticeLanguageCodes)('say to someone in no system where nothing was found, in %s', (language) => {
    const text = read(absentAccessContent(absent, words(language)))
    const { f, t } = words(language)
    const l = t.absentAccess.letter
    const facts = [
      'AC-2026-3',
      f.day('2026-11-03'),
      f.dateTime(new Date('2026-11-24T09:00:00Z')),
      t.absentAccess.never,
      l.tools('Brevo'),
      l.sameName(2),
      l.nothing,
      f.day('2026-10-02'),
      f.date(new Date('2026-10-04T09:00:00Z')),
      t.absentAccess.messages(3),
      l.request,
      'Ada Byron, +33 1 99 00 12 34',
      'CNIL, cnil.fr',
    ]
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([])
    expect(text).toMatch(court[language])
  })

  it.each(noticeLanguageCodes)('hold no sentence of another language, in %s', (language) => {
    const own = read(absentAccessContent(absent, words(language))).split('\n')
    const shared = noticeLanguageCodes
      .filter((other) => other !== language)
      .flatMap((other) => read(absentAccessContent(absent, words(other))).split('\n'))
    expect(own.filter((line) => line.split(' ').length > 6 && shared.includes(line))).toEqual([])
  })

  it.each(noticeLanguageCodes)('leave a gap for a company and an authority that nobody named, in %s', (language) => {
    const nobody = { controller: null, dpo: 'none', authority: ' ' }
    const text = read(erasureLetterContent({ ...erasure, ...nobody }, words(language)))
    expect([...text.matchAll(/\[\[[^\]]+\]\]/gu)].length).toBeGreaterThanOrEqual(4)
    expect(text).not.toContain('none')
  })

  it('send the person to the company where the register says that it has no officer', () => {
    const text = read(absentAccessContent({ ...absent, dpo: 'Aucun.' }, words('fr')))
    expect([text.includes('Aucun.'), text.includes('écrivez à contact@exemple.example.test')]).toEqual([false, true])
  })
})

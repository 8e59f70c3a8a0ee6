import { describe, expect, it } from 'vitest'
import { unanswered } from '../evidence/assessment.ts'
import { assessmentQuestions } from '../evidence/tables/assessment-questions.ts'
import { officerOf } from '../notices/officer.ts'
import { frenchText } from '../app/french-text.ts'
import { checkNotice } from '../notices/notice-check.ts'
import {
  noticeKinds,
  noticeLanguageCodes,
  type NoticeKind,
  type NoticeLanguage,
} from '../notices/tables/notice-words.ts'
import { partsOf, type TextPart } from './tables/text-table.ts'
import type { TextFacts } from './text-facts.ts'
import { textTables, writeAssessment, writeText } from './write-text.ts'

const facts: TextFacts = {
  controller: {
    name: 'Exemple Industries',
    contact: 'contact@exemple.example.test',
    privacyUrl: 'https://exemple.example.test/vie-privee',
  },
  dpo: 'Ada Byron, dpo@exemple.example.test',
  authority: 'CNIL, cnil.fr',
  offers: [
    { name: 'ERP', isAssessed: true },
    { name: 'CRM', isAssessed: true },
  ],
  recipients: [
    { name: 'HubSpot', legalName: 'HubSpot Ireland Ltd.', country: 'IE', safeguard: null },
    { name: 'Brevo', legalName: null, country: 'FR', safeguard: null },
  ],
  toolsStated: true,
  months: 36,
  sources: [
    { name: 'Prospecta', isPublic: false },
    { name: 'Sirene', isPublic: true },
  ],
}
const abroad: TextFacts = {
  ...facts,
  recipients: [
    { name: 'HubSpot', legalName: null, country: 'US', safeguard: 'Clauses contractuelles types' },
    { name: 'Salesforce', legalName: null, country: 'US', safeguard: 'EU-US Data Privacy Framework' },
  ],
}
const every = noticeKinds.flatMap((kind) => noticeLanguageCodes.map((language) => [kind, language] as const))

function check(kind: NoticeKind, language: NoticeLanguage, text: string, known: TextFacts = facts) {
  const { points, gaps, faults, unknownFields, complete } = checkNotice(text, language, known.controller, {
    dpo: known.dpo === 'none' ? null : known.dpo,
    sources: known.sources.map(({ name }) => name),
    kind,
  })
  return {
    missing: points.filter(({ found }) => found === null).map(({ id }) => id),
    gaps,
    faults,
    unknownFields,
    complete,
  }
}

/** Which point a part of a text makes; the others are no points of their own. */
const pointOf: Readonly<Partial<Record<TextPart, string | undefined>>> = {
  ...Object.fromEntries(
    Object.values(partsOf)
      .flat()
      .map((part) => [part, part]),
  ),
  controllerForm: 'controller',
  controllerPrivacy: 'controller',
  purposesForm: 'purposes',
  sourcePrivacy: 'source',
  objectionWrite: 'objection',
  titlePrivacy: undefined,
  rights: undefined,
  consent: undefined,
}

/** The text without one of its parts. */
function without(kind: NoticeKind, language: NoticeLanguage, part: TextPart, known: TextFacts): string {
  const parts = textTables[language].parts as Record<TextPart, string>
  const whole = parts[part]
  parts[part] = ''
  try {
    return writeText(kind, language, known)
  } finally {
    parts[part] = whole
  }
}

describe('texts that inform (docs/reference/law.md#d)', () => {
  it.each(every)('are complete once the company is known: %s in %s', (kind, language) => {
    const complete = { missing: [], gaps: [], faults: [], unknownFields: [], complete: true }
    for (const known of [facts, abroad])
      expect(check(kind, language, writeText(kind, language, known), known)).toEqual(complete)
  })

  it.each(every)('miss exactly the point that is taken out: %s in %s', (kind, language) => {
    const points = partsOf[kind].filter((part): part is TextPart => part !== '' && pointOf[part] !== undefined)
    for (const known of [facts, abroad])
      expect(
        points.map(
          (part) => `${part}: ${check(kind, language, without(kind, language, part, known), known).missing.join()}`,
        ),
      ).toEqual(points.map((part) => `${part}: ${pointOf[part]}`))
    expect(points.length).toBe({ notice: 21, form: 19, privacy: 20 }[kind])
  })

  it.each(every)('leave a gap, refused by name, for what nobody said: %s in %s', (kind, language) => {
    const unknown: TextFacts = {
      controller: null,
      dpo: null,
      authority: '',
      offers: [],
      recipients: [],
      toolsStated: false,
      months: 36,
      sources: [],
    }
    const { gaps, missing, complete } = check(kind, language, writeText(kind, language, unknown), unknown)
    const asked = textTables[language].gaps
    expect([complete, gaps.toSorted()]).toEqual([
      false,
      [
        asked.name,
        asked.address,
        asked.dpo,
        asked.offers,
        asked.tools,
        asked.authority,
        ...(kind === 'privacy' ? [] : [asked.page]),
        ...(kind === 'form' ? [] : [asked.sources]),
      ].toSorted(),
    ])
    expect(missing).toEqual(
      expect.arrayContaining(['controller', 'contact', 'purposes', 'recipients', 'transfers', 'complaint']),
    )
  })

  it.each(noticeLanguageCodes)('name each fact of the register that is not there, in %s', (language) => {
    const { gaps } = textTables[language]
    const set = (text: string) => (language === 'fr' ? frenchText(text) : text)
    const half: TextFacts = {
      ...facts,
      offers: [{ name: 'ERP', isAssessed: false }],
      recipients: [
        { name: 'HubSpot', legalName: null, country: 'US', safeguard: 'notre accord avec eux' },
        { name: 'Brevo', legalName: null, country: 'FR', safeguard: null },
      ],
      sources: [{ name: 'Annuaire Sud', isPublic: null }],
    }
    expect(check('notice', language, writeText('notice', language, half), half)).toMatchObject({
      missing: ['basis', 'transfers', 'public'],
      gaps: [
        gaps.assessment.replace('{list}', 'ERP'),
        set(gaps.isPublic.replace('{list}', 'Annuaire Sud')),
        gaps.safeguard.replace('{list}', 'HubSpot'),
      ],
      complete: false,
    })
  })

  it('say nothing of an officer where the register says that there is none', () => {
    const none = { ...facts, dpo: officerOf('Aucun.') }
    expect(writeText('notice', 'fr', none)).not.toContain('Délégué')
    expect(check('notice', 'fr', writeText('notice', 'fr', none), none)).toMatchObject({ missing: [], complete: true })
  })

  it('are set as French is, with quotes of each language', () => {
    const french = writeText('privacy', 'fr', abroad)
    expect(french).toContain('nos offres «\u00A0ERP\u00A0» et «\u00A0CRM\u00A0»,')
    expect(french).toMatch(/HubSpot, États-Unis \(clauses contractuelles types de la Commission européenne\)/u)
    expect(french).not.toMatch(/ [:;?!»]|« /u)
    expect(writeText('notice', 'de', facts)).toContain('„ERP“ und „CRM“')
    expect(writeText('form', 'nl', facts)).toContain('‘ERP’ en ‘CRM’')
  })
})

describe('answers of a balance of interests (docs/reference/law.md#h6)', () => {
  const complete = (answers: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(answers).map(([question, text]) => [question, text.replace(/\[\[.*?\]\]/gu, 'what we weighed')]),
    )

  it.each(noticeLanguageCodes)('leave to the company what only it can weigh, in %s', (language) => {
    const answers = writeAssessment(language, 'ERP', facts)
    expect(unanswered(answers, {})).toEqual(['interest', 'necessity', 'expectations', 'impact'])
    expect(unanswered(complete(answers), {})).toEqual([])
    expect(answers.data).toContain('Prospecta')
    expect(answers.data).toContain('36')
    expect(answers.interest).toContain('ERP')
  })

  it.each(noticeLanguageCodes)('miss exactly the question whose answer is taken out, in %s', (language) => {
    const answers = complete(writeAssessment(language, 'ERP', facts))
    expect(assessmentQuestions.map((question) => unanswered({ ...answers, [question]: '' }, {}))).toEqual(
      assessmentQuestions.map((question) => [question]),
    )
  })

  it.each(noticeLanguageCodes)('do not make up sources that nobody named, in %s', (language) => {
    expect(writeAssessment(language, 'ERP', { ...facts, sources: [] }).data).toContain(
      `[[${textTables[language].gaps.sources}]]`,
    )
  })
})

describe('names as companies have them', () => {
  it.each([
    'Dr. Oetker & Söhne KG',
    'Dupont S.A. Holding',
    "L'Exemple SAS",
    'Messe Köln e. V.',
    'Yahoo! Exemple',
    'Prix $& $$ Exemple',
    'A ; B Exemple',
  ])('are written as they are and found again: %s', (name) => {
    const named: TextFacts = {
      ...facts,
      controller: { ...facts.controller, name } as TextFacts['controller'],
      sources: [{ name: `Annuaire de l'industrie ${name}`, isPublic: true }],
    }
    const wrong = every.flatMap(([kind, language]) => {
      const text = writeText(kind, language, named)
      const { missing, gaps, faults } = check(kind, language, text, named)
      const isThere = kind === 'notice' || text.includes(name)
      return isThere && missing.length + gaps.length + faults.length === 0 ? [] : [[kind, language, missing, gaps]]
    })
    expect(wrong).toEqual([])
  })
})

it.each([
  'no standard contractual clauses yet',
  'inadequate; nothing signed',
  'clauses types prévues',
  'Standardvertragsklauseln fehlen noch',
  'pas de décision d’adéquation',
])('a safeguard that may be missing is a gap, not a promise: %s', (safeguard) => {
  const unsafe = { ...facts, recipients: [{ name: 'HubSpot', legalName: null, country: 'US', safeguard }] }
  for (const [kind, language] of every)
    expect(check(kind, language, writeText(kind, language, unsafe), unsafe).gaps, `${kind} ${language}`).not.toEqual([])
})

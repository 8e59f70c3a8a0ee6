import { describe, expect, it } from 'vitest'
import { answerId, givenAt, readAnswer, type Answer, type AnswerFault } from './questionnaire-answer.ts'
import {
  contentHash,
  contentOf,
  formFaults,
  QuestionnaireForm,
  sameCompany,
  Slug,
  type FormFault,
} from './questionnaire.ts'
import { boxIds, boxRows, type BoxId } from './tables/consent-boxes.ts'

const company = 'Exemple Industries'
const form = (more: Partial<QuestionnaireForm> = {}): QuestionnaireForm => ({
  event: 'Salon Exemple 2026',
  languages: ['fr', 'en'],
  title: { fr: 'Bonjour', en: 'Hello' },
  subject: { fr: 'nos téléphones de chantier', en: 'our site phones' },
  fields: {
    firstName: 'required',
    lastName: 'required',
    company: 'optional',
    jobTitle: 'off',
    country: 'off',
    phone: 'optional',
  },
  boxes: [{ id: 'prospecting-email', text: { fr: '', en: '' } }],
  signature: false,
  numberCountry: 'FR',
  ...more,
})
const context = {
  controller: {
    name: company,
    contact: 'dpo@exemple.example.test',
    privacyUrl: 'https://exemple.example.test/vie-privee',
  },
  months: 36,
  system: 'HubSpot',
}
const own = (id: BoxId, fr: string) => form({ languages: ['fr'], boxes: [{ id, text: { fr, en: '' } }] })

describe('the words of a box', () => {
  it.each<[string, BoxId, string, Pick<FormFault, 'fault'>[]]>([
    ['one channel and the company', 'prospecting-email', 'J’accepte les e-mails d’Exemple Industries.', []],
    ['the company in other letters', 'prospecting-email', 'Oui aux courriels d’EXEMPLE INDUSTRIES', []],
    [
      'the offer, which may speak of phones',
      'prospecting-email',
      'J’accepte les e-mails d’Exemple Industries sur nos téléphones de chantier.',
      [],
    ],
    [
      'a letter of news, which is a mail',
      'prospecting-email',
      'Je veux la lettre d’information d’Exemple Industries.',
      [],
    ],
    [
      'a machine that calls',
      'prospecting-robocall',
      'J’accepte les appels automatiques d’Exemple Industries au téléphone.',
      [],
    ],
    [
      'mails and calls',
      'prospecting-email',
      'J’accepte les e-mails et les appels d’Exemple Industries.',
      [{ fault: 'two-subjects' }],
    ],
    [
      'mails and texts',
      'prospecting-sms',
      'Exemple Industries peut m’écrire par SMS ou mail.',
      [{ fault: 'two-subjects' }],
    ],
    [
      'calls, also by a machine',
      'prospecting-phone',
      'J’accepte les appels et les appels automatiques d’Exemple Industries.',
      [{ fault: 'two-subjects' }],
    ],
    [
      'partners',
      'prospecting-email',
      'J’accepte les e-mails d’Exemple Industries et de ses partenaires.',
      [{ fault: 'two-subjects' }],
    ],
    [
      'the terms',
      'prospecting-email',
      'J’accepte les conditions générales et les e-mails d’Exemple Industries.',
      [{ fault: 'two-subjects' }],
    ],
    ['nobody', 'prospecting-email', 'J’accepte de recevoir des e-mails.', [{ fault: 'no-company' }]],
  ])('may or may not cover: %s', (_what, id, text, faults) => {
    expect(formFaults(own(id, text), company).map(({ fault }) => ({ fault }))).toEqual(faults)
  })

  it('are ours where none are written: each names the company, and covers one thing', () => {
    const content = contentOf(
      form({
        boxes: boxIds.map((id) => ({ id, text: { fr: '', en: '' } })),
        subject: { fr: 'nos outils', en: 'our tools' },
      }),
      context,
    )
    const asOwn = form({
      subject: { fr: 'nos outils', en: 'our tools' },
      boxes: content.boxes.map((box) => ({ id: box.id, text: { fr: box.text.fr ?? '', en: box.text.en ?? '' } })),
    })
    expect(formFaults(asOwn, company)).toEqual([])
    expect(content.boxes.map(({ id, purpose, channel }) => ({ id, purpose, channel }))).toEqual(
      boxRows.map(({ id, purpose, channel }) => ({ id, purpose, channel })),
    )
  })
})

it.each<[string, Partial<QuestionnaireForm>, FormFault[]]>([
  ['nothing, when all is there', {}, []],
  [
    'a title in a language that is shown',
    { title: { fr: 'Bonjour', en: '' } },
    [{ where: 'title.en', fault: 'missing' }],
  ],
  ['no title in a language that is not', { languages: ['fr'], title: { fr: 'Bonjour', en: '' } }, []],
  [
    'the number, where a box is about calls',
    { fields: { ...form().fields, phone: 'off' }, boxes: [{ id: 'prospecting-sms', text: { fr: '', en: '' } }] },
    [{ where: 'phone', fault: 'no-number-field' }],
  ],
])('a form misses %s', (_what, more, faults) => {
  expect(formFaults(form(more), company)).toEqual(faults)
})

it('has no place for a box that is ticked beforehand, and none for the same box twice', () => {
  expect(
    QuestionnaireForm.safeParse(
      form({
        boxes: [
          { id: 'pixel', text: { fr: '', en: '' } },
          { id: 'pixel', text: { fr: '', en: '' } },
        ],
      }),
    ).success,
  ).toBe(false)
  expect(
    QuestionnaireForm.parse({ ...form(), boxes: [{ id: 'pixel', text: { fr: '', en: '' }, ticked: true }] }).boxes,
  ).toEqual([{ id: 'pixel', text: { fr: '', en: '' } }])
})

it.each([
  ['salon-2026', true],
  ['a', true],
  ['Salon', false],
  ['salon 2026', false],
  ['-salon', false],
  ['worker.js', false],
  ['', false],
  ['a'.repeat(61), false],
])('%j is an address: %s', (slug, expected) => {
  expect(Slug.safeParse(slug).success).toBe(expected)
})

it.each([
  ['Exemple Industries', 'EXEMPLE  industries', true],
  ['Exemple-Industries', 'Exemple Industries', true],
  ['Exemple Industries', 'Exemple Industries Nord', false],
  ['Éxemple', 'Exemple', true],
])('%s and %s are one company: %s', (one, other, expected) => {
  expect(sameCompany(one, other)).toBe(expected)
})

it.each<[string, Parameters<typeof contentOf>]>([
  ['the retention', [form(), { ...context, months: 24 }]],
  ['the company', [form(), { ...context, controller: { ...context.controller, name: 'Exemple Nord' } }]],
  ['one word of a box', [form({ subject: { fr: 'nos robots', en: 'our site phones' } }), context]],
  ['a field', [form({ fields: { ...form().fields, jobTitle: 'optional' } }), context]],
])('texts have another name once %s is another', (_what, given) => {
  expect(contentHash(contentOf(...given)).equals(contentHash(contentOf(form(), context)))).toBe(false)
  expect(contentHash(contentOf(...given)).equals(contentHash(contentOf(...given)))).toBe(true)
})

describe('an answer', () => {
  const content = contentOf(
    form({
      boxes: [
        { id: 'prospecting-email', text: { fr: '', en: '' } },
        { id: 'prospecting-sms', text: { fr: '', en: '' } },
      ],
    }),
    context,
  )
  const signed = { ...content, signature: true }
  const typed = { firstName: 'Zoé', lastName: ' Lambert ', email: ' Zoe@Exemple.example.test', lang: 'en' }

  it('keeps only what was asked and only what was ticked by name', () => {
    expect(
      readAnswer(content, {
        ...typed,
        jobTitle: 'DSI',
        'box.prospecting-email': 'on',
        'box.prospecting-sms': 'yes',
        'box.audience': 'on',
      }),
    ).toEqual({
      answer: {
        email: 'zoe@exemple.example.test',
        fields: { firstName: 'Zoé', lastName: 'Lambert' },
        country: null,
        phone: null,
        ticked: [content.boxes[0]],
        signature: null,
        language: 'en',
      },
    })
  })

  it.each<[string, Record<string, string>, Partial<Record<string, AnswerFault>>]>([
    ['no address', { email: '' }, { email: 'missing' }],
    ['half an address', { email: 'zoe@' }, { email: 'email' }],
    ['no name', { lastName: '  ' }, { lastName: 'missing' }],
    ['a novel', { company: 'x'.repeat(121) }, { company: 'too-long' }],
    ['texts without a number', { 'box.prospecting-sms': 'on' }, { phone: 'phone-for-box' }],
    ['a number nobody can read', { phone: '12' }, { phone: 'phone' }],
  ])('is refused with %s', (_what, more, faults) => {
    expect(readAnswer(content, { ...typed, ...more })).toEqual({ faults })
  })

  it.each<[string, Record<string, string>, Answer['signature'] | 'refused']>([
    ['nothing ticked, nothing signed', {}, null],
    ['ticked and not signed', { 'box.prospecting-email': 'on' }, 'refused'],
    [
      'a typed name',
      { 'box.prospecting-email': 'on', signedName: 'Zoé Lambert' },
      { strokes: null, name: 'Zoé Lambert' },
    ],
    ['a drawing', { 'box.prospecting-email': 'on', drawn: '1,2 3,4;10,20' }, { strokes: '1,2 3,4;10,20', name: null }],
    ['a drawing that is none', { drawn: '<svg>' }, 'refused'],
    ['a drawing as long as a book', { drawn: '1,2 '.repeat(9_000).trim() }, 'refused'],
  ])('where a signature is asked: %s', (_what, more, expected) => {
    const read = readAnswer(signed, { ...typed, ...more })
    expect('faults' in read ? 'refused' : read.answer.signature).toEqual(expected)
  })

  it('reads a number without prefix as one of the country of the form', () => {
    expect(readAnswer(content, { ...typed, phone: '06 12 34 56 78' })).toMatchObject({
      answer: { phone: '+33612345678' },
    })
    expect(readAnswer(content, { ...typed, phone: '+41 79 123 45 67' })).toMatchObject({
      answer: { phone: '+41791234567' },
    })
  })

  it('has one id however often it is sent, and another with another content', () => {
    const read = readAnswer(content, typed)
    if ('faults' in read) throw new Error('refused')
    const id = answerId('v1', 'sent', read.answer)
    expect(answerId('v1', 'sent', { ...read.answer })).toBe(id)
    expect(
      new Set([
        id,
        answerId('v1', 'other', read.answer),
        answerId('v2', 'sent', read.answer),
        answerId('v1', 'sent', { ...read.answer, ticked: content.boxes }),
      ]).size,
    ).toBe(4)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/u)
  })

  const now = new Date('2026-11-26T12:00:00.000Z')
  it.each([
    ['now, when it says nothing', undefined, undefined, '2026-11-26T12:00:00.000Z'],
    ['an hour ago by a clock that is years behind', '1000', String(1000 + 3_600_000), '2026-11-26T11:00:00.000Z'],
    ['now, by a clock that went back', '5000', '1000', '2026-11-26T12:00:00.000Z'],
    ['now, when it is no time', 'x', 'y', '2026-11-26T12:00:00.000Z'],
  ])('was given %s', (_what, filled, sent, expected) => {
    expect(givenAt(filled, sent, now).toISOString()).toBe(expected)
  })
})

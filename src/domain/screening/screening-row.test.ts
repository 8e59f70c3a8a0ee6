import { describe, expect, it } from 'vitest'
import { channels } from '../app/channel.ts'
import { functionsOfTitle } from '../titles/job-function.ts'
import { readAsk, type ScreeningAsk } from './screening-ask.ts'
import { furtherScreeningColumns, guessScreeningColumns, readScreeningRow } from './screening-row.ts'
import type { RowFault, ScreeningMapping, ScreeningRules } from './screening-columns.ts'
import { screeningColumns, type ScreeningColumn } from './tables/list-columns.ts'

const now = new Date('2026-11-25T10:00:00Z')
const declared = (more: Record<string, unknown> = {}): ScreeningAsk => {
  const read = readAsk(more, { today: '2026-11-25', offers: [], brokers: [], noted: [], deliveryFault: () => null })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.ask
}
const rules: ScreeningRules = {
  now,
  timeZone: 'Europe/Paris',
  functionsOf: (title: string) => functionsOfTitle(title, {}),
  mappings: [{ value: 'salon-lyon', kind: 'C4' as const, name: 'Salon de Lyon 2026', accepted: false }],
  headings: screeningColumns.map(String),
  further: { emails: [screeningColumns.length], phones: [screeningColumns.length + 1] },
  checked: (_name: string | null, _on: string, delivered: boolean) =>
    delivered ? ('passed' as const) : ('open' as const),
}
const everywhere = Object.fromEntries(screeningColumns.map((column, place) => [column, place])) as ScreeningMapping
type Cells = Partial<Record<ScreeningColumn, string>>
const read = (cells: Cells, ask: ScreeningAsk = declared()) =>
  readScreeningRow(
    screeningColumns.map((column) => cells[column] ?? ''),
    everywhere,
    ask,
    rules,
  )
const contact = (cells: Cells, ask?: ScreeningAsk) => {
  const row = read({ email: 'anne.roy@acme.example.test', ...cells }, ask)
  if ('faults' in row) throw new Error(JSON.stringify(row.faults))
  return row.person.contact
}

describe('columns of a list of prospects', () => {
  it.each<[string, string[], ScreeningMapping]>([
    [
      'French',
      [
        'Société',
        'Prénom',
        'Nom',
        'Intitulé de poste',
        'E-mail professionnel',
        'Tél. fixe',
        'Portable',
        'Pays',
        'Date de collecte',
      ],
      { company: 0, firstName: 1, lastName: 2, jobTitle: 3, email: 4, phone: 5, mobile: 6, country: 7, obtainedOn: 8 },
    ],
    [
      'English, as programs write it',
      [
        'FirstName',
        'LastName',
        'Work Email',
        'JobTitle',
        'Company Name',
        'Country/Region',
        'Mobile Phone',
        'Lead Source',
      ],
      { firstName: 0, lastName: 1, email: 2, jobTitle: 3, company: 4, country: 5, mobile: 6, sourceName: 7 },
    ],
    [
      'German',
      [
        'Firma',
        'Vorname',
        'Nachname',
        'E-Mail-Adresse',
        'Telefonnummer',
        'Handynummer',
        'Funktion',
        'Land',
        'Rechtsform',
      ],
      { company: 0, firstName: 1, lastName: 2, email: 3, phone: 4, mobile: 5, jobTitle: 6, country: 7, legalForm: 8 },
    ],
    [
      'Spanish',
      ['Empresa', 'Nombre', 'Apellidos', 'Correo electrónico', 'Teléfono', 'Puesto', 'País'],
      { company: 0, firstName: 1, lastName: 2, email: 3, phone: 4, jobTitle: 5, country: 6 },
    ],
    [
      'Italian',
      ['Ragione sociale', 'Nome', 'Cognome', 'Indirizzo e-mail', 'Cellulare', 'Ruolo', 'Paese', 'Fornitore'],
      { company: 0, firstName: 1, lastName: 2, email: 3, mobile: 4, jobTitle: 5, country: 6, broker: 7 },
    ],
    [
      'Dutch',
      ['Bedrijfsnaam', 'Voornaam', 'Achternaam', 'Zakelijk e-mailadres', 'Telefoonnummer', 'Mobiel', 'Functie', 'Land'],
      { company: 0, firstName: 1, lastName: 2, email: 3, phone: 4, mobile: 5, jobTitle: 6, country: 7 },
    ],
    ['English, with what must be filled in', ['Name*', 'E-mail\n(required)'], { fullName: 0, email: 1 }],
    [
      'English, as an address book writes it',
      ['Name', 'E-mail 1 - Type', 'E-mail 1 - Value', 'Phone 1 - Value', 'Organization 1 - Title'],
      { fullName: 0, email: 2, phone: 3, jobTitle: 4 },
    ],
    [
      'French, as a CRM writes it',
      ['Nom du compte', 'Adresse e-mail', 'Pays/région', 'Poste occupé'],
      { company: 0, email: 1, country: 2, jobTitle: 3 },
    ],
    [
      'English, as a CRM writes it',
      ['Account Name', 'Company Country', 'Mailing Country', 'Contact owner email', 'Email'],
      { company: 0, country: 2, email: 4 },
    ],
    [
      'English, with what people refused',
      ['Email', 'HasOptedOutOfEmail', 'Email opt-in', 'Do Not Call'],
      { email: 0, optOut: 1, doNotCall: 3 },
    ],
    ['nothing that is known', ['Colonne A', 'Ville', 'Remarque'], {}],
    ['no headings at all', ['Roy', 'anne.roy@acme.example.test', '+33639981234'], { email: 1, phone: 2 }],
  ])('are guessed from headings in %s', (_name, first, mapping) => {
    expect(guessScreeningColumns(first)).toEqual(mapping)
  })
})

describe('a row', () => {
  it.each<[string, Cells, RowFault[]]>([
    ['with an address cut short', { email: 'zoe@' }, [{ field: 'email', code: 'address' }]],
    ['with nobody in it', { company: 'Acme' }, [{ field: 'email', code: 'nobody' }]],
    [
      'with a number of no country and nothing else',
      { phone: '06 39 98 12 34' },
      [{ field: 'phone', code: 'no-country' }],
    ],
    [
      'with a day that is none',
      { email: 'a@acme.example.test', obtainedOn: '31/02/2026' },
      [{ field: 'obtainedOn', code: 'date' }],
    ],
    [
      'with a nought for a day',
      { email: 'a@acme.example.test', obtainedOn: '0' },
      [{ field: 'obtainedOn', code: 'date' }],
    ],
    [
      'with a word for a day',
      { email: 'a@acme.example.test', obtainedOn: 'hier' },
      [{ field: 'obtainedOn', code: 'date' }],
    ],
    [
      'with a day to come',
      { email: 'a@acme.example.test', obtainedOn: '2027-01-01' },
      [{ field: 'obtainedOn', code: 'future' }],
    ],
    [
      'whose no is neither yes nor no',
      { email: 'a@acme.example.test', optOut: 'maybe' },
      [{ field: 'optOut', code: 'yes-or-no' }],
    ],
    [
      'whose kind of source is none',
      { email: 'a@acme.example.test', sourceKind: 'somewhere' },
      [{ field: 'sourceKind', code: 'source' }],
    ],
  ])('%s is refused by its field', (_name, cells, faults) => {
    expect(read(cells)).toEqual({ faults })
  })

  it('with an address is read although its number says nothing, unless the number would be called', () => {
    expect('person' in read({ email: 'a@acme.example.test', phone: 'see secretary' })).toBe(true)
    expect(read({ email: 'a@acme.example.test', phone: 'see secretary' }, declared({ channel: 'phone' }))).toEqual({
      faults: [{ field: 'phone', code: 'no-country' }],
    })
  })

  it('is compared by every number it holds, read as numbers of the country that is declared', () => {
    const row = read({ phone: '01 99 00 12 34', mobile: '06 39 98 12 34' }, declared({ country: 'France' }))
    expect('person' in row && [row.person.email, row.person.phones]).toEqual([null, ['+33639981234', '+33199001234']])
  })

  it('is compared by further addresses and numbers as well, and is reached by one of them when it has no other', () => {
    const further = ['b@acme.example.test; A@acme.example.test', '06 39 98 12 34 / +33 1 99 00 12 34']
    const row = (email: string) => {
      const one = readScreeningRow(
        [...screeningColumns.map((column) => (column === 'email' ? email : '')), ...further],
        everywhere,
        declared({ country: 'FR' }),
        rules,
      )
      return 'person' in one && [one.person.email, one.person.phones, one.person.further]
    }
    const phones = ['+33639981234', '+33199001234']
    expect([row('a@acme.example.test'), row('')]).toEqual([
      ['a@acme.example.test', [], { emails: ['b@acme.example.test'], phones }],
      ['b@acme.example.test', [], { emails: ['a@acme.example.test'], phones }],
    ])
  })

  it('knows further columns by headings that leave no doubt whose they are', () => {
    const first = [
      'Email',
      'E-mail 2 Address',
      'Adresses e-mail supplémentaires',
      'Email',
      'Owner email',
      'Email société',
      'Email opt-out',
      'Phone',
      'Home Phone',
      'Fax',
    ]
    expect(furtherScreeningColumns(first, guessScreeningColumns(first))).toEqual({ emails: [1, 2, 3], phones: [8] })
  })

  it.each<[string, Cells, object]>([
    ['a whole name in capitals', { fullName: 'Mme ROY-LAMBERT Anne' }, { firstName: 'Anne', lastName: 'ROY-LAMBERT' }],
    ['a whole name', { fullName: 'Anne de la Tour' }, { firstName: 'Anne', lastName: 'de la Tour' }],
    ['a French form by its number', { legalForm: '5710 - SAS' }, { legalForm: 'company' }],
    ['a sole trader by the number of the form', { legalForm: '1000' }, { legalForm: 'sole-trader' }],
    [
      'a form with its explanation',
      { legalForm: 'GmbH (Gesellschaft mit beschränkter Haftung)' },
      { legalForm: 'company' },
    ],
    ['a form nobody knows', { legalForm: 'Sonstige' }, { legalForm: 'unknown' }],
    ['employees as a number', { headcount: '1 250' }, { headcount: 1250 }],
    ['employees as a range', { headcount: '10 à 19 salariés' }, { headcount: 10 }],
    ['a range that may be one person', { headcount: '1-10' }, { headcount: null }],
    ['a title with its functions', { jobTitle: 'DSI' }, { jobTitles: ['DSI'], functions: ['it'] }],
    [
      'an objection that the list tells',
      { optOut: 'Oui' },
      { objections: [{ receivedAt: now.toISOString(), channels, kinds: [] }] },
    ],
    [
      'an objection by its day',
      { optOut: '2024-02-03 10:11' },
      { objections: [{ receivedAt: now.toISOString(), channels, kinds: [] }] },
    ],
    [
      'an objection by a tick',
      { optOut: '✔' },
      { objections: [{ receivedAt: now.toISOString(), channels, kinds: [] }] },
    ],
    [
      'an objection to calls',
      { optOut: '0', doNotCall: 'TRUE' },
      { objections: [{ receivedAt: now.toISOString(), channels: ['phone', 'sms', 'robocall'], kinds: [] }] },
    ],
    ['no no', { optOut: 'false', doNotCall: '-' }, { objections: [] }],
    ['no title', {}, { jobTitles: [], functions: null }],
  ])('tells %s', (_name, cells, expected) => {
    expect(contact(cells)).toMatchObject(expected)
  })
})

describe('the source of a row', () => {
  const broker = { sourceKind: 'C7', sourceName: 'Prospecta', obtainedOn: '2026-11-05' }
  it.each<[string, Cells, Record<string, unknown>, [string, string | null, string, string][]]>([
    ['is what is declared for the list', {}, broker, [['C7', 'Prospecta', '2026-11-05', 'passed']]],
    [
      'stays a broker’s whatever a row claims: how the seller collected is not how we did',
      { sourceKind: 'C1 own form', sourceName: 'formulaire' },
      broker,
      [['C7', 'Prospecta', '2026-11-05', 'passed']],
    ],
    [
      'is also another seller that a row names, who was not checked',
      { broker: 'Autre Données' },
      broker,
      [
        ['C7', 'Prospecta', '2026-11-05', 'passed'],
        ['C7', 'Autre Données', '2026-11-05', 'open'],
      ],
    ],
    ['is the same seller once', { broker: 'PROSPECTA' }, broker, [['C7', 'Prospecta', '2026-11-05', 'passed']]],
    [
      'is the row’s own word where the list came from the people themselves',
      { broker: 'Autre Données', obtainedOn: '01/10/2026' },
      { sourceKind: 'C4', sourceName: 'Salon', obtainedOn: '2026-11-05' },
      [['C7', 'Autre Données', '2026-10-01', 'open']],
    ],
    [
      'is a value that the settings map',
      { sourceName: 'Salon-Lyon', obtainedOn: '2026-10-01' },
      {},
      [['C4', 'Salon de Lyon 2026', '2026-10-01', 'open']],
    ],
    [
      'is a word for a kind',
      { sourceKind: 'Salon professionnel', sourceName: 'Salon de Metz', obtainedOn: '2026-10-01' },
      {},
      [['C4', 'Salon de Metz', '2026-10-01', 'open']],
    ],
    ['is none without a day', { sourceKind: 'C4', sourceName: 'Salon de Metz' }, {}, []],
    ['is none where nobody says a kind', { sourceName: 'Fichier 2024', obtainedOn: '2026-10-01' }, {}, []],
  ])('%s', (_name, cells, ask, sources) => {
    expect(
      contact(cells, declared(ask)).sources.map(({ kind, name, obtainedOn, diligence }) => [
        kind,
        name,
        obtainedOn,
        diligence,
      ]),
    ).toEqual(sources)
  })

  it('is of today shortly after midnight, where UTC is a day behind', () => {
    const night = { ...rules, now: new Date('2026-11-24T23:30:00Z') }
    const source = { sourceKind: 'C4', sourceName: 'Salon', obtainedOn: '25/11/2026' }
    const row = readScreeningRow(
      screeningColumns.map((column) => ({ email: 'anne.roy@acme.example.test', ...source })[column as 'email'] ?? ''),
      everywhere,
      declared(),
      night,
    )
    expect('faults' in row ? row.faults : row.person.contact.sources.map(({ obtainedOn }) => obtainedOn)).toEqual([
      '2026-11-25',
    ])
  })
})

describe('what is declared for a list', () => {
  const brokerId = '11111111-1111-4111-8111-111111111111'
  it.each<[string, Record<string, unknown>, [string, string][]]>([
    ['a broker without a name', { sourceKind: 'C7', obtainedOn: '2026-11-01' }, [['sourceName', 'name']]],
    ['a source without a day', { sourceKind: 'C4' }, [['obtainedOn', 'day']]],
    ['a name without a kind', { sourceName: 'Prospecta' }, [['sourceKind', 'kind']]],
    ['a day to come', { sourceKind: 'C4', obtainedOn: '2026-12-24' }, [['obtainedOn', 'future']]],
    ['an offer that is none', { offer: 'none-such' }, [['offer', 'offer']]],
    ['a country that is none', { country: 'Atlantis' }, [['country', 'country']]],
    ['a channel that is none', { channel: 'pigeon' }, [['channel', 'choice']]],
    [
      'a broker that is not connected',
      { sourceKind: 'C7', sourceName: 'X', obtainedOn: '2026-11-01', broker: '22222222-2222-4222-8222-222222222222' },
      [['broker', 'choice']],
    ],
  ])('is refused with %s', (_name, raw, faults) => {
    const result = readAsk(raw, {
      today: '2026-11-25',
      offers: [],
      brokers: [{ id: brokerId, label: 'Prospecta' }],
      noted: [],
      deliveryFault: () => null,
    })
    expect('faults' in result && result.faults.map(({ field, code }) => [field, code])).toEqual(faults)
  })

  it('takes the name of a broker from its Connection', () => {
    const result = readAsk(
      { sourceKind: 'C7', obtainedOn: '2026-11-01', broker: brokerId },
      {
        today: '2026-11-25',
        offers: [],
        brokers: [{ id: brokerId, label: 'Prospecta' }],
        noted: [],
        deliveryFault: () => null,
      },
    )
    expect('ask' in result && result.ask.sourceName).toBe('Prospecta')
  })
})

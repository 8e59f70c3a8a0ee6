import { describe, expect, it } from 'vitest'
import { channels } from '../app/channel.ts'
import { guessColumns, readRows, type ColumnMapping } from './objection-file.ts'

const rules = { now: new Date('2026-11-25T10:00:00Z'), timeZone: 'Europe/Paris', country: 'FR', kinds: [] }
const mapping: ColumnMapping = { email: 0, phone: 1, date: 2, channel: 3, reference: 4 }
const head = ['E-mail', 'Tél', 'Date', 'Canal', 'Réf']
const entry = {
  email: 'a@example.test',
  phone: null,
  channels,
  kinds: [],
  receivedAt: rules.now,
  reason: 'objection',
  reference: null,
}

describe('columns', () => {
  it.each<[string, string[], ColumnMapping]>([
    [
      'French headings',
      ['Nom', 'Adresse e-mail', 'N° tél.', 'Téléphone', 'Reçue le', 'Canal', 'Dossier'],
      { email: 1, phone: 2, date: 4, channel: 5, reference: 6 },
    ],
    [
      'English headings',
      ['EMAIL ADDRESS', 'Mobile', 'Received on', 'Channels', 'Reference'],
      { email: 0, phone: 1, date: 2, channel: 3, reference: 4 },
    ],
    [
      'German headings',
      ['Name', 'E-Mail-Adresse', 'Handynummer', 'Widerspruch am', 'Kanal'],
      { email: 1, phone: 2, date: 3, channel: 4 },
    ],
    ['headings of an address book', ['E-mail 1 - Type', 'E-mail 1 - Value', 'Phone 1 - Value'], { email: 1, phone: 2 }],
    [
      'headings with words beside',
      ['Nom du contact', 'E-mail société', 'E-mail du contact', 'Tél. professionnel'],
      { email: 2, phone: 3 },
    ],
    ['a person as a mail program writes one', ['Roy', '"Roy, Anne" <anne.roy@example.test>'], { email: 1 }],
    ['headings that say nothing', ['Nom', 'Adresse', 'Ville'], {}],
    ['no headings at all', ['Roy', 'anne.roy@example.test', '+33639981234'], { email: 1, phone: 2 }],
  ])('are guessed from %s', (_name, first, guessed) => {
    expect(guessColumns(first)).toEqual(guessed)
  })
})

describe('rows', () => {
  it.each<[string, string[], object]>([
    ['an address alone', ['a@example.test'], entry],
    ['a number of the country', ['', '06 39 98 12 34'], { ...entry, email: null, phone: '+33639981234' }],
    [
      'a French date',
      ['a@example.test', '', '24/11/2026 09:30'],
      { ...entry, receivedAt: new Date('2026-11-24T08:30:00Z') },
    ],
    [
      'an instant',
      ['a@example.test', '', '2026-11-24T09:30:00Z'],
      { ...entry, receivedAt: new Date('2026-11-24T09:30:00Z') },
    ],
    [
      'a date with seconds',
      ['a@example.test', '', '2026-11-24 09:30:15'],
      { ...entry, receivedAt: new Date('2026-11-24T08:30:00Z') },
    ],
    [
      'channels in French',
      ['a@example.test', '', '', 'Téléphone, courrier'],
      { ...entry, channels: ['phone', 'post'] },
    ],
    ['all channels in words', ['a@example.test', '', '', 'Tous'], entry],
    ['a reference', ['a@example.test', '', '', '', 'L-12'], { ...entry, reference: 'L-12' }],
  ])('%s', (_name, cells, expected) => {
    expect(readRows([head, cells], mapping, rules)).toEqual([{ number: 2, cells, entry: expected }])
  })

  it.each<[string, string[], [string, string][]]>([
    ['nobody', ['', '', '', '', 'L-12'], [['email', 'nobody']]],
    ['a date that is none', ['a@example.test', '', '31/02/2026'], [['date', 'date']]],
    ['a nought for a date', ['a@example.test', '', '0'], [['date', 'date']]],
    ['days back for a date', ['a@example.test', '', '-3'], [['date', 'date']]],
    ['a day to come', ['a@example.test', '', '03/12/2099'], [['date', 'future']]],
    ['a channel that is none', ['a@example.test', '', '', 'pigeon'], [['channel', 'channel']]],
    ['signs for a channel', ['a@example.test', '', '', '--'], [['channel', 'channel']]],
    [
      'two faults',
      ['a@', '', 'soon'],
      [
        ['email', 'address'],
        ['date', 'date'],
      ],
    ],
  ])('are refused for %s', (_name, cells, faults) => {
    expect(
      readRows([head, cells], mapping, rules).map((row) =>
        'faults' in row ? row.faults.map(({ field, code }) => [field, code]) : row,
      ),
    ).toEqual([faults])
  })

  it('count for every address and mobile number of the person, and not for the number of the company', () => {
    const [row] = readRows(
      [
        ['E-mail', 'Secondary email', 'Mobile', 'Office phone', 'Owner email'],
        ['a@example.test', 'b@example.test; A@example.test', '06 39 98 12 34', '01 99 00 12 34', 'c@example.test'],
      ],
      { email: 0 },
      rules,
    )
    expect(row).toMatchObject({
      entry: { ...entry, further: { emails: ['b@example.test'], phones: ['+33639981234'] } },
    })
  })

  it('are refused where a whole list of people says that somebody did not say no', () => {
    const table = [
      ['E-mail', 'Email Opt Out', 'Do Not Call'],
      ['a@example.test', '1', '0'],
      ['b@example.test', 'No', ''],
      ['c@example.test', '', ''],
      ['d@example.test', '0', 'yes'],
    ]
    expect(
      readRows(table, { email: 0 }, rules).map((row) =>
        'faults' in row ? row.faults.map(({ field, code }) => [field, code]) : row.entry.email,
      ),
    ).toEqual(['a@example.test', [['row', 'no-no']], 'c@example.test', 'd@example.test'])
  })

  it('keep the number a spreadsheet shows, blank rows left out', () => {
    expect(
      readRows([head, [''], ['a@example.test'], [' ', ''], ['b@']], mapping, rules).map((row) => [
        row.number,
        'entry' in row,
      ]),
    ).toEqual([
      [3, true],
      [5, false],
    ])
  })

  it('lose no first no when there are no headings', () => {
    expect(readRows([['a@example.test'], ['b@example.test']], { email: 0 }, rules).map((row) => row.number)).toEqual([
      1, 2,
    ])
  })
})

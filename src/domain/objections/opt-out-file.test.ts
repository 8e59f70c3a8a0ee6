import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { channels } from '../app/channel.ts'
import { isVendorId, parseBodies, readBodies, readGeneric, readIds } from './opt-out-file.ts'
import { guessColumns } from './objection-file.ts'
import { isSignedOptOut } from './opt-out-signature.ts'
import { optOutFormats } from './tables/opt-out-formats.ts'

const lusha = optOutFormats['lusha-json']

describe('files of people who opted out at a broker', () => {
  const rules = { now: new Date('2026-11-25T10:00:00Z'), timeZone: 'Europe/Paris' }
  const person = { vendorId: null, channels, at: rules.now }
  it('reads addresses, channels and days', () => {
    const table = [
      ['email', 'channels', 'objected_at', 'secondary email'],
      [' Ada@Example.TEST ', 'email;sms', '2026-11-20'],
      ['grace@example.test', '', '', 'hopper@example.test'],
      [''],
      ['nobody'],
      ['x@example.test', 'pigeon'],
      ['y@example.test', '', '32/13/2026'],
      ['y\u200b@example.test'],
    ]
    expect(readGeneric(table, guessColumns(table[0] ?? []), rules)).toEqual({
      people: [
        {
          ...person,
          row: 2,
          email: 'ada@example.test',
          channels: ['email', 'sms'],
          at: new Date('2026-11-20T11:00:00Z'),
        },
        { ...person, row: 3, email: 'grace@example.test' },
        { ...person, row: 3, email: 'hopper@example.test' },
      ],
      wrong: [
        { row: 5, why: expect.stringContaining('email is not a complete address') },
        { row: 6, why: expect.stringContaining('channel names no channel') },
        { row: 7, why: expect.stringContaining('date is not a date') },
        { row: 8, why: expect.stringContaining('cannot be seen') },
      ],
    })
  })
  it('loses no first no when there are no headings', () => {
    expect(
      readGeneric([['a@example.test'], ['b@example.test']], { email: 0 }, rules).people.map(({ row, email }) => [
        row,
        email,
      ]),
    ).toEqual([
      [1, 'a@example.test'],
      [2, 'b@example.test'],
    ])
  })
  it.each<[string[][], number[], string[]]>([
    [[['pdl_id'], ['q_1'], [''], ['q_2']], [0], ['q_1', 'q_2']],
    [
      [
        ['id', 'other'],
        ['q_2', 'x'],
      ],
      [0],
      ['q_2'],
    ],
    [
      [
        ['a', 'id'],
        ['q', ''],
      ],
      [1],
      [],
    ],
  ])('reads ids of People Data Labs from %j', (table, places, ids) => {
    expect(readIds(table, places).people.map((one) => one.vendorId)).toEqual(ids)
  })
  it('loses no first id of People Data Labs when there is no heading', () => {
    expect(['qEnOZ5Oh0poWnQ1luFBfVw_0000', 'pdl_ids', 'opted out', ''].map(isVendorId)).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(readIds([['q_1'], ['q_2']], [0], 1).people.map(({ row, vendorId }) => [row, vendorId])).toEqual([
      [1, 'q_1'],
      [2, 'q_2'],
    ])
  })
  it.each([
    ['{"contactId":1}', { contactId: 1 }],
    ['{\n  "contactId": 1\n}\n', { contactId: 1 }],
    ['[{"contactId":1}]', [{ contactId: 1 }]],
    ['{"contactId":1}\r\n\r\n{"contactId":2}\n', [{ contactId: 1 }, { contactId: 2 }]],
  ])('takes bodies as they were kept: %j', (text, bodies) => {
    expect(parseBodies(text)).toEqual(bodies)
  })
  it.each(['', '{', '{"contactId":1}\n{"contactId":}', 'x\ny'])('takes no %j', (text) => {
    expect(() => parseBodies(text)).toThrow(/JSON/u)
  })
  it('reads Lusha’s body, alone or in a list', () => {
    const body = {
      contactId: 77,
      fullName: 'x',
      contactOptOutDate: '2026-04-22 14:32:11.412',
      datapoints: [{ datapointId: '1', datapointType: 'email' }],
    }
    expect(readBodies(body, lusha)).toEqual({
      people: [{ row: 1, email: null, vendorId: '77', channels, at: new Date('2026-04-22T14:32:11.412Z') }],
      wrong: [],
    })
    expect(readBodies([body, {}, null, 'text'], lusha).wrong).toEqual(
      [2, 3, 4].map((row) => ({ row, why: 'no contactId' })),
    )
  })
})

describe('Lusha’s signature', () => {
  const secret = 'lusha-secret'
  const sign = (text: string, timestamp = '1780000000') =>
    createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex')
  const spaced = '{ "contactId": 77,  "fullName": "x" }'
  it.each([
    ['the bytes themselves', Buffer.from(spaced), sign(spaced), true],
    ['the body written again', Buffer.from(spaced), sign('{"contactId":77,"fullName":"x"}'), true],
    ['in capitals', Buffer.from(spaced), sign(spaced).toUpperCase(), true],
    ['saved with a mark before it', Buffer.from(`\uFEFF${spaced}`), sign('{"contactId":77,"fullName":"x"}'), true],
    ['another body', Buffer.from('{"contactId":78}'), sign(spaced), false],
    ['another time', Buffer.from(spaced), sign(spaced, '1780000001'), false],
    ['no hex', Buffer.from(spaced), 'x'.repeat(64), false],
    ['no JSON, signed', Buffer.from('text'), sign('text'), true],
    ['no JSON', Buffer.from('text'), sign('other'), false],
  ])('%s', (_what, raw, signature, expected) => {
    expect(isSignedOptOut(raw, '1780000000', signature, secret)).toBe(expected)
  })
})

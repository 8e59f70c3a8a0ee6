import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { channels } from './channel.ts'
import { isSignedByLusha } from './lusha-signature.ts'
import { readGeneric, readLusha, readPdl } from './opt-out-file.ts'

describe('files of people who opted out at a broker', () => {
  it('reads addresses, channels and days', () => {
    expect(readGeneric([{ email: ' Ada@Example.TEST ', channels: 'email;sms', objected_at: '2026-11-20' }, { email: 'grace@example.test' }, { email: 'nobody' }, { email: 'x@example.test', channels: 'pigeon' }])).toEqual({
      people: [{ row: 1, email: 'ada@example.test', vendorId: null, channels: ['email', 'sms'], at: new Date('2026-11-20') }, { row: 2, email: 'grace@example.test', vendorId: null, channels, at: null }],
      wrong: [{ row: 3, why: 'no complete address' }, { row: 4, why: 'a channel that there is not' }],
    })
  })
  it.each([
    [[{ pdl_id: 'q_1' }], ['q_1']], [[{ id: 'q_2', other: 'x' }], ['q_2']], [[{ anything: 'q_3' }], ['q_3']], [[{ a: 'q', b: 'x' }], []], [[{ pdl_id: ' ' }], []],
  ])('reads ids of People Data Labs from %j', (rows, ids) => {
    expect(readPdl(rows as unknown as Record<string, string>[]).people.map((person) => person.vendorId)).toEqual(ids)
  })
  it('reads Lusha’s body, alone or in a list', () => {
    const body = { contactId: 77, fullName: 'x', contactOptOutDate: '2026-04-22 14:32:11.412', datapoints: [{ datapointId: '1', datapointType: 'email' }] }
    expect(readLusha(body)).toEqual({ people: [{ row: 1, email: null, vendorId: '77', channels, at: new Date('2026-04-22T14:32:11.412Z') }], wrong: [] })
    expect(readLusha([body, {}, null, 'text']).wrong).toEqual([2, 3, 4].map((row) => ({ row, why: 'no contactId' })))
  })
})

describe('Lusha’s signature', () => {
  const secret = 'lusha-secret'
  const sign = (text: string, timestamp = '1780000000') => createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex')
  const spaced = '{ "contactId": 77,  "fullName": "x" }'
  it.each([
    ['the bytes themselves', Buffer.from(spaced), sign(spaced), true], ['the body written again', Buffer.from(spaced), sign('{"contactId":77,"fullName":"x"}'), true], ['in capitals', Buffer.from(spaced), sign(spaced).toUpperCase(), true],
    ['another body', Buffer.from('{"contactId":78}'), sign(spaced), false], ['another time', Buffer.from(spaced), sign(spaced, '1780000001'), false], ['no hex', Buffer.from(spaced), 'x'.repeat(64), false],
    ['no JSON, signed', Buffer.from('text'), sign('text'), true], ['no JSON', Buffer.from('text'), sign('other'), false],
  ])('%s', (_what, raw, signature, expected) => {
    expect(isSignedByLusha(raw, '1780000000', signature, secret)).toBe(expected)
  })
})

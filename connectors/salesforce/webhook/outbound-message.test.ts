import { describe, expect, it } from 'vitest'
import { outboundMessages } from './outbound-message.ts'

const now = new Date('2026-11-25T08:00:00Z')
const message = (inside: string, organization = '00D000000000001AAA') =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>${organization}</OrganizationId><ActionId>04k000000000001AAA</ActionId><SessionId xsi:nil="true"/>${inside}</notifications></soapenv:Body></soapenv:Envelope>`
const notification = (id: string, type: string, record: string, email = 'anne.roy@example.test') =>
  `<Notification><Id>${id}</Id><sObject xsi:type="${type}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>${record}</sf:Id><sf:Email>${email}</sf:Email></sObject></Notification>`
const parse = (text: string) => outboundMessages.parse(Buffer.from(text), now)

// docs/reference/salesforce.md#outbound.
describe('Salesforce outbound messages', () => {
  it('name contacts and leads to read again, in 18 characters, and nothing else of them', () => {
    const events = parse(
      message(
        notification('04l1', 'sf:Contact', '001xx000003DGb2') +
          notification('04l2', 'sf:Lead', '00Q000000000002AAA') +
          notification('04l3', 'sf:Account', '001000000000003AAA'),
      ),
    )
    expect(events.map(({ dedupeKey: _key, ...event }) => event)).toEqual([
      {
        accountId: '00D000000000001AAA',
        record: { object: 'Contact', id: '001xx000003DGb2AAG' },
        kind: 'changed',
        reason: null,
        occurredAt: now,
      },
      {
        accountId: '00D000000000001AAA',
        record: { object: 'Lead', id: '00Q000000000002AAA' },
        kind: 'changed',
        reason: null,
        occurredAt: now,
      },
      {
        accountId: '00D000000000001AAA',
        record: null,
        kind: 'ignored',
        reason: 'not about a contact or a lead',
        occurredAt: now,
      },
    ])
    expect(JSON.stringify(events)).not.toContain('example.test')
  })

  it('are the same event when sent again', () => {
    const once = parse(message(notification('04l1', 'sf:Contact', '003000000000001AAA')))
    const again = parse(message(notification('04l1', 'sf:Contact', '003000000000001AAA', 'changed@example.test')))
    expect(again.map((event) => event.dedupeKey)).toEqual(once.map((event) => event.dedupeKey))
  })

  it.each([
    ['not XML', 'hello', 'not XML'],
    ['cut off', message(notification('04l1', 'sf:Contact', '003000000000001AAA')).slice(0, -30), 'not XML'],
    ['an empty list', message(''), 'Notification'],
    [
      'an entity',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${message(notification('04l1', 'sf:Contact', '&x;'))}`,
      'document type',
    ],
    [
      '101 notifications',
      message(notification('04l1', 'sf:Contact', '003000000000001AAA').repeat(101)),
      'Notification',
    ],
    ['another SOAP message', '<Envelope><Body><query/></Body></Envelope>', 'notifications'],
  ])('that are %s are refused with what is wrong', (_name, text, told) => {
    expect(() => parse(text)).toThrow(told)
  })

  it('are answered with the Ack that Salesforce waits for', () => {
    expect(outboundMessages.receipt?.body).toContain(
      '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>',
    )
  })
})

import { createHash } from 'node:crypto'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { VendorEvent, WebhookSpec } from '../../../src/connector/webhook.ts'
import { isPersonObject } from '../fields/fields.ts'
import { isId, to18 } from '../transport/ids.ts'

const namespace = 'http://soap.sforce.com/2005/09/outbound'
/** docs/reference/salesforce.md#outbound: a message holds at most 100 notifications. */
const maxNotifications = 100

const Text = z.union([z.string(), z.number()]).transform(String)
const Notification = z.object({ Id: Text, sObject: z.looseObject({ '@type': Text.optional(), Id: Text }) })
const Envelope = z.object({
  Envelope: z.object({
    Body: z.object({
      notifications: z.object({
        OrganizationId: Text,
        Notification: z.array(Notification).min(1).max(maxNotifications),
      }),
    }),
  }),
})

/** Names without their prefix; every value as text, no entity of the document's own is ever expanded. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  isArray: (name) => name === 'Notification',
})

/**
 * Outbound messages (docs/reference/salesforce.md#outbound): no signature exists, so the unguessable address is the
 * proof, and the organisation named inside must be one that is connected. They carry the latest values in any order and
 * more than once: only the ids are taken, and the records are read again.
 */
export const outboundMessages: WebhookSpec = {
  verify: (delivery) => (delivery.body.length === 0 ? { ok: false, reason: 'missing' } : { ok: true }),
  parse(body, now) {
    const { OrganizationId, Notification: notifications } = envelopeIn(body)
    return notifications.map((notification) => eventOf(notification, to18(OrganizationId), now))
  },
  receipt: {
    type: 'text/xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="${namespace}"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>`,
  },
}

function envelopeIn(body: Buffer): z.infer<typeof Envelope>['Envelope']['Body']['notifications'] {
  const text = body.toString('utf8')
  // A document type is never part of a SOAP message, only of an attack.
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text))
    throw new ConnectorError('bad-request', 'The message has a document type: SOAP allows none.')
  if (XMLValidator.validate(text) !== true) throw new ConnectorError('bad-request', 'The message is not XML.')
  const parsed = Envelope.safeParse(parser.parse(text))
  if (!parsed.success)
    throw new ConnectorError(
      'bad-request',
      `The message is not a Salesforce outbound message: ${parsed.error.issues[0]?.path.join('.') ?? 'Envelope'} is wrong.`,
    )
  return parsed.data.Envelope.Body.notifications
}

function eventOf({ Id, sObject }: z.infer<typeof Notification>, accountId: string, now: Date): VendorEvent {
  const object = (sObject['@type'] ?? '').replace(/^.*:/u, '')
  const known = isPersonObject(object) && isId(sObject.Id)
  return {
    dedupeKey: `outbound|${createHash('sha256').update(Id).digest('base64url')}`,
    accountId,
    record: known ? { object, id: to18(sObject.Id) } : null,
    kind: known ? 'changed' : 'ignored',
    reason: known ? null : 'not about a contact or a lead',
    occurredAt: now,
  }
}

import type { AuditLine } from '../../../src/store/app/audit.ts'
import { ask, lineOf, type Plant, removal, salesforceRow } from './checker-material.ts'

/** What is changed by hand, and what the checker must say then. */
export const planted: readonly (readonly [what: string, rule: string, says: string, plant: Plant])[] = [
  [
    'an objection that is missing from the log',
    'I1',
    'has no objection in the audit log',
    (material) => {
      const found = lineOf(material, (line) => line.act === 'objection' && line.details['door'] === 'found')
      material.auditLines = material.auditLines.filter(
        (line) => line !== found && line.details['objectionId'] !== found.actId.slice('objection:'.length),
      )
    },
  ],
  [
    'a request that subscribes somebody',
    'I2',
    'took an opt-out or a block away',
    (material, { objector }) =>
      ask(material, {
        system: 'hubspot',
        method: 'POST',
        path: `/communication-preferences/2026-03/statuses/${encodeURIComponent(objector.email)}?channel=EMAIL`,
        body: { statusState: 'SUBSCRIBED' },
      }),
  ],
  [
    'a request that clears a Salesforce opt-out',
    'I2',
    'took an opt-out or a block away',
    (material, { objector }) =>
      ask(material, {
        system: 'salesforce',
        method: 'PATCH',
        path: '/services/data/v66.0/composite/sobjects',
        body: { records: [{ attributes: { type: 'Contact' }, id: objector.salesforceIds[0], DoNotCall: false }] },
      }),
  ],
  [
    'a request that creates a person',
    'I2',
    'created a person',
    (material) =>
      ask(material, {
        system: 'hubspot',
        method: 'POST',
        path: '/crm/objects/2026-03/contacts',
        body: { properties: { email: 'back.again@example.test' } },
      }),
  ],
  [
    'an opt-out that is gone',
    'I2',
    'opted out before is opted in',
    (material) => {
      const out = material.before.hubspot.optOuts.find((optOut) => optOut.portalWide)
      material.now.hubspot.optOuts = material.now.hubspot.optOuts.filter((optOut) => optOut.email !== out?.email)
    },
  ],
  [
    'an objector whose phone may be called',
    'I3',
    'contactable by phone, robocall, sms',
    (material, { objector }) => {
      salesforceRow(material.now, objector.salesforceIds[0])['DoNotCall'] = false
    },
  ],
  [
    'an objector without our mark',
    'I3',
    'contactable by audience, fax, phone, post, robocall, sms, social',
    (material, { objector }) => {
      const contact = material.now.hubspot.contacts.find((candidate) => candidate.id === objector.hubspotIds[0])
      if (contact !== undefined) contact.properties['lawbase_do_not_contact'] = 'email'
    },
  ],
  [
    'an opt-out of a person that did not reach the other CRM',
    'I3',
    'contactable by email',
    (material) => {
      const open = material.now.salesforce.contacts.find(
        (row) =>
          row['IsDeleted'] === false &&
          row['HasOptedOutOfEmail'] === false &&
          material.now.hubspot.contacts.some(
            (contact) => !contact.archived && contact.properties['email'] === row['Email'],
          ),
      )
      material.now.hubspot.optOuts.push({
        email: String(open?.['Email']),
        portalWide: true,
        at: '2026-11-25T00:00:00.000Z',
        source: 'Unsubscribe link',
      })
    },
  ],
  [
    'applied without a read',
    'I4',
    'without a read after the last write',
    (material, { objector }) => {
      const id = String(objector.salesforceIds[0])
      const write = material.requests.find(
        (request) =>
          request.method === 'PATCH' &&
          JSON.stringify(request.body).includes(id) &&
          JSON.stringify(request.body).includes('HasOptedOutOfEmail'),
      )
      if (write === undefined) throw new Error('nothing was written')
      material.requests = material.requests.filter(
        (request) => request.seq <= write.seq || request.system !== 'salesforce' || request.method === 'PATCH',
      )
    },
  ],
  [
    'applied and not shown',
    'I4',
    'the system does not show it',
    (material, { objector }) => {
      salesforceRow(material.now, objector.salesforceIds[0])['HasOptedOutOfFax'] = false
    },
  ],
  [
    'accepted and unknown to the broker',
    'I4',
    'the broker holds no valid notice',
    (material) => {
      for (const notice of material.now.broker.notices) notice.valid = false
    },
  ],
  [
    'a reply of somebody who was removed',
    'I5',
    'although the person acted',
    (material, { binned }) => {
      const contact = material.now.hubspot.contacts.find((candidate) => candidate.id === binned.id)
      if (contact !== undefined)
        contact.properties['hs_sales_email_last_replied'] = removal(material).virtualAt.replace(/^\d{4}/u, (year) =>
          String(Number(year) - 2),
        )
    },
  ],
  [
    'an inbound mail from a removed person in the other CRM',
    'I5',
    'although the person acted',
    (material, { binned }) => {
      material.now.salesforce.emailMessages.push({
        Id: '02sX',
        Incoming: true,
        MessageDate: '2026-01-10T08:00:00.000Z',
      })
      material.now.salesforce.emailMessageRelations.push({
        EmailMessageId: '02sX',
        RelationId: null,
        RelationType: 'FromAddress',
        RelationAddress: binned.properties['email'],
      })
    },
  ],
  [
    'a removed customer',
    'I5',
    'although a customer',
    (material, { binned }) => {
      const contact = material.now.hubspot.contacts.find((candidate) => candidate.id === binned.id)
      if (contact !== undefined) contact.properties['lifecyclestage'] = 'customer'
    },
  ],
  [
    'a removal without a hold',
    'I6',
    'was not on hold',
    (material, { binned }) => {
      material.requests = material.requests.filter(
        (request) =>
          !JSON.stringify(request.body).includes('lawbase_hold_until') ||
          request.path.includes('/batch/read') ||
          !JSON.stringify(request.body).includes(`"${binned.id}"`),
      )
    },
  ],
  [
    'a hold that nobody read back',
    'I6',
    'not read back before the removal',
    (material, { binned }) => {
      const removed = removal(material)
      const hold = material.requests.findLast(
        (request) =>
          request.seq < removed.seq &&
          request.path.includes('/batch/update') &&
          JSON.stringify(request.body).includes('lawbase_hold_until') &&
          JSON.stringify(request.body).includes(`"${binned.id}"`),
      )
      material.requests = material.requests.filter(
        (request) =>
          !(
            request.seq > (hold?.seq ?? 0) &&
            request.seq < removed.seq &&
            request.path.includes('/batch/read') &&
            JSON.stringify(request.body).includes(`"${binned.id}"`)
          ),
      )
    },
  ],
  [
    'a vendor opt-out of a silent person',
    'I6',
    "was given the system's own opt-out",
    (material, { binned }) => {
      const first = material.requests[0]
      if (first !== undefined)
        material.requests.unshift({
          ...first,
          system: 'hubspot',
          method: 'POST',
          status: 200,
          seq: first.seq - 1,
          path: `/communication-preferences/2026-03/statuses/${encodeURIComponent(binned.properties['email'] ?? '')}/unsubscribe-all`,
          body: null,
        })
    },
  ],
  [
    'a removal of somebody whose no was not written there yet',
    'I6',
    'had opted out was removed as inactive before this record was blocked',
    (material, { binned }) => {
      const line = { ...material.auditLines[0], at: '2026-01-01T00:00:00.000Z' } as AuditLine
      material.auditLines.push(
        { ...line, act: 'objection', actId: 'objection:planted', details: { channels: ['email'] } },
        {
          ...line,
          act: 'propagation',
          actId: 'propagation:planted',
          details: { objectionId: 'planted', records: [`contact:${binned.id}`] },
        },
      )
    },
  ],
  [
    'a removal that the log does not know',
    'I7',
    'removed without an entry',
    (material, { binned }) => {
      material.auditLines = material.auditLines.filter((line) => line.details['record'] !== `contact:${binned.id}`)
    },
  ],
  [
    'an act that stands twice',
    'I7',
    'the same act stands twice',
    (material) => {
      const found = lineOf(material, (line) => line.act === 'bin')
      material.auditLines.push({ ...found, actId: `${found.actId}-again` })
    },
  ],
  [
    'an address in the log',
    'I7',
    'the audit log holds an address',
    (material, { objector }) => {
      lineOf(material, (line) => line.act === 'objection').details['note'] = `from ${objector.email}`
    },
  ],
]

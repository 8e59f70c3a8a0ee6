import type { Row } from '../transport/api.ts'
import { to18 } from '../transport/ids.ts'
import { flag, instant, text } from '../transport/rows.ts'
import type { SentMail, Source } from './signal-source.ts'
import { soqlDateTime, soqlString } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * Signs of a condition on the mails' names: it stands beside a sub-query in one URL
 * (docs/reference/salesforce.md#url-length).
 */
const maxNameChars = 500
const draft = '5'
const relation = 'EmailMessageRelation'

/**
 * Outgoing mails of the org that carry the notice, as the admin named them: by their exact subject, or by the id of
 * their template (`00X…`). Each is an `EmailMessage` with a `ToAddress` relation to the person
 * (docs/reference/salesforce.md#carrier-mail). None are named, or the org hides what is needed: none.
 */
export async function carrierSources(system: SalesforceSystem): Promise<Source[]> {
  const carriers = system.access.noticeCarriers ?? []
  if (carriers.length === 0) return []
  const [messages, relations] = [await system.fieldsOf('EmailMessage'), await system.fieldsOf(relation)]
  if (messages === null || !['Subject', 'MessageDate', 'Incoming'].every((name) => messages.has(name))) return []
  const byTemplate = messages.has('EmailTemplateId')
  const named = carriers.flatMap(({ mail, since }): Named[] => {
    if (!isTemplateId(mail)) return [{ mail, since, condition: `EmailMessage.Subject = ${soqlString(mail)}` }]
    return byTemplate ? [{ mail, since, condition: `EmailMessage.EmailTemplateId = ${soqlString(to18(mail))}` }] : []
  })
  const select = [
    'EmailMessageId',
    'EmailMessage.Subject',
    'EmailMessage.MessageDate',
    ...['EmailTemplateId', 'Status', 'IsBounced']
      .filter((name) => messages.has(name))
      .map((name) => `EmailMessage.${name}`),
    ...['RelationAddress', 'DeliveryResponse'].filter((name) => relations?.has(name) === true),
  ]
  return inUrls(named).map(
    (list, place): Source => ({
      object: relation,
      key: `${relation} of notices ${place}`,
      needs: ['RelationId', 'RelationType', 'EmailMessageId'],
      person: () => 'RelationId',
      select,
      automatic: true,
      where: `RelationType = 'ToAddress' AND EmailMessage.Incoming = false AND EmailMessage.MessageDate >= ${soqlDateTime(new Date(list.map(({ since }) => `${since}T00:00:00Z`).toSorted()[0] ?? 0))} AND (${list.map(({ condition }) => condition).join(' OR ')})`,
      act: () => null,
      mail: (row) => sentMail(row, list, system.deps.clock.now()),
    }),
  )
}

interface Named {
  mail: string
  since: string
  condition: string
}

const isTemplateId = (mail: string): boolean => /^00X(?:[A-Za-z0-9]{12}|[A-Za-z0-9]{15})$/u.test(mail)

function inUrls(named: readonly Named[]): Named[][] {
  const lists: Named[][] = []
  let room = 0
  for (const one of named) {
    const size = encodeURIComponent(one.condition).length + 4
    if (lists.length === 0 || size > room) {
      lists.push([])
      room = maxNameChars
    }
    lists.at(-1)?.push(one)
    room -= size
  }
  return lists
}

/** A draft was not sent, a soft bounce did not arrive; an automatic answer says that it did. */
function sentMail(row: Row, named: readonly Named[], now: Date): SentMail | null {
  const [at, id, response] = [
    instant(row, 'EmailMessage.MessageDate'),
    text(row, 'EmailMessageId'),
    text(row, 'DeliveryResponse'),
  ]
  if (at === null || at > now || id === null || text(row, 'EmailMessage.Status') === draft || response === 'SoftBounce')
    return null
  const [subject, template] = [
    text(row, 'EmailMessage.Subject')?.toLowerCase(),
    text(row, 'EmailMessage.EmailTemplateId'),
  ]
  const carrier = named.find(
    ({ mail, since }) =>
      at.toISOString().slice(0, 10) >= since &&
      (isTemplateId(mail) ? template !== null && to18(template) === to18(mail) : subject === mail.toLowerCase()),
  )
  return carrier === undefined
    ? null
    : {
        mail: carrier.mail,
        at,
        messageId: to18(id),
        bounced: response === 'HardBounce' || flag(row, 'EmailMessage.IsBounced'),
        address: text(row, 'RelationAddress'),
      }
}

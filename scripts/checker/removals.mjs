// docs/reference/promises.md#i5: nobody active is removed; #i6: block before delete.
import { objectionsOf, optedOutAddresses } from './objections.mjs'
import { relationOf } from './open-work.mjs'
import { recordsOf } from './records.mjs'
import { setsField } from './requests.mjs'

const hubspotActs = [
  'hs_email_last_click_date',
  'hs_sales_email_last_clicked',
  'hs_email_last_reply_date',
  'hs_sales_email_last_replied',
  'recent_conversion_date',
]
const holdFields = ['lawbase_hold_until', 'Lawbase_Hold_Until__c']

/** Every removal the product asked for, with the person behind it. */
export function removalsOf({ events, records, people }) {
  const byKey = new Map(records.map((record) => [record.key, record]))
  return events
    .filter((event) => event.kind === 'remove' && event.reached)
    .flatMap((event) =>
      event.keys.flatMap((key) => {
        const record = byKey.get(key)
        // What went before our request was not removed by it.
        return record === undefined ? [] : [{ event, record, members: people.membersOf(key) }]
      }),
    )
}

/** Records of contacts that Lawbase says it made itself, and that were not there before it came: nobody's. */
export function plantedOf({ audit, before }) {
  const earlier = new Set(recordsOf(before).map((record) => record.key))
  return new Set(
    audit
      .filter((line) => line.act === 'shopper')
      .map((line) => line.details.planted)
      .filter((key) => key !== undefined && !earlier.has(key)),
  )
}

export function checkSilent({ now, removals, inactivityMonths }) {
  const violations = []
  for (const { event, record, members } of removals) {
    const today = new Date(event.at).toISOString().slice(0, 10)
    const created = Math.min(...members.map((member) => member.createdAt))
    const acts = actsOf(now, members).filter((at) => at <= event.at)
    const last = Math.max(created, ...acts)
    if (today < addMonths(last, inactivityMonths)) {
      violations.push({
        rule: 'I5',
        what: `removed ${acts.some((at) => at === last) ? 'although the person acted' : 'too soon after the data were collected'} on ${new Date(last).toISOString().slice(0, 10)}`,
        ids: [record.key, `request ${event.seq}`],
      })
    }
    const relation = relationOf(now, members, event.at)
    if (relation !== null)
      violations.push({ rule: 'I5', what: `removed although ${relation}`, ids: [record.key, `request ${event.seq}`] })
  }
  return violations
}

/** Clicks, replies, forms, inbound mails, campaign and event responses. Opens and colleagues' notes are none. */
function actsOf(now, members) {
  const keys = new Set(members.filter((member) => member.system === 'salesforce').map((member) => member.id))
  const addresses = new Set(members.flatMap((member) => member.addresses))
  const dates = members
    .filter((member) => member.system === 'hubspot')
    .flatMap((member) => hubspotActs.map((name) => member.row.properties[name]))
  const mails = new Map(
    now.salesforce.emailMessages.filter((mail) => mail.Incoming === true).map((mail) => [mail.Id, mail]),
  )
  for (const link of now.salesforce.emailMessageRelations) {
    if (link.RelationType !== 'FromAddress' || !mails.has(link.EmailMessageId)) continue
    if (keys.has(link.RelationId) || addresses.has(String(link.RelationAddress ?? '').toLowerCase()))
      dates.push(mails.get(link.EmailMessageId).MessageDate)
  }
  for (const member of now.salesforce.campaignMembers)
    if (member.HasResponded === true && (keys.has(member.ContactId) || keys.has(member.LeadId)))
      dates.push(member.FirstRespondedDate)
  for (const event of now.salesforce.eventRelations)
    if (['Accepted', 'Declined'].includes(event.Status) && keys.has(event.RelationId)) dates.push(event.RespondedDate)
  return dates
    .filter((date) => date !== undefined && date !== null && date !== '')
    .map((date) => (/^\d+$/u.test(date) ? Number(date) : Date.parse(date)))
}

/**
 * Every record of the person was on our hold, read back, in both systems; no opt-out was used, and none was on its way.
 */
export function checkHeld({ before, removals, events, audit, systems }) {
  const about = eventsAbout(events)
  const earlier = objectionsBefore(before, audit)
  const first = new Map()
  for (const removal of removals) if (!first.has(removal.members)) first.set(removal.members, removal.event)
  return [...first].flatMap(([members, event]) => [
    ...members
      .filter((member) => systems.has(member.system) && couldBeHeld(member, event))
      .flatMap((member) => holdFault(about(member.key), event, member.key)),
    ...objectionFault(members, event, about, earlier),
  ])
}

/** What reached a vendor about a record or an address, in the order of arrival. */
function eventsAbout(events) {
  const touching = new Map()
  for (const event of events.filter((candidate) => candidate.reached)) {
    for (const name of event.keys ?? [event.key ?? event.address]) {
      if (touching.has(name)) touching.get(name).push(event)
      else touching.set(name, [event])
    }
  }
  return (name) => touching.get(name) ?? []
}

/** Nobody can be mailed through a converted lead, and nothing can be written to it. */
function couldBeHeld(member, event) {
  const lived = member.createdAt <= event.at && (member.live || (member.goneAt ?? 0) >= event.at - 1_000)
  return lived && !member.frozen
}

function holdFault(theirs, removal, key) {
  const ids = [key, `request ${removal.seq}`]
  const last = theirs
    .filter(
      (other) => other.kind === 'write' && other.seq < removal.seq && holdFields.some((field) => field in other.fields),
    )
    .at(-1)
  if (last === undefined || !holdFields.some((field) => setsField(last, field)))
    return [{ rule: 'I6', what: 'the person was removed while this record was not on hold', ids }]
  return theirs.some((other) => other.kind === 'read' && other.seq > last.seq && other.seq < removal.seq)
    ? []
    : [{ rule: 'I6', what: 'the hold was not read back before the removal', ids }]
}

const ownBlocks = ['lawbase_do_not_contact', 'Lawbase_Do_Not_Contact__c']
const blockFields = ['HasOptedOutOfEmail', 'DoNotCall', 'HasOptedOutOfFax', ...ownBlocks]

/** Who said no before a removal, and on which records a block stood by then. */
function objectionsBefore(before, audit) {
  const objections = objectionsOf(audit)
  const outBefore = optedOutAddresses(before)
  const rowBefore = new Map([...before.salesforce.contacts, ...before.salesforce.leads].map((row) => [row.Id, row]))
  const blockedBefore = (member) =>
    member.system === 'salesforce'
      ? rowBefore.get(member.id)?.HasOptedOutOfEmail === true
      : member.addresses.some((address) => outBefore.has(address))
  return {
    objected: (members, event) => {
      const keys = new Set(members.map((member) => member.key))
      return (
        objections.some((objection) => objection.at <= event.at && objection.keys.some((key) => keys.has(key))) ||
        addressesOf(members).some((address) => outBefore.has(address)) ||
        members.some(blockedBefore)
      )
    },
    isStopped: (member, about, event) =>
      blockedBefore(member) ||
      objections.some((objection) => objection.at <= event.at && objection.own.includes(member.key)) ||
      [member.key, ...member.addresses]
        .flatMap(about)
        .some(
          (other) =>
            other.seq < event.seq && (other.kind === 'opt-out' || blockFields.some((field) => setsField(other, field))),
        ),
  }
}

/** Whoever said no goes with the silent once each of their records was blocked; nobody else was given an opt-out. */
function objectionFault(members, removal, about, { objected, isStopped }) {
  const keys = [...new Set(members.map((member) => member.key))]
  if (objected(members, removal))
    return members
      .filter((member) => couldBeHeld(member, removal) && !isStopped(member, about, removal))
      .map((member) => ({
        rule: 'I6',
        what: 'someone who had opted out was removed as inactive before this record was blocked',
        ids: [member.key, `request ${removal.seq}`],
      }))
  const opted = [...keys, ...addressesOf(members)]
    .flatMap(about)
    .find((other) => other.seq < removal.seq && (other.kind === 'opt-out' || setsField(other, 'HasOptedOutOfEmail')))
  if (opted === undefined) return []
  return [
    {
      rule: 'I6',
      what: "a silent person was given the system's own opt-out",
      ids: [...keys, `request ${opted.seq}`],
    },
  ]
}

function addressesOf(members) {
  return [...new Set(members.flatMap((member) => member.addresses))]
}

/** The day `months` calendar months later, in UTC; the 31st falls back to the month's last day. */
function addMonths(at, months) {
  const from = new Date(at)
  const year = from.getUTCFullYear()
  const month = from.getUTCMonth() + months
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(from.getUTCDate(), days))).toISOString().slice(0, 10)
}

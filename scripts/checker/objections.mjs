// Who said no, on which channels: in the vendors' state before, by acts of people and CRM users meanwhile, and in the
// audit log.
import { isShared, plainAddress, recordsOf } from './records.mjs'
import { setsField } from './requests.mjs'

export const voice = ['phone', 'sms', 'robocall']
const salesforceFlags = { HasOptedOutOfEmail: ['email'], DoNotCall: voice, HasOptedOutOfFax: ['fax'] }

/** Addresses that HubSpot shows as opted out of everything. */
export function optedOutAddresses(state) {
  return new Map(state.hubspot.optOuts.filter((optOut) => optOut.portalWide).map((optOut) => [optOut.email, optOut]))
}

/**
 * Objections as `{ key, channels, from }` for a record, or `{ address, channels, from }` for an address. What the
 * product wrote itself is left out: it is judged by the objections it was written for.
 */
export function gatherObjections({ before, now, events, audit, people, given }) {
  const written = events.filter((event) => event.kind === 'write' && event.reached)
  const ours = new Set(
    written.flatMap((event) =>
      Object.keys(event.fields)
        .filter((field) => setsField(event, field))
        .map((field) => `${event.key} ${field}`),
    ),
  )
  const objections = []
  for (const [address, optOut] of optedOutAddresses(before))
    objections.push({ address, channels: ['email'], from: 'before', at: Date.parse(optOut.at) })
  for (const [address, optOut] of optedOutAddresses(now)) {
    if (!optOut.source.startsWith('INTEGRATION'))
      objections.push({ address, channels: ['email'], from: 'meanwhile', at: Date.parse(optOut.at) })
  }
  for (const [from, state] of [
    ['before', before],
    ['meanwhile', now],
  ]) {
    for (const record of recordsOf(state)) {
      if (record.system !== 'salesforce') continue
      for (const [field, channels] of Object.entries(salesforceFlags)) {
        if (record.row[field] === true && (from === 'before' || !ours.has(`${record.key} ${field}`)))
          objections.push({ key: record.key, channels, from, at: null })
      }
    }
  }
  objections.push(...fromAudit(audit, people, now))
  for (const { email, channels } of given)
    objections.push({ address: plainAddress(email), channels, from: 'given', at: null })
  return objections
}

/** What the audit log says was objected to, by record. */
function fromAudit(audit, people, now) {
  const recordsByKey = new Map(recordsOf(now).map((record) => [record.key, record]))
  const hasSharedSecond = (record) =>
    record !== undefined &&
    record.primary !== null &&
    !isShared(record.primary) &&
    record.addresses.some((address) => isShared(address))
  const objections = []
  // An objection to one kind of message stops no channel: checkKinds looks at it.
  for (const { keys, byNumber, besideShared, channels, at } of objectionsOf(audit).filter(
    (objection) => objection.kinds.length === 0,
  )) {
    // Written for records of several people (one address, two names), it says nothing about their other records.
    const severalPeople =
      new Set(keys.map((key) => people.membersOf(key)).filter((members) => members.length > 0)).size > 1
    // A shared mailbox that is the second address of a record is blocked by itself: the first stays open, which is
    // allowed of a record alone whose second address is one.
    const isBeside = (key) => besideShared.includes(key) && hasSharedSecond(recordsByKey.get(key))
    objections.push(
      ...keys.map((key) => ({
        key,
        channels: isBeside(key) ? channels.filter((channel) => channel !== 'email') : channels,
        from: 'audit',
        at,
        severalPeople: severalPeople || isBeside(key),
      })),
    )
    // A number may be a switchboard: it says nothing about the person's addresses or other records.
    objections.push(
      ...byNumber.map((key) => ({
        key,
        channels: channels.filter((channel) => voice.includes(channel)),
        from: 'audit',
        at,
        severalPeople: true,
      })),
    )
  }
  return objections
}

/** Objections of the audit log with the records that their own lines and their propagations name. */
export function objectionsOf(audit) {
  const objections = new Map(
    audit
      .filter((line) => line.act === 'objection')
      .map((line) => {
        const { object, recordId } = line.details.evidence ?? {}
        const own = object !== undefined && recordId !== undefined ? [`${object}:${recordId}`] : []
        return [
          line.actId.slice('objection:'.length),
          {
            id: line.actId.slice('objection:'.length),
            line,
            channels: line.details.channels ?? [],
            kinds: line.details.kinds ?? [],
            at: Date.parse(line.details.receivedAt ?? line.at),
            own,
            keys: [...own],
            byNumber: [],
            besideShared: [],
          },
        ]
      }),
  )
  for (const line of audit) {
    const objection = line.act === 'propagation' ? objections.get(line.details.objectionId) : undefined
    if (objection === undefined) continue
    const byNumber = line.details.byNumber ?? []
    objection.byNumber.push(...byNumber)
    objection.besideShared.push(...(line.details.besideShared ?? []))
    objection.keys.push(...(line.details.records ?? []).filter((key) => !byNumber.includes(key)))
  }
  return [...objections.values()].map((objection) => ({
    ...objection,
    keys: [...new Set(objection.keys)],
    byNumber: [...new Set(objection.byNumber)],
  }))
}

/**
 * Does the record show an objection to this kind: our mark, a checkbox of the org, an opt-out of a type of its
 * addresses, or a block of the whole channel?
 */
export function showsKind(record, channel, kind, state, optedOut) {
  const marks =
    record.system === 'hubspot' ? record.row.properties.lawbase_stopped_kinds : record.row.Lawbase_Stopped_Kinds__c
  if (
    String(marks ?? '')
      .split(';')
      .includes(`${channel}:${kind}`) ||
    !isOpen(record, channel, optedOut, false)
  )
    return true
  if (record.system === 'salesforce')
    return Object.entries(record.row).some(([name, value]) => name.endsWith('__c') && value === true)
  return (
    channel === 'email' &&
    state.hubspot.optOuts.some((optOut) => optOut.subscriptionId !== null && record.addresses.includes(optOut.email))
  )
}

/** Record key → channels that must be blocked there, over all records of the people who said no. */
export function channelsToBlock(objections, records, people) {
  const wanted = new Map()
  const want = (record, channels, ownAddress) => {
    const entry = wanted.get(record.key) ?? { record, channels: new Set(), fromAddress: new Set() }
    for (const channel of channels) entry.channels.add(channel)
    if (ownAddress !== undefined) entry.fromAddress.add(ownAddress)
    wanted.set(record.key, entry)
  }
  const byKey = new Map(records.map((record) => [record.key, record]))
  const byAddress = new Map()
  for (const record of records)
    for (const address of record.addresses) byAddress.set(address, [...(byAddress.get(address) ?? []), record])
  const saidOnRecord = (objection, said) => {
    want(said, objection.channels)
    if (!objection.severalPeople) for (const record of people.membersOf(objection.key)) want(record, objection.channels)
    // One address under two names: the address is blocked for both.
    if (objection.channels.includes('email') && said.primary !== null && !isShared(said.primary))
      for (const record of byAddress.get(said.primary)) if (record.primary === said.primary) want(record, ['email'])
  }
  const saidByAddress = ({ address, channels }) => {
    for (const record of byAddress.get(address) ?? []) {
      if (isShared(address)) {
        if (record.primary === address) want(record, channels, address)
        continue
      }
      want(record, channels, address)
      for (const other of people.membersOf(record.key)) want(other, channels)
    }
  }
  for (const objection of objections) {
    const said = objection.key === undefined ? undefined : byKey.get(objection.key)
    if (objection.key === undefined) saidByAddress(objection)
    else if (said !== undefined) saidOnRecord(objection, said)
  }
  return wanted
}

/** Can this record still be reached by the channel in its own system? */
export function isOpen(record, channel, optedOut, ownAddressSaidNo) {
  const marks = String(
    (record.system === 'hubspot'
      ? record.row.properties.lawbase_do_not_contact
      : record.row.Lawbase_Do_Not_Contact__c) ?? '',
  ).split(';')
  if (record.system === 'salesforce') {
    if (channel === 'email') return record.row.HasOptedOutOfEmail !== true
    if (voice.includes(channel)) return record.row.DoNotCall !== true
    return channel === 'fax' ? record.row.HasOptedOutOfFax !== true : !marks.includes(channel)
  }
  if (channel !== 'email') return !marks.includes(channel)
  if (record.primary === null) return !marks.includes('email')
  if (optedOut.has(record.primary)) return false
  // A shared mailbox stays open for the others: the person's own record is marked instead.
  return !(isShared(record.primary) && !ownAddressSaidNo && marks.includes('email'))
}

// docs/reference/promises.md#i1: no objection is lost; #i2: only the person lifts one; #i3: nobody who said no stays
// contactable.
import { channelsToBlock, isOpen, objectionsOf, optedOutAddresses, showsKind } from './objections.mjs'
import { isShared, recordsOf } from './records.mjs'
import { clears } from './requests.mjs'

/** Everybody who had said no before has an Objection that names one of their records. */
export function checkRecorded({ objections, records, people, audit, systems }) {
  const named = new Set(objectionsOf(audit).flatMap((objection) => objection.keys))
  const missing = new Map()
  const holders = new Map()
  for (const record of records)
    for (const name of [record.key, ...record.addresses.filter((address) => !isShared(address))])
      holders.set(name, [...(holders.get(name) ?? []), record])
  for (const objection of objections.filter((candidate) => candidate.from === 'before')) {
    const said = holders.get(objection.key ?? objection.address) ?? []
    for (const record of said) {
      const theirs = people.membersOf(record.key)
      if (record.live && systems.has(record.system) && !theirs.some((other) => named.has(other.key)))
        missing.set(record.key, objection)
    }
  }
  return [...missing].map(([key, objection]) => ({
    rule: 'I1',
    what: `an opt-out that stood before (${objection.channels.join(', ')}) has no objection in the audit log`,
    ids: [key],
  }))
}

/** No request took a block away or made a person; who was opted out still is. */
export function checkNotLifted({ before, now, events, lifts, records, planted }) {
  return [
    ...liftedByRequest(events, lifts, records, planted),
    ...optedInAgain(before, now),
    ...flagsGone(before, now, lifts),
  ]
}

function liftedByRequest(events, lifts, records, planted) {
  // The mystery shopper's own, which the audit log names.
  const ours = new Set(records.filter((record) => planted.has(record.key)).flatMap((record) => record.addresses))
  const isOurs = ({ addresses }) => addresses.length > 0 && addresses.every((address) => ours.has(address))
  const violations = []
  for (const event of events.filter((candidate) => candidate.reached)) {
    // The person took it back, and the audit log says so.
    if (clears(event) && !lifts.released.has(event.key))
      violations.push({
        rule: 'I2',
        what: 'a request took an opt-out or a block away',
        ids: [`request ${event.seq}`, event.key ?? event.addresses?.join(' ') ?? ''],
      })
    if (event.kind === 'create' && !isOurs(event))
      violations.push({ rule: 'I2', what: 'a request created a person', ids: [`request ${event.seq}`] })
  }
  return violations
}

function optedInAgain(before, now) {
  const stillOut = optedOutAddresses(now)
  const erased = new Set(now.hubspot.blocklist.map((entry) => entry.email))
  return [...optedOutAddresses(before).keys()]
    .filter((address) => !stillOut.has(address) && !erased.has(address))
    .map((address) => ({
      rule: 'I2',
      what: 'an address opted out before is opted in at HubSpot',
      ids: holders(now, address),
    }))
}

function flagsGone(before, now, lifts) {
  const rows = new Map(recordsOf(now).map((record) => [record.key, record]))
  return recordsOf(before)
    .filter((record) => record.system === 'salesforce' && !lifts.released.has(record.key))
    .flatMap((record) => {
      const after = rows.get(record.key)
      if (after === undefined || !after.live) return []
      return ['HasOptedOutOfEmail', 'DoNotCall', 'HasOptedOutOfFax']
        .filter((field) => record.row[field] === true && after.row[field] !== true)
        .map((field) => ({ rule: 'I2', what: `${field} was set before and is not any more`, ids: [record.key] }))
    })
}

function holders(state, address) {
  return recordsOf(state)
    .filter((record) => record.system === 'hubspot' && record.addresses.includes(address))
    .map((record) => record.key)
}

/** Each live record of everybody who said no is blocked on the channels of that objection. */
export function checkBlocked({ now, objections, records, people, systems }) {
  const optedOut = optedOutAddresses(now)
  const violations = []
  for (const { record, channels, fromAddress } of channelsToBlock(objections, records, people).values()) {
    // A converted lead is frozen: the contact it became stands for it.
    if (!record.live || record.frozen || !systems.has(record.system)) continue
    const open = [...channels].filter((channel) => isOpen(record, channel, optedOut, fromAddress.has(record.primary)))
    if (open.length > 0)
      violations.push({
        rule: 'I3',
        what: `opted out and is still contactable by ${open.toSorted((a, b) => (a < b ? -1 : 1)).join(', ')}`,
        ids: [record.key],
      })
  }
  return violations
}

/** Each live record of everybody who said no to a kind of message shows that objection. */
export function checkKinds({ now, records, people, audit, systems, lifts }) {
  const optedOut = optedOutAddresses(now)
  const byKey = new Map(records.map((record) => [record.key, record]))
  const violations = new Map()
  for (const { keys, channels, kinds } of objectionsOf(audit)) {
    const several = new Set(keys.map((key) => people.membersOf(key)).filter((members) => members.length > 0)).size > 1
    const theirs = new Set(
      keys
        .flatMap((key) => [byKey.get(key), ...(several ? [] : people.membersOf(key))])
        .filter((record) => record !== undefined),
    )
    for (const record of theirs) {
      if (!record.live || record.frozen || !systems.has(record.system)) continue
      for (const kind of kinds) {
        const open = channels.filter(
          (channel) =>
            !lifts.lifted.has(`${record.key} ${channel}:${kind}`) && !showsKind(record, channel, kind, now, optedOut),
        )
        if (open.length > 0)
          violations.set(`${record.key} ${kind}`, {
            rule: 'I3',
            what: `opted out of ${kind} and nothing shows it for ${open.join(', ')}`,
            ids: [record.key],
          })
      }
    }
  }
  return [...violations.values()]
}

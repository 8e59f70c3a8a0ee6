// docs/reference/promises.md#i4: "applied" means that the vendor's own state was read after the last write and showed
// it; "accepted" that the broker has it.
import { optedOutAddresses } from './objections.mjs'
import { recordsOf } from './records.mjs'
import { isKind, shows } from './shown.mjs'
import { trailOf } from './trail.mjs'

/** Two propagations of one record may be carried side by side. */
const besideMs = 15_000

export function checkProofs({ before, now, records, events, audit, connectorOf, lifts }) {
  const lines = audit.filter((line) => line.act === 'propagation')
  const last = new Map(lines.map((line) => [propagationOf(line), line]))
  const scene = {
    now,
    lifts,
    connectorOf,
    byKey: new Map(records.map((record) => [record.key, record])),
    earlier: new Map(recordsOf(before).map((record) => [record.key, record])),
    optedOut: optedOutAddresses(now),
    trail: trailOf(events),
    isLast: (line) => last.get(propagationOf(line)) === line,
    hasNeighbour: neighbours(lines),
  }
  return lines.flatMap((line) => {
    if (line.details.to === 'accepted') return acceptedFaults(scene, line)
    return line.details.to === 'applied' ? appliedFaults(scene, line) : []
  })
}

const propagationOf = (line) => line.actId.split(':')[1]
const recordsIn = (line) => line.details.records ?? []
const idsOf = (line) => [line.actId, ...recordsIn(line)]

/** Whether another propagation told of the same record at about the same time. */
function neighbours(lines) {
  const actsOn = new Map()
  for (const line of lines) for (const key of recordsIn(line)) actsOn.set(key, [...(actsOn.get(key) ?? []), line])
  return (line, key) =>
    (actsOn.get(key) ?? []).some(
      (other) =>
        propagationOf(other) !== propagationOf(line) && Math.abs(Date.parse(other.at) - Date.parse(line.at)) < besideMs,
    )
}

function acceptedFaults({ now, connectorOf }, line) {
  if (connectorOf(line.connectionId) !== 'broker-webhook') return []
  const { ticket } = line.details
  const notice = now.broker.notices.find((candidate) => candidate.receipt === ticket || candidate.webhookId === ticket)
  return notice?.valid === true
    ? []
    : [{ rule: 'I4', what: 'accepted, and the broker holds no valid notice of it', ids: idsOf(line) }]
}

function appliedFaults(scene, line) {
  const seen = line.details.seen ?? []
  if (seen.length === 0) return [{ rule: 'I4', what: 'applied without anything read back', ids: idsOf(line) }]
  return [
    ...seen.filter((item) => item.address !== true).flatMap((item) => recordFaults(scene, line, item)),
    ...addressFaults(
      scene,
      line,
      seen.filter((item) => item.address === true),
    ),
  ]
}

function recordFaults({ byKey, earlier, trail, lifts, connectorOf, isLast, hasNeighbour }, line, item) {
  const key =
    recordsIn(line).find((one) => one.endsWith(`:${item.record}`)) ??
    keyOfId(item.record, connectorOf(line.connectionId))
  const target = { ...item, key }
  const record = byKey.get(key)
  const mustShow = isLast(line) && record?.live === true && !record.frozen && !lifts.released.has(key)
  const names = [key, ...addressesIn(byKey, key), ...addressesIn(earlier, key)]
  const readBack = trail.recordReadBack(target, names, Date.parse(line.at), hasNeighbour(line, key))
  const fault = (what) => ({ rule: 'I4', what: `applied (${item.channel})${what}`, ids: [line.actId, key] })
  return [
    ...(mustShow && !shows(target, record) ? [fault(', and the system does not show it')] : []),
    ...(readBack ? [] : [fault(' without a read after the last write')]),
  ]
}

function keyOfId(id, system) {
  return system === 'hubspot' ? `contact:${id}` : `${id.startsWith('00Q') ? 'Lead' : 'Contact'}:${id}`
}

const addressesIn = (records, key) => records.get(key)?.addresses ?? []

/**
 * The log holds no address: as many of the records' addresses as it claims must have been read, and must show.
 */
function addressFaults(scene, line, items) {
  if (items.length === 0) return []
  const { byKey, earlier, trail, isLast, hasNeighbour } = scene
  const at = Date.parse(line.at)
  const keys = recordsIn(line)
  const ofKind = items.some((item) => isKind(item.channel))
  const held = [...new Set(keys.flatMap((key) => [...addressesIn(byKey, key), ...addressesIn(earlier, key)]))]
  const changed = keys.some(
    (key) => !byKey.has(key) || String(byKey.get(key).addresses) !== String(earlier.get(key)?.addresses),
  )
  const needed = Math.min(claimedAddresses(items, ofKind), held.length)
  const shown = held.filter((address) => isOut(scene, address, ofKind)).length
  const beside = keys.some((key) => hasNeighbour(line, key))
  const proven = held.filter((address) =>
    trail.addressReadBack(address, recordsWithPrimary(scene, keys, address), at, beside),
  ).length
  const fault = (what) => ({ rule: 'I4', what: `applied (email)${what}`, ids: idsOf(line) })
  return [
    ...(isLast(line) && !changed && shown < needed ? [fault(', and the system does not show it')] : []),
    ...(proven < needed && !(changed && trail.anyAddressRead(at))
      ? [fault(' without a read after the last write')]
      : []),
  ]
}

/** With kinds an address is named once per channel. */
function claimedAddresses(items, ofKind) {
  if (!ofKind) return items.length
  return Math.max(...[...Map.groupBy(items, (item) => item.channel).values()].map((same) => same.length))
}

function isOut({ now, optedOut }, address, ofKind) {
  if (optedOut.has(address)) return true
  return ofKind && now.hubspot.optOuts.some((one) => one.email === address && one.subscriptionId !== null)
}

/** HubSpot's own property of a contact shows the opt-out of its primary address. */
function recordsWithPrimary({ byKey, earlier }, keys, address) {
  return keys.filter((key) =>
    [byKey.get(key), earlier.get(key)].some((record) => record?.system === 'hubspot' && record.primary === address),
  )
}

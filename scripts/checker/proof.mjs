// I4: "applied" means that the vendor's own state was read after the last write and showed it; "accepted" that the
//   broker has it.
import { optedOutAddresses } from './objections.mjs'
import { recordsOf } from './records.mjs'

const salesforceFields = {
  email: 'HasOptedOutOfEmail',
  phone: 'DoNotCall',
  sms: 'DoNotCall',
  robocall: 'DoNotCall',
  fax: 'HasOptedOutOfFax',
}
/** Instants are cut to milliseconds on both sides. */
const roundingMs = 2
/** Two propagations of one record may be carried side by side. */
const besideMs = 15_000
/** No vendor call for one batch takes longer. */
const claimMs = 90_000
const markFields = ['lawbase_do_not_contact', 'Lawbase_Do_Not_Contact__c']
const kindFields = ['lawbase_stopped_kinds', 'Lawbase_Stopped_Kinds__c']
const isKind = (channel) => channel.includes(':')
/** Checkboxes that a read-back of one kind names: `No_Newsletter__c=true`. */
const checkboxesIn = (value) =>
  String(value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part.endsWith('=true'))
    .map((part) => part.slice(0, -5))

export function checkProofs({ before, now, records, events, audit, connectorOf, lifts }) {
  const byKey = new Map(records.map((record) => [record.key, record]))
  const earlier = new Map(recordsOf(before).map((record) => [record.key, record]))
  const optedOut = optedOutAddresses(now)
  const trail = trailOf(events)
  const lines = audit.filter((line) => line.act === 'propagation')
  const violations = []
  const last = new Map(lines.map((line) => [propagationOf(line), line]))
  const actsOn = new Map()
  for (const line of lines)
    for (const key of line.details.records ?? []) actsOn.set(key, [...(actsOn.get(key) ?? []), line])
  const hasNeighbour = (line, key) =>
    (actsOn.get(key) ?? []).some(
      (other) =>
        propagationOf(other) !== propagationOf(line) && Math.abs(Date.parse(other.at) - Date.parse(line.at)) < besideMs,
    )
  for (const line of lines) {
    const ids = [line.actId, ...(line.details.records ?? [])]
    if (line.details.to === 'accepted' && connectorOf(line.connectionId) === 'broker-webhook') {
      const notice = now.broker.notices.find(
        (candidate) => candidate.receipt === line.details.ticket || candidate.webhookId === line.details.ticket,
      )
      if (notice?.valid !== true)
        violations.push({ rule: 'I4', what: 'accepted, and the broker holds no valid notice of it', ids })
    }
    if (line.details.to !== 'applied') continue
    const seen = line.details.seen ?? []
    if (seen.length === 0) {
      violations.push({ rule: 'I4', what: 'applied without anything read back', ids })
      continue
    }
    const system = connectorOf(line.connectionId)
    const at = Date.parse(line.at)
    const later = last.get(propagationOf(line)) !== line
    const recordKeys = line.details.records ?? []
    for (const item of seen.filter((candidate) => candidate.address !== true)) {
      const target = {
        ...item,
        key: recordKeys.find((key) => key.endsWith(`:${item.record}`)) ?? keyOfId(item.record, system),
      }
      const record = byKey.get(target.key)
      if (
        !later &&
        record?.live === true &&
        !record.frozen &&
        !lifts.released.has(target.key) &&
        !shows(target, record)
      ) {
        violations.push({
          rule: 'I4',
          what: `applied (${item.channel}), and the system does not show it`,
          ids: [line.actId, target.key],
        })
      }
      const names = [target.key, ...(record?.addresses ?? []), ...(earlier.get(target.key)?.addresses ?? [])]
      if (!trail.recordReadBack(target, names, at, hasNeighbour(line, target.key)))
        violations.push({
          rule: 'I4',
          what: `applied (${item.channel}) without a read after the last write`,
          ids: [line.actId, target.key],
        })
    }
    const ofKind = seen.some((item) => item.address === true && isKind(item.channel))
    const claimed = new Set(
      seen
        .filter((item) => item.address === true)
        .map((item, index) =>
          ofKind
            ? seen.filter((other) => other.address === true && other.channel === item.channel).indexOf(item)
            : index,
        ),
    ).size
    if (claimed === 0) continue
    const isOut = (address) =>
      optedOut.has(address) ||
      (ofKind && now.hubspot.optOuts.some((optOut) => optOut.email === address && optOut.subscriptionId !== null))
    // The log holds no address: as many of the records' addresses as it claims must have been read, and must show.
    const held = [
      ...new Set(
        recordKeys.flatMap((key) => [...(byKey.get(key)?.addresses ?? []), ...(earlier.get(key)?.addresses ?? [])]),
      ),
    ]
    const changed = recordKeys.some(
      (key) => !byKey.has(key) || String(byKey.get(key).addresses) !== String(earlier.get(key)?.addresses),
    )
    const needed = Math.min(claimed, held.length)
    if (!later && !changed && held.filter(isOut).length < needed)
      violations.push({ rule: 'I4', what: 'applied (email), and the system does not show it', ids })
    // HubSpot's own property of a contact shows the opt-out of its primary address.
    const ofPrimary = (address) =>
      recordKeys.filter((key) =>
        [byKey.get(key), earlier.get(key)].some((record) => record?.system === 'hubspot' && record.primary === address),
      )
    const proven = held.filter((address) =>
      trail.addressReadBack(
        address,
        ofPrimary(address),
        at,
        recordKeys.some((key) => hasNeighbour(line, key)),
      ),
    ).length
    if (proven < needed && !(changed && trail.anyAddressRead(at)))
      violations.push({ rule: 'I4', what: 'applied (email) without a read after the last write', ids })
  }
  return violations
}

const propagationOf = (line) => line.actId.split(':')[1]

function keyOfId(id, system) {
  return system === 'hubspot' ? `contact:${id}` : `${id.startsWith('00Q') ? 'Lead' : 'Contact'}:${id}`
}

function shows(target, record) {
  if (isKind(target.channel)) {
    if (target.level === 'enforced') return checkboxesIn(target.value).every((name) => record.row[name] === true)
    return String(
      kindFields
        .map((name) => (record.system === 'salesforce' ? record.row[name] : record.row.properties[name]) ?? '')
        .join(''),
    )
      .split(';')
      .includes(target.channel)
  }
  if (record.system === 'salesforce' && target.level === 'enforced')
    return record.row[salesforceFields[target.channel]] === true
  const marks =
    record.system === 'salesforce' ? record.row.Lawbase_Do_Not_Contact__c : record.row.properties.lawbase_do_not_contact
  return String(marks ?? '')
    .split(';')
    .includes(target.channel)
}

/** Reads and writes per record and per address, in the order the vendor received them. */
function trailOf(events) {
  const reads = new Map()
  const writes = new Map()
  const note = (map, name, event) => (map.has(name) ? map.get(name).push(event) : map.set(name, [event]))
  for (const event of events.filter((candidate) => candidate.reached)) {
    if (event.kind === 'read') for (const name of [...event.keys, ...event.addresses]) note(reads, name, event)
    if (event.showsOptOut) for (const key of event.keys) note(reads, `opt-out of ${key}`, event)
    if (event.kind === 'write') note(writes, event.key, event)
    if (event.kind === 'opt-out') note(writes, event.address, event)
  }
  // A read of the same address in another system proves nothing here.
  const proven = (system, names, at, own, neighbour) => {
    const seen = names.flatMap((name) => reads.get(name) ?? []).filter((event) => event.system === system)
    const seenAfter = (seq) => seen.some((event) => event.seq > seq && event.earliestAt <= at + roundingMs)
    const last = own.at(-1)
    if (last === undefined || seenAfter(last.seq)) return seenAfter(0)
    // The neighbour wrote between our read and our act: the write before it was read.
    const previous = own.at(-2)
    return neighbour && previous !== undefined && seenAfter(previous.seq)
  }
  // A write is counted where it certainly came before: right after a jump of the clock a later one may seem to lie
  // before it.
  const before = (name, at) => (writes.get(name) ?? []).filter((event) => event.at <= at)
  return {
    /** `names`: the record and its addresses, since it may be looked up by either. */
    recordReadBack: ({ key, channel, level, value }, names, at, neighbour) => {
      const fields = isKind(channel)
        ? level === 'enforced'
          ? checkboxesIn(value)
          : kindFields
        : level === 'enforced'
          ? [salesforceFields[channel]]
          : markFields
      return proven(
        key.startsWith('contact:') ? 'hubspot' : 'salesforce',
        names,
        at,
        before(key, at).filter((event) => fields.some((field) => field in event.fields)),
        neighbour,
      )
    },
    addressReadBack: (address, primaryOf, at, neighbour) =>
      proven('hubspot', [address, ...primaryOf.map((key) => `opt-out of ${key}`)], at, before(address, at), neighbour),
    anyAddressRead: (at) =>
      events.some(
        (event) =>
          event.kind === 'read' &&
          event.reached &&
          event.addresses.length > 0 &&
          event.earliestAt <= at + roundingMs &&
          event.at > at - claimMs,
      ),
  }
}

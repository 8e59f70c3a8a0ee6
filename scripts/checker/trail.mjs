// When each record and each address was read and written, as the vendors received it.
import { fieldsOf } from './shown.mjs'

/** Instants are cut to milliseconds on both sides. */
const roundingMs = 2
/** No vendor call for one batch takes longer. */
const claimMs = 90_000

/** Reads and writes per record and per address, in the order the vendor received them. */
export function trailOf(events) {
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
    recordReadBack: (item, names, at, neighbour) => {
      const fields = fieldsOf(item)
      return proven(
        item.key.startsWith('contact:') ? 'hubspot' : 'salesforce',
        names,
        at,
        before(item.key, at).filter((event) => fields.some((field) => field in event.fields)),
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

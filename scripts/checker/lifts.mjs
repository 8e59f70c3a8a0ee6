// What people took back themselves, and what a DPO corrected as entered for the wrong person, by the audit log: only
// these may make a block go away.
import { objectionsOf } from './objections.mjs'

/** Records where a block was taken off for a Lift or a correction, and per record the cells that ended and when. */
export function liftsOf(audit) {
  const corrected = new Set(
    audit.filter((line) => line.act === 'correction').flatMap((line) => line.details.objectionIds ?? []),
  )
  const released = new Set(
    audit
      .filter(
        ({ act, details }) =>
          act === 'release' && (details.liftId !== undefined || corrected.has(details.correctionOf)),
      )
      .map((line) => line.details.record),
  )
  const objections = new Map(objectionsOf(audit).map((objection) => [objection.id, objection]))
  const lifted = new Map()
  for (const line of audit.filter(({ act }) => act === 'lift' || act === 'correction')) {
    for (const key of keysOf(line, objections, released)) {
      for (const cell of line.details.ended ?? [])
        lifted.set(`${key} ${cell}`, Math.max(lifted.get(`${key} ${cell}`) ?? 0, Date.parse(line.at)))
    }
  }
  return { released, lifted }
}

/** Records of the objections that ended; one that only a number led to, where its block was taken off. */
function keysOf({ details }, objections, released) {
  const ended = (details.objectionIds ?? []).flatMap((id) => objections.get(id) ?? [])
  return new Set(ended.flatMap(({ keys, byNumber }) => [...keys, ...byNumber.filter((key) => released.has(key))]))
}

/** Objections without the channels that the person took back later. */
export function withoutLifted(objections, records, { lifted }) {
  if (lifted.size === 0) return objections
  const holders = new Map()
  for (const record of records)
    for (const address of record.addresses) holders.set(address, [...(holders.get(address) ?? []), record.key])
  return objections.map((objection) => {
    const keys = objection.key === undefined ? (holders.get(objection.address) ?? []) : [objection.key]
    return {
      ...objection,
      channels: objection.channels.filter(
        (channel) => !keys.some((key) => (lifted.get(`${key} ${channel}`) ?? 0) > (objection.at ?? 0)),
      ),
    }
  })
}

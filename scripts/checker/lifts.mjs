// What people took back themselves, by the audit log: only that may make a block go away.
import { objectionsOf } from './objections.mjs'

/** Records where a block was taken off for a Lift, and per record the cells that were lifted and when. */
export function liftsOf(audit) {
  const released = new Set(
    audit
      .filter((line) => line.act === 'release' && line.details.liftId !== undefined)
      .map((line) => line.details.record),
  )
  const objections = new Map(objectionsOf(audit).map((objection) => [objection.id, objection]))
  const lifted = new Map()
  for (const line of audit.filter((candidate) => candidate.act === 'lift')) {
    for (const key of new Set((line.details.objectionIds ?? []).flatMap((id) => objections.get(id)?.keys ?? []))) {
      for (const cell of line.details.ended ?? [])
        lifted.set(`${key} ${cell}`, Math.max(lifted.get(`${key} ${cell}`) ?? 0, Date.parse(line.at)))
    }
  }
  return { released, lifted }
}

/** Objections without the channels that the person took back later. */
export function withoutLifted(noes, records, { lifted }) {
  if (lifted.size === 0) return noes
  const holders = new Map()
  for (const record of records)
    for (const address of record.addresses) holders.set(address, [...(holders.get(address) ?? []), record.key])
  return noes.map((no) => {
    const keys = no.key === undefined ? (holders.get(no.address) ?? []) : [no.key]
    return {
      ...no,
      channels: no.channels.filter(
        (channel) => !keys.some((key) => (lifted.get(`${key} ${channel}`) ?? 0) > (no.at ?? 0)),
      ),
    }
  })
}

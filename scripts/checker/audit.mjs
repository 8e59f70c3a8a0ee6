// docs/reference/promises.md#i7: every act on a person stands in the audit log once, in a chain that holds, and never
// with an address.
import { createHash } from 'node:crypto'

const anyAddress = /[^\s"'<>(),;:=|]+@[^\s"'<>(),;:=|]+\.[a-z]{2,}/iu

export function checkAudit({ audit, records, removals }) {
  return [
    ...checkChain(audit),
    ...checkOnce(audit),
    ...checkAddresses(audit, records),
    ...checkRemovals(audit, removals, records),
  ]
}

function checkChain(audit) {
  let chain = Buffer.alloc(32)
  for (const [index, line] of audit.entries()) {
    const content = [
      index + 1,
      line.actId,
      line.act,
      line.at,
      line.actor,
      line.contactId,
      line.connectionId,
      sorted(line.details),
    ]
    chain = createHash('sha256')
      .update(Buffer.concat([chain, Buffer.from(JSON.stringify(content))]))
      .digest()
    if (line.seq !== index + 1 || line.chain !== chain.toString('hex'))
      return [{ rule: 'I7', what: 'the chain does not hold from this line on', ids: [`line ${index + 1}`, line.actId] }]
  }
  return []
}

function sorted(value) {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.keys(value)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => `${JSON.stringify(name)}:${sorted(value[name])}`)
    .join(',')}}`
}

/**
 * The same act under two ids: an objection's number, one record's bin, the same objection of one record from one door.
 */
function checkOnce(audit) {
  const violations = []
  const seen = new Map()
  const once = (name, line) => {
    const earlier = seen.get(name)
    if (earlier !== undefined)
      violations.push({ rule: 'I7', what: 'the same act stands twice', ids: [earlier, line.actId] })
    else seen.set(name, line.actId)
  }
  for (const line of audit) {
    once(`id ${line.actId}`, line)
    const { details } = line
    if (line.act === 'objection') {
      once(`number ${details.number}`, line)
      const { object, recordId } = details.evidence ?? {}
      if (recordId !== undefined) once(`no ${line.connectionId} ${object} ${recordId} ${details.channels}`, line)
    }
    if (line.act === 'correction') forget(seen, `objection:${details.objectionIds?.[0]}`)
    if (line.act === 'bin') once(`bin ${details.record}`, line)
    if (line.act === 'purged') once(`purged ${details.planId} ${line.contactId}`, line)
    if (line.act === 'hold') once(`hold ${details.planId ?? line.actId} ${line.contactId}`, line)
  }
  const versions = new Map()
  for (const line of audit.filter((candidate) => candidate.act === 'propagation')) {
    const [, id, version] = line.actId.split(':')
    if (Number(version) <= (versions.get(id) ?? -1))
      violations.push({ rule: 'I7', what: 'a propagation went back to an earlier version', ids: [line.actId] })
    versions.set(id, Number(version))
  }
  return violations
}

/** A system that showed a mistake may show it anew. */
function forget(seen, objection) {
  for (const [name, actId] of seen) if (name.startsWith('no ') && actId === objection) seen.delete(name)
}

/**
 * The actor is a user of the product and may be named by a login; anything else that looks like an address is one too
 * many.
 */
function checkAddresses(audit, records) {
  const known = new Set(records.flatMap((record) => record.addresses))
  return audit.flatMap((line) => {
    const { actor, ...rest } = line
    const text = JSON.stringify(rest)
    return anyAddress.test(text) || known.has(actor.toLowerCase())
      ? [{ rule: 'I7', what: 'the audit log holds an address', ids: [line.actId] }]
      : []
  })
}

/** What was removed has a bin act, and a bin act has a removal that shows. */
function checkRemovals(audit, removals, records) {
  const acts = new Set(audit.filter((line) => line.act === 'bin').map((line) => line.details.record))
  const asked = new Set(removals.map(({ record }) => record.key))
  const gone = new Set(records.filter((record) => !record.live).map((record) => record.key))
  const known = new Set(records.map((record) => record.key))
  return [
    ...[...asked]
      .filter((key) => gone.has(key) && !acts.has(key))
      .map((key) => ({ rule: 'I7', what: 'removed without an entry in the audit log', ids: [key] })),
    ...[...acts]
      .filter((key) => !asked.has(key) && known.has(key) && !gone.has(key))
      .map((key) => ({ rule: 'I7', what: 'the audit log says binned, and the record is live', ids: [key] })),
  ]
}

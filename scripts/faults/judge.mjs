// What came of it: the independent checker's findings, sorted into what must be zero, and the writes that were not
// needed.

/** @typedef {{ rule: string, what: string, ids: string[] }} Violation */

/** Counts per promise. What fits none of them is told as it is. */
export function sortViolations(violations) {
  const of = (rule, words = '') =>
    violations.filter((violation) => violation.rule === rule && violation.what.includes(words))
  const duplicate = [...of('I7', 'the same act stands twice'), ...of('I7', 'went back to an earlier version')]
  return {
    lost: of('I1').length,
    released: of('I2').length,
    leftContactable: of('I3').length,
    duplicateAudit: duplicate.length,
    other: violations.filter(
      (violation) => !['I1', 'I2', 'I3'].includes(violation.rule) && !duplicate.includes(violation),
    ),
  }
}

/** Objections that a door acknowledged and that stand in no line of the audit log: counted by key of the door. */
export function missingObjections(acknowledged, auditLines) {
  const objections = auditLines.filter((line) => line.act === 'objection')
  const rest = objections.filter((line) => line.details.door === 'rest').length
  const acknowledgedRest = acknowledged.filter((no) => no.door === 'rest' || no.door === 'stranger').length
  return Math.max(0, acknowledgedRest - rest)
}

const undone = new Set([
  'accept-and-ignore',
  'revert-after',
  'cut-before',
  'rate-limit',
  'rate-limited',
  'server-error',
  'html',
  'html-200',
  'slow',
])

/**
 * Opt-out writes that changed nothing: for each address and record, those that reached the vendor and stood, less the
 * first one and one for each time somebody or something undid it.
 */
export function redundantWrites(requests, putBacks) {
  const stood = new Map()
  for (const request of requests)
    for (const target of optOutTargets(request)) {
      const entry = stood.get(target) ?? { writes: 0, reverts: 0 }
      if (request.effect === 'revert-after') entry.reverts += 1
      else if (!undone.has(request.effect) && (request.status === 0 || request.status < 400)) entry.writes += 1
      stood.set(target, entry)
    }
  let redundant = 0
  for (const [target, { writes, reverts }] of stood)
    redundant += Math.max(0, writes - 1 - reverts - (putBacks.get(target.replace('record ', '')) ?? 0))
  return { orders: stood.size, redundant }
}

/** The addresses and records that a request opts out. */
function optOutTargets({ system, method, path: pathAndQuery, body }) {
  const path = pathAndQuery.split('?')[0]
  if (system === 'hubspot' && method === 'POST' && path.endsWith('/unsubscribe-all'))
    return addressesOf(path, body).map((address) => `address ${String(address).toLowerCase()}`)
  if (system === 'salesforce' && method === 'PATCH' && path.endsWith('/composite/sobjects'))
    return (body?.records ?? [])
      .filter((record) => record.HasOptedOutOfEmail === true)
      .map((record) => `record ${record.id ?? record.Id}`)
  return []
}

function addressesOf(path, body) {
  const named = /\/statuses\/([^/]+)\/unsubscribe-all$/.exec(path)?.[1]
  if (named !== undefined && named !== 'batch') return [decodeURIComponent(named)]
  return (body?.inputs ?? []).map((input) => (typeof input === 'string' ? input : input.subscriberIdString))
}

export function writesPerOrder({ orders, redundant }) {
  return orders === 0 ? 1 : (orders + redundant) / orders
}

const mustBeNone = [
  'lost',
  'leftContactable',
  'released',
  'duplicateAudit',
  'otherViolations',
  'crashes',
  'forgedTaken',
]

/** Every promise held, for as many objections as were asked for. */
export function isKept(found, writes, count) {
  const enough = found.objections >= count && writesPerOrder(writes) <= 1.02
  return enough && found.auditIntact && mustBeNone.every((name) => found[name] === 0)
}

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
export function missingNoes(acknowledged, auditLines) {
  const objections = auditLines.filter((line) => line.act === 'objection')
  const rest = objections.filter((line) => line.details.door === 'rest').length
  const acknowledgedRest = acknowledged.filter((no) => no.door === 'rest' || no.door === 'stranger').length
  return Math.max(0, acknowledgedRest - rest)
}

/**
 * Opt-out writes that changed nothing: for each address and record, those that reached the vendor and stood, less the
 * first one and one for each time somebody or something undid it.
 */
export function redundantWrites(requests, putBacks) {
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
  const stood = new Map()
  const note = (target, request) => {
    const entry = stood.get(target) ?? { writes: 0, reverts: 0 }
    if (request.effect === 'revert-after') entry.reverts += 1
    else if (!undone.has(request.effect) && (request.status === 0 || request.status < 400)) entry.writes += 1
    stood.set(target, entry)
  }
  for (const request of requests) {
    const path = request.path.split('?')[0]
    if (request.system === 'hubspot' && request.method === 'POST' && path.endsWith('/unsubscribe-all')) {
      const named = /\/statuses\/([^/]+)\/unsubscribe-all$/.exec(path)?.[1]
      const addresses =
        named === undefined || named === 'batch'
          ? (request.body?.inputs ?? []).map((input) => (typeof input === 'string' ? input : input.subscriberIdString))
          : [decodeURIComponent(named)]
      for (const address of addresses) note(`address ${String(address).toLowerCase()}`, request)
    }
    if (request.system === 'salesforce' && request.method === 'PATCH' && path.endsWith('/composite/sobjects')) {
      for (const record of request.body?.records ?? [])
        if (record.HasOptedOutOfEmail === true) note(`record ${record.id ?? record.Id}`, request)
    }
  }
  let orders = 0
  let redundant = 0
  for (const [target, { writes, reverts }] of stood) {
    orders += 1
    redundant += Math.max(0, writes - 1 - reverts - (putBacks.get(target.replace('record ', '')) ?? 0))
  }
  return { orders, redundant }
}

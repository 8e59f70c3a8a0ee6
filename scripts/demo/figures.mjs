// The figures of a run, as the JSON of its last line has them.
import { doorTable, percentile } from './report.mjs'

/** The door by the name it has in the report: a CRM's is the CRM's own. */
const cameThrough = ({ door, origin }) => (door === 'crm' ? origin.toLowerCase() : door)

/**
 * One way per no and system: from the person's act to the end there, with the proof reached; `ms` null where nothing
 * was to be done, or there is no end.
 */
export function waysOf(fired, objections) {
  const taken = new Set()
  return fired.flatMap((no) => {
    const objection = objections
      .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
      .find(
        (one) =>
          !taken.has(one.number) && (no.number === null ? cameThrough(one) === no.door : one.number === no.number),
      )
    if (objection === undefined) return []
    taken.add(objection.number)
    return objection.propagations.map((row) => ({
      door: no.door,
      connector: row.connector,
      system: row.system,
      state: row.state,
      proof: row.proof,
      ms: row.doneAt === null || row.state === 'absent' ? null : Date.parse(row.doneAt) - no.saidAt,
    }))
  })
}

/** How long each no took to its end in a CRM, the shortest first. */
export function latenciesOf(ways) {
  return ways
    .filter((way) => way.ms !== null && way.connector !== 'broker-webhook')
    .map((way) => way.ms)
    .toSorted((a, b) => a - b)
}

/** `ok` and `seconds` are set when everything was compared. */
export function figures({
  afterRun,
  factCounts,
  objections,
  ways,
  purge,
  openWork,
  objectors,
  back,
  identityKey,
  oldBackup,
  checked,
}) {
  const latency = latenciesOf(ways)
  const bySystem = (field) =>
    Object.fromEntries(
      afterRun.records
        .filter(({ connector }) => connector === 'hubspot' || connector === 'salesforce')
        .map((row) => [row.connector, row[field]]),
    )
  return {
    ok: false,
    contacts: { ...bySystem('records'), matched: afterRun.matched },
    tagged: bySystem('tagged'),
    decisions: afterRun.verdicts,
    decisionsByRule: afterRun.rules,
    facts: factCounts,
    objections: endsOf(objections),
    optOutsRepaired: afterRun.repairedRecords,
    doors: doorTable(ways),
    latencyMs: { p50: percentile(latency, 50), p95: percentile(latency, 95), max: percentile(latency, 100) },
    purge: {
      planned: purge.planned,
      approvedBy: purge.approvedBy.length,
      restored: purge.restored,
      binned: purge.binned,
      refused: purge.refused,
    },
    openWork,
    objectors,
    back: { objectorBlocked: back.objectorBlocked, silentVerdict: back.silentVerdict, silentRule: back.silentRule },
    identityKey,
    oldBackup,
    violations: checked.violations,
    seconds: 0,
  }
}

function endsOf(objections) {
  const ends = objections.flatMap((objection) => objection.propagations)
  const count = (...states) => ends.filter((row) => states.includes(row.state)).length
  return {
    sent: ends.length,
    applied: count('applied'),
    accepted: count('accepted'),
    absent: count('absent'),
    refused: count('refused'),
    waiting: count('waiting', 'queued', 'sending', 'written'),
  }
}

// Tests the promises docs/reference/promises.md#i1 to #i7 from the outside: the sandbox's own state
// and requests, the state before, and the audit export. Shares no code with the product or the sandbox.
import { call } from './call.mjs'
import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkAudit } from './checker/audit.mjs'
import { checkBlocked, checkKinds, checkNotLifted, checkRecorded } from './checker/blocks.mjs'
import { figuresOf } from './checker/figures.mjs'
import { liftsOf, withoutLifted } from './checker/lifts.mjs'
import { gatherObjections } from './checker/objections.mjs'
import { checkProofs } from './checker/proof.mjs'
import { groupPeople, recordsOf } from './checker/records.mjs'
import { checkHeld, checkSilent, plantedOf, removalsOf } from './checker/removals.mjs'
import { eventsOf } from './checker/requests.mjs'

/** @typedef {{ rule: string, what: string, ids: string[] }} Violation */

/**
 * Reads a sandbox and checks. `objections`: people known to have said no by another way, as `{ email, channels }`.
 * @param {{ sandbox: string, auditLines: readonly any[], before: any, inactivityMonths?: number,
 *   objections?: readonly { email: string, channels: readonly string[] }[] }} input
 * @returns {Promise<{ violations: Violation[], figures: Record<string, number> }>}
 */
export async function check({ sandbox, ...rest }) {
  const read = async (path) => {
    const answer = await call(new URL(path, sandbox))
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} for ${path}`)
    return answer.json()
  }
  const requests = await read('/_sandbox/requests')
  return judge({ ...rest, now: await read('/_sandbox/state'), requests })
}

/**
 * The same on material that was read before.
 * @returns {{ violations: Violation[], figures: Record<string, number> }}
 */
export function judge({ before, now, requests, auditLines, inactivityMonths = 36, objections: given = [] }) {
  const audit = auditLines
  const events = eventsOf(requests)
  const records = recordsOf(now)
  const people = groupPeople(records)
  const connectors = new Map(
    audit.filter((line) => line.act === 'connect').map((line) => [line.connectionId, line.details.connector]),
  )
  const crms = [...connectors.values()].filter((connector) => connector === 'hubspot' || connector === 'salesforce')
  const systems = new Set(crms.length === 0 ? ['hubspot', 'salesforce'] : crms)
  const base = {
    before,
    now,
    events,
    audit,
    records,
    people,
    systems,
    inactivityMonths,
    connectorOf: (id) => connectors.get(id) ?? null,
  }
  const lifts = liftsOf(audit)
  const objections = withoutLifted(gatherObjections({ ...base, given }), records, lifts)
  const removals = removalsOf(base)
  const planted = plantedOf(base)
  const all = { ...base, objections, lifts, removals, planted }
  const ofPeople = { ...all, removals: removals.filter(({ record }) => !planted.has(record.key)) }
  return {
    violations: [
      ...checkRecorded(all),
      ...checkNotLifted(all),
      ...checkBlocked(all),
      ...checkKinds(all),
      ...checkProofs(all),
      ...checkSilent(ofPeople),
      ...checkHeld(ofPeople),
      ...checkAudit(all),
    ],
    figures: figuresOf(all),
  }
}

const usage =
  'Usage: node scripts/checker.mjs --sandbox http://localhost:PORT --audit audit.jsonl --before state-before.json [--objections objections.json] [--json]'

/** Exit codes: 0 nothing found, 1 violations, 2 could not check. */
async function main() {
  const options = {
    sandbox: { type: 'string' },
    audit: { type: 'string' },
    before: { type: 'string' },
    objections: { type: 'string' },
    help: { type: 'boolean' },
    months: { type: 'string' },
    json: { type: 'boolean' },
  }
  const { values } = parseArgs({ options })
  if (values.help === true) {
    console.log(usage)
    return 0
  }
  if (values.sandbox === undefined || values.audit === undefined || values.before === undefined) throw new Error(usage)
  const result = await check({
    sandbox: values.sandbox,
    auditLines: readFileSync(values.audit, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line)),
    before: JSON.parse(readFileSync(values.before, 'utf8')),
    ...(values.months === undefined ? {} : { inactivityMonths: Number(values.months) }),
    ...(values.objections === undefined ? {} : { objections: JSON.parse(readFileSync(values.objections, 'utf8')) }),
  })
  if (values.json === true) console.log(JSON.stringify(result))
  else {
    for (const [name, value] of Object.entries(result.figures))
      console.log(`${name.padEnd(26)}${String(value).padStart(8)}`)
    for (const { rule, what, ids } of result.violations) console.log(`${rule}  ${what}  [${ids.join(' ')}]`)
    console.log(
      result.violations.length === 0 ? 'Checked I1 to I7: nothing found.' : `${result.violations.length} violations.`,
    )
  }
  return result.violations.length === 0 ? 0 : 1
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main().catch((error) => {
    console.error(error instanceof Error ? error.message : error)
    return 2
  })
}

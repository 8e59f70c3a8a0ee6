// Says what happened, and compares every figure of the product with what the sandbox's own state shows.
import { tellFacts } from './facts.mjs'

/** Value at `percent` of sorted numbers; null for none. */
export function percentile(sorted, percent) {
  if (sorted.length === 0) return null
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1))]
}

/** A time in words. */
export const told = (ms) => (ms === null ? 'unknown' : `${ms} ms`)

/**
 * Rows of door × system: how many objections, how they ended, the median time from the person's act, the proof level.
 */
export function doorTable(ways) {
  const cells = Map.groupBy(ways, (way) => `${way.door}\n${way.connector}`)
  return [...cells.values()].map((list) => {
    const [{ door, connector, system }] = list
    const times = list.flatMap((way) => (way.ms === null ? [] : [way.ms])).toSorted((a, b) => a - b)
    const ended = Object.fromEntries(
      [...Map.groupBy(list, (way) => way.state)].map(([state, rows]) => [state, rows.length]),
    )
    return {
      door,
      connector,
      system,
      optOuts: list.length,
      ...ended,
      medianMs: percentile(times, 50),
      maxMs: times.at(-1) ?? null,
      proof: Math.min(...list.map((way) => way.proof ?? 3)),
    }
  })
}

function tellDoors(table, say) {
  const systems = [...new Map(table.map((cell) => [cell.connector, cell.system]))]
  const columns = [['', 'received by'], ...systems]
  const lines = [...new Set(table.map((cell) => cell.door))].map((door) =>
    columns.map(([connector], index) => {
      if (index === 0) return door
      const cell = table.find((one) => one.door === door && one.connector === connector)
      if (cell === undefined) return '-'
      const ends = ['applied', 'accepted', 'absent', 'refused', 'waiting']
        .filter((state) => cell[state] > 0)
        .map((state) => `${cell[state]} ${state === 'applied' ? 'verified' : state}`)
      return `${ends.join(', ')}${cell.medianMs === null ? '' : ` in ${cell.medianMs} ms`}${cell.applied > 0 || cell.accepted > 0 ? `, proof ${cell.proof}` : ''}`
    }),
  )
  const rows = [columns.map(([, name]) => name), ...lines]
  const widths = columns.map((_column, index) => Math.max(...rows.map((row) => row[index].length)))
  for (const row of rows)
    say(
      `  ${row
        .map((text, index) => text.padEnd(widths[index]))
        .join('  ')
        .trimEnd()}`,
    )
}

export function tellInWords(json, disagreements, say) {
  const list = (counts) =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')
  say('')
  say(
    `Read ${json.contacts.hubspot} records in HubSpot and ${json.contacts.salesforce} in Salesforce; ${json.contacts.matched} people are in both.`,
  )
  say(`Verdicts for e-mail: ${list(json.decisions)}. Tags written and verified: ${list(json.tagged)}.`)
  say(`By rule: ${list(json.decisionsByRule)}.`)
  tellFacts(json.facts, say)
  say(
    `${json.optOutsRepaired} records were contactable although another system had the opt-out; they are blocked and verified.`,
  )
  say(
    `Opt-outs sent: ${json.objections.sent} to one system each, ${json.objections.applied} verified, ${json.objections.accepted} accepted by the broker, ${json.objections.absent} without a record, ${json.objections.refused} refused, ${json.objections.waiting} waiting.`,
  )
  const { p50, p95, max } = json.latencyMs
  say(
    `From the act (at the command line with the start of the program) to the last CRM verified: median ${told(p50)}, 95 % within ${told(p95)}, slowest ${told(max)}.`,
  )
  tellDoors(json.doors, say)
  say(
    `Inactive for three years: ${json.purge.planned} planned, approved by ${json.purge.approvedBy === 1 ? 'one person' : `${json.purge.approvedBy} people`}, ${json.purge.restored} restored during the hold, ${json.purge.binned} deleted in every system, in its recycle bin to its last day.`,
  )
  say(
    `${json.openWork.guarded} kept because of an open case; of ${json.openWork.lost} with a lost deal ${json.openWork.gone} are gone.`,
  )
  say(
    `Customers by a word of the company's own (a type “Client”, a stage “Kunde”): ${json.openWork.clientsStayed} of ${json.openWork.clients} stayed.`,
  )
  say(
    `Refused by Salesforce when they were to be deleted: ${json.purge.refused}; of ${json.openWork.refused} whose deletion it refuses, ${json.openWork.untouched} are there as they were.`,
  )
  say(
    `Opted out of everything a month ago: ${json.objectors.planned} planned, ${json.objectors.erased} erased for good.`,
  )
  say(
    `Imported again, with a source: the objector is blocked at once, the inactive contact stays in ${json.back.silentVerdict} (${json.back.silentRule}).`,
  )
  const { oldBackup } = json
  say(
    `Old backup restored beside it, before any write to a vendor (${oldBackup.written}): of ${oldBackup.left} addresses that left every CRM since ${oldBackup.live} are back, of ${oldBackup.objectors} people who opted out since ${oldBackup.open} can be mailed; without the journal it would be ${oldBackup.liveWithoutJournal} and ${oldBackup.openWithoutJournal}.`,
  )
  if (oldBackup.partly > 0)
    say(
      `Of the people whom Salesforce refused to delete, addresses that HubSpot alone had, and deleted, stand in that backup until HubSpot is read again, and nobody may write there: ${oldBackup.partly}.`,
    )
  for (const violation of json.violations.slice(0, 10))
    say(`VIOLATION ${violation.rule}: ${violation.what} ${JSON.stringify(violation.ids ?? [])}`)
  for (const disagreement of disagreements) say(`DOES NOT AGREE ${disagreement}`)
  say(
    json.ok
      ? `All of it agrees with the sandbox's own state, in ${json.seconds} s.`
      : `Not ok, after ${json.seconds} s.`,
  )
}

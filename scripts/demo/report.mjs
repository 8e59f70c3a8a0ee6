// Says what happened, and compares every figure of the product with what the sandbox's own state shows.

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
      noes: list.length,
      ...ended,
      medianMs: percentile(times, 50),
      maxMs: times.at(-1) ?? null,
      proof: Math.min(...list.map((way) => way.proof ?? 3)),
    }
  })
}

function tellDoors(table, say) {
  const systems = [...new Map(table.map((cell) => [cell.connector, cell.system]))]
  const columns = [['door', ''], ...systems]
  const lines = [...new Set(table.map((cell) => cell.door))].map((door) =>
    columns.map(([connector], index) => {
      if (index === 0) return door
      const cell = table.find((one) => one.door === door && one.connector === connector)
      if (cell === undefined) return '-'
      const ends = ['applied', 'accepted', 'absent', 'refused', 'waiting']
        .filter((state) => cell[state] > 0)
        .map((state) => `${cell[state]} ${state === 'applied' ? 'read back' : state}`)
      return `${ends.join(', ')}${cell.medianMs === null ? '' : ` in ${cell.medianMs} ms`}${cell.applied > 0 || cell.accepted > 0 ? `, proof ${cell.proof}` : ''}`
    }),
  )
  const rows = [columns.map(([, name], index) => (index === 0 ? 'door' : name)), ...lines]
  const widths = columns.map((_column, index) => Math.max(...rows.map((row) => row[index].length)))
  for (const row of rows)
    say(
      `  ${row
        .map((text, index) => text.padEnd(widths[index]))
        .join('  ')
        .trimEnd()}`,
    )
}

/** Every count that does not agree, as a sentence. */
export function agrees(
  json,
  { before, afterRunState, repairedInSameSystem, checked, fired, ways, objections, purge, oneIsEnough, auditIntact },
) {
  const wrong = []
  for (const way of ways.filter(({ ms }) => ms !== null && ms < 0))
    wrong.push(`the opt-out by ${way.door} was done in ${way.system} ${-way.ms} ms before it was said`)
  const expect = (what, product, sandbox) => {
    if (product !== sandbox) wrong.push(`${what}: the product says ${product}, the sandbox shows ${sandbox}`)
  }
  const live = {
    hubspot: before.hubspot.contacts.filter((contact) => !contact.archived).length,
    salesforce: [...before.salesforce.contacts, ...before.salesforce.leads].filter((record) => !record.IsDeleted)
      .length,
  }
  // A converted lead is frozen: Salesforce refuses any write to it.
  const frozen = {
    hubspot: 0,
    salesforce: before.salesforce.leads.filter((lead) => !lead.IsDeleted && lead.IsConverted).length,
  }
  for (const system of ['hubspot', 'salesforce']) {
    expect(`records read in ${system}`, json.contacts[system], live[system])
    expect(`records tagged in ${system}`, json.tagged[system], live[system] - frozen[system])
  }
  const { sent, ...ends } = json.objections
  expect(
    'propagations with an end',
    Object.values(ends).reduce((sum, n) => sum + n, 0),
    sent,
  )
  expect('noes recorded', objections.length, fired.length)
  if (fired.length < 10) wrong.push(`only ${fired.length} noes were fired, at least 10 are needed`)
  if (json.objections.refused > 0 || json.objections.waiting > 0)
    wrong.push(`${json.objections.refused} propagations were refused and ${json.objections.waiting} are still waiting`)
  if (json.objections.accepted === 0) wrong.push('no no reached the broker')
  // With those that stood before the broker was known to have supplied the people.
  expect('broker notices', checked.figures.propagationsAccepted, checked.figures.brokerNoticesValid)
  expect('people of the plan accounted for', purge.binned + purge.takenOut + purge.refused, purge.planned)
  expect(
    'records blocked by the run that were contactable before',
    json.optOutsRepaired + repairedInSameSystem,
    newlyBlocked(before, afterRunState),
  )
  if (purge.planned > 0 && (purge.restored !== 1 || purge.takenOut < 1))
    wrong.push('nobody was restored during the window')
  expect(
    'people who approved the plan',
    purge.planned === 0 ? 0 : new Set(purge.approvedBy).size,
    purge.planned === 0 ? 0 : purge.planned > oneIsEnough ? 2 : 1,
  )
  const { oldBackup } = json
  expect(
    'removals that the old backup knows from the journal',
    oldBackup.removals,
    purge.binned + json.objectors.erased,
  )
  expect('noes that the old backup knows from the journal', oldBackup.noes, oldBackup.noesSince)
  if (oldBackup.live > 0 || oldBackup.open > 0 || oldBackup.otherwise > 0)
    wrong.push(
      `in the restored base ${oldBackup.live} people who left are back, ${oldBackup.open} who said no can be mailed, ${oldBackup.otherwise} stand otherwise than in the running one`,
    )
  if (oldBackup.written > 0) wrong.push(`${oldBackup.written} requests wrote at a vendor during the restore`)
  if (oldBackup.liveWithoutJournal === 0 || oldBackup.openWithoutJournal === 0)
    wrong.push('the backup is not old: without the journal it would bring nobody back')
  if (!json.back.objectorBlocked) wrong.push('an objector who came back is not blocked')
  if (json.back.silentVerdict !== 'QUARANTINE')
    wrong.push(`a silent contact who came back without a new source is judged ${json.back.silentVerdict}`)
  if (!auditIntact) wrong.push('the audit log does not verify')
  return wrong
}

/** Records of the sandbox that could be mailed in `before` and cannot in `after`. */
function newlyBlocked(before, after) {
  const blockedIn = (state) => {
    const out = new Set(state.hubspot.optOuts.filter((row) => row.portalWide).map((row) => row.email.toLowerCase()))
    const hubspot = state.hubspot.contacts
      .filter((contact) => !contact.archived && out.has((contact.properties.email ?? '').toLowerCase()))
      .map((contact) => contact.id)
    const salesforce = [...state.salesforce.contacts, ...state.salesforce.leads]
      .filter((record) => !record.IsDeleted && record.HasOptedOutOfEmail)
      .map((record) => record.Id)
    return new Set([...hubspot, ...salesforce])
  }
  const already = blockedIn(before)
  return [...blockedIn(after)].filter((id) => !already.has(id)).length
}

export function tellInWords(json, disagreements, say) {
  const list = (counts) =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')
  say('')
  say(
    `Read ${json.contacts.hubspot} records in HubSpot and ${json.contacts.salesforce} in Salesforce; ${json.contacts.matched} people stand in both.`,
  )
  say(`Verdicts for e-mail: ${list(json.decisions)}. Tags written and verified: ${list(json.tagged)}.`)
  say(`By rule: ${list(json.decisionsByRule)}.`)
  say(
    `${json.optOutsRepaired} records were contactable although another system had the opt-out; they are blocked and verified.`,
  )
  say(
    `Noes fired: ${json.objections.sent} propagations, ${json.objections.applied} read back, ${json.objections.accepted} accepted by the broker, ${json.objections.absent} without a record, ${json.objections.refused} refused, ${json.objections.waiting} waiting.`,
  )
  const { p50, p95, max } = json.latencyMs
  say(
    `From the act (at the command line with the start of the program) to the last CRM read back: median ${told(p50)}, 95 % within ${told(p95)}, slowest ${told(max)}.`,
  )
  tellDoors(json.doors, say)
  say(
    `Silent for three years: ${json.purge.planned} planned, approved by ${json.purge.approvedBy === 1 ? 'one person' : `${json.purge.approvedBy} people`}, ${json.purge.restored} restored during the hold, ${json.purge.binned} gone from every system.`,
  )
  say(
    `Opted out of everything a month ago: ${json.objectors.planned} planned, ${json.objectors.erased} erased for good.`,
  )
  say(
    `Imported again: the objector is blocked at once, the inactive contact stays in ${json.back.silentVerdict} (${json.back.silentRule}).`,
  )
  const { oldBackup } = json
  say(
    `Old backup restored beside it, before any write to a vendor (${oldBackup.written}): of ${oldBackup.left} addresses that left every CRM since ${oldBackup.live} are back, of ${oldBackup.objectors} people who said no since ${oldBackup.open} can be mailed; without the journal it would be ${oldBackup.liveWithoutJournal} and ${oldBackup.openWithoutJournal}.`,
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

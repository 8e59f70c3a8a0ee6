// Every figure of the product beside what the sandbox's own state shows.

/** Every count that does not agree, as a sentence. */
export function disagreements(json, facts) {
  return [
    ...timeFaults(facts),
    ...readingFaults(json, facts),
    ...factFaults(json),
    ...objectionFaults(json, facts),
    ...planFaults(json, facts),
    ...backupFaults(json),
    ...returnFaults(json),
    ...(facts.auditIntact ? [] : ['the audit log does not verify']),
  ]
}

function differs(what, product, sandbox) {
  return product === sandbox ? [] : [`${what}: the product says ${product}, the sandbox shows ${sandbox}`]
}

/** What only happens in a longer life: a question before a term, an address published for offers. */
const elsewhere = ['repermissionAskedOn', 'pending', 'heldUntil', 'notices', 'legalForm']

function factFaults({ facts: { facts } }) {
  return facts
    .filter(({ fact, people }) => people === 0 && !elsewhere.includes(fact))
    .map(({ fact }) => `nothing is known of ${fact} of anyone in the base`)
}

function timeFaults({ ways }) {
  return ways
    .filter(({ ms }) => ms !== null && ms < 0)
    .map((way) => `the opt-out by ${way.door} was done in ${way.system} ${-way.ms} ms before it was said`)
}

function readingFaults(json, { before }) {
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
  return ['hubspot', 'salesforce'].flatMap((system) => [
    ...differs(`records read in ${system}`, json.contacts[system], live[system]),
    ...differs(`records tagged in ${system}`, json.tagged[system], live[system] - frozen[system]),
  ])
}

function objectionFaults(json, { fired, objections, checked }) {
  const { sent, ...ends } = json.objections
  const ended = Object.values(ends).reduce((sum, n) => sum + n, 0)
  return [
    ...differs('propagations with an end', ended, sent),
    ...differs('opt-outs recorded', objections.length, fired.length),
    ...(fired.length < 10 ? [`only ${fired.length} opt-outs were fired, at least 10 are needed`] : []),
    ...(ends.refused > 0 || ends.waiting > 0
      ? [`${ends.refused} propagations were refused and ${ends.waiting} are still waiting`]
      : []),
    ...(ends.accepted === 0 ? ['no opt-out reached the broker'] : []),
    // With those that stood before the broker was known to have supplied the people.
    ...differs('broker notices', checked.figures.propagationsAccepted, checked.figures.brokerNoticesValid),
  ]
}

function planFaults(json, { before, afterRunState, repairedInSameSystem, purge, oneIsEnough }) {
  const approvers = purge.planned === 0 ? 0 : purge.planned > oneIsEnough ? 2 : 1
  return [
    ...differs('people of the plan accounted for', purge.binned + purge.takenOut + purge.refused, purge.planned),
    ...differs(
      'records blocked by the run that were contactable before',
      json.optOutsRepaired + repairedInSameSystem,
      newlyBlocked(before, afterRunState),
    ),
    ...(purge.planned > 0 && (purge.restored !== 1 || purge.takenOut < 1)
      ? ['nobody was restored during the window']
      : []),
    ...differs('people with an open case who stayed', json.openWork.stayed, json.openWork.supported),
    ...differs(
      'people of a type “Client” or a stage “Kunde” who stayed',
      json.openWork.clientsStayed,
      json.openWork.clients,
    ),
    ...differs(
      'records that could not be deleted and are as they were',
      json.openWork.untouched,
      json.openWork.refused,
    ),
    ...differs('people of the plan whose deletion was refused', purge.refused, json.openWork.refused),
    ...differs('people kept because of an open case', json.openWork.guarded, json.openWork.supported),
    ...(json.openWork.gone === json.openWork.lost
      ? []
      : [`of ${json.openWork.lost} inactive people with nothing but a lost deal, ${json.openWork.gone} are gone`]),
    ...(json.openWork.clients < 2 ? ['too few inactive people to plant a “Client” and a “Kunde”'] : []),
    ...['refused', 'supported', 'lost']
      .filter((part) => json.openWork[part] === 0)
      .map((part) => `too few inactive people: nobody was planted as ${part}`),
    ...differs('people who approved the plan', new Set(purge.approvedBy).size, approvers),
    ...differs(
      'removals that the old backup knows from the journal',
      json.oldBackup.removals,
      purge.binned + json.objectors.erased,
    ),
  ]
}

function backupFaults({ oldBackup }) {
  return [
    ...differs('opt-outs that the old backup knows from the journal', oldBackup.optOuts, oldBackup.optOutsSince),
    ...(oldBackup.live > 0 || oldBackup.open > 0
      ? [
          `in the restored base ${oldBackup.live} people who left are back, ${oldBackup.open} who opted out can be mailed`,
        ]
      : []),
    ...oldBackup.otherwise.map(
      ({ email, running, restored }) =>
        `of ${email} the restored base says ${standing(restored)}, the running one ${standing(running)}`,
    ),
    ...(oldBackup.written > 0 ? [`${oldBackup.written} requests wrote at a vendor during the restore`] : []),
    ...(oldBackup.liveWithoutJournal === 0 || oldBackup.openWithoutJournal === 0
      ? ['the backup is not old: without the journal it would bring nobody back']
      : []),
  ]
}

const standing = (row) => (row === null ? 'nothing' : `${row.inBase ? 'held' : 'not held'}, ${row.verdict} ${row.rule}`)

function returnFaults({ back }) {
  return [
    ...(back.objectorBlocked ? [] : ['an objector who came back is not blocked']),
    ...(back.silentVerdict === 'QUARANTINE'
      ? []
      : [`an inactive contact who came back with a source in a list alone is judged ${back.silentVerdict}`]),
  ]
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

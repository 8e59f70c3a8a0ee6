import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import type { Words } from '../../../src/connector/form.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { Dependencies, DependencyQuestion, Encounter } from '../../../src/connector/related.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { rowsWhere, rowsWith } from '../records/related-rows.ts'
import type { Row } from '../transport/api.ts'
import { to18 } from '../transport/ids.ts'
import { flag, instant, text } from '../transport/rows.ts'

/** What is read of each object; without one of these nothing is known of it. */
export const encounterFields = {
  Task: ['WhoId', 'TaskSubtype', 'IsClosed', 'ActivityDate', 'Subject', 'Description', 'CreatedDate'],
  Event: ['WhoId', 'StartDateTime', 'EndDateTime', 'ActivityDate', 'Subject', 'Description', 'IsChild', 'IsPrivate'],
} as const
/** Read where describe shows them: they belong to a feature of the org (docs/reference/salesforce.md#calls). */
const callFields = ['CallType', 'CallDisposition', 'CompletedDateTime'] as const
/** Longest value that somebody can judge. */
const maxValue = 200

type Pairs = readonly (readonly [person: string, row: Row])[]
type Told = Omit<Encounter, 'ref'>

/**
 * Calls and meetings of these people since an instant, by lists of ids, archived ones included
 * (docs/reference/salesforce.md#calls, #meetings, #archived). A private event that shows nothing is unread for them.
 * Null = the org refused to say.
 */
export async function encountersOf(
  system: SalesforceSystem,
  questions: readonly DependencyQuestion[],
  since: Date,
): Promise<{ encounters: Encounter[]; unread: Dependencies['unread'] } | null> {
  const refs = new Map(questions.map(({ ref }) => [to18(ref.id), ref]))
  const ids = [...refs.keys()]
  const [calls, meetings, answers] = await allEnded([
    callsOf(system, ids),
    meetingsOf(system, ids),
    answersOf(system, ids),
  ])
  if (calls === null || meetings === null) return null
  const encounters = new Map<string, Encounter>()
  const unread: { kind: 'encounter'; ref: RecordRef; detail: Words }[] = []
  const now = system.deps.clock.now()
  const add = (person: string, told: Told | null) => {
    const ref = refs.get(person)
    if (ref === undefined || told === null || told.at < since || told.at > now) return
    encounters.set(`${person} ${told.id}`, { ...told, ref })
  }
  for (const [person, row] of calls) add(person, callOf(row))
  for (const [person, row] of meetings) {
    const ref = refs.get(person)
    if (isBlank(row)) {
      if (ref !== undefined) unread.push({ kind: 'encounter', ref, detail: privateEvent })
    } else add(person, meetingOf(row, answers.get(`${person} ${to18(text(row, 'Id') ?? '')}`) ?? null))
  }
  return { encounters: [...encounters.values()], unread }
}

const privateEvent: Words = {
  en: 'A private event of another user stands at this person, and Salesforce shows nothing of it.',
  fr: "Un événement privé d'un autre utilisateur concerne cette personne, et Salesforce n'en montre rien.",
}

/** Closed calls; an open one was not made yet. */
async function callsOf(system: SalesforceSystem, ids: readonly string[]): Promise<Pairs | null> {
  const visible = await system.fieldsOf('Task')
  const fields = [...encounterFields.Task, ...callFields.filter((name) => visible?.has(name) === true)]
  const isCall = fields.includes('CallType') ? "(TaskSubtype = 'Call' OR CallType != null)" : "TaskSubtype = 'Call'"
  return about(system, ids, {
    object: 'Task',
    relation: 'TaskRelation',
    fields,
    where: `IsClosed = true AND ${isCall}`,
  })
}

/** Copies for the calendars of other users are left out. */
const meetingsOf = (system: SalesforceSystem, ids: readonly string[]): Promise<Pairs | null> =>
  about(system, ids, {
    object: 'Event',
    relation: 'EventRelation',
    fields: encounterFields.Event,
    where: 'IsChild = false',
  })

/** Activities that name a person first, and those that rows between them name, where the org has such rows. */
async function about(
  system: SalesforceSystem,
  ids: readonly string[],
  asked: { object: 'Task' | 'Event'; relation: string; fields: readonly string[]; where: string },
): Promise<Pairs | null> {
  const { object, relation, fields, where } = asked
  const [first, related] = await allEnded([
    rowsWhere(system, { object, field: 'WhoId', ids, fields, where }),
    rowsWith(system, relation, 'RelationId', ids, [`${object}Id`]),
  ])
  if (first === null) return null
  const links = related ?? []
  const linkedIds = links.flatMap((row) => text(row, `${object}Id`) ?? [])
  const linked = await rowsWhere(system, { object, field: 'Id', ids: linkedIds, fields, where })
  if (linked === null) return null
  const byId = new Map(linked.map((row) => [to18(text(row, 'Id') ?? ''), row]))
  return [
    ...first.map((row) => [to18(text(row, 'WhoId') ?? ''), row] as const),
    ...links.flatMap((link) => {
      const row = byId.get(to18(text(link, `${object}Id`) ?? ''))
      return row === undefined ? [] : [[to18(text(link, 'RelationId') ?? ''), row] as const]
    }),
  ]
}

/** How each person answered an invitation, by person and event. */
async function answersOf(system: SalesforceSystem, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = (await rowsWith(system, 'EventRelation', 'RelationId', ids, ['EventId', 'Status', 'IsInvitee'])) ?? []
  return new Map(
    rows
      .filter((row) => flag(row, 'IsInvitee'))
      .map((row) => [
        `${to18(text(row, 'RelationId') ?? '')} ${to18(text(row, 'EventId') ?? '')}`,
        text(row, 'Status') ?? '',
      ]),
  )
}

/** The day a call is for; of one that was made before its day, when it was closed. */
function callOf(row: Row): Told | null {
  const day = instant(row, 'ActivityDate')
  const closed = instant(row, 'CompletedDateTime') ?? instant(row, 'CreatedDate')
  const at = day === null || (closed !== null && closed < day) ? closed : day
  if (at === null) return null
  const type = text(row, 'CallType')
  const disposition = text(row, 'CallDisposition')
  const value = (disposition ?? text(row, 'Subject') ?? '').slice(0, maxValue)
  return {
    object: 'Task',
    id: to18(text(row, 'Id') ?? ''),
    kind: 'call',
    from: type === 'Inbound' ? 'person' : type === null ? null : 'us',
    at,
    field: disposition === null ? 'Task.Subject' : 'Task.CallDisposition',
    value,
    label: value,
    // Between users of the org, about the person.
    vendor: type === 'Internal' ? 'not' : null,
    note: text(row, 'Description'),
  }
}

/** Salesforce knows no outcome of a meeting; what the person answered is the best it has. */
function meetingOf(row: Row, answer: string | null): Told | null {
  const at = instant(row, 'EndDateTime') ?? instant(row, 'StartDateTime') ?? instant(row, 'ActivityDate')
  if (at === null) return null
  const value = (text(row, 'Subject') ?? '').slice(0, maxValue)
  return {
    object: 'Event',
    id: to18(text(row, 'Id') ?? ''),
    kind: 'meeting',
    from: null,
    at,
    field: 'Event.Subject',
    value,
    label: value,
    vendor: answer === 'Accepted' ? 'took-part' : answer === 'Declined' ? 'not' : null,
    note: text(row, 'Description'),
  }
}

const isBlank = (row: Row): boolean =>
  flag(row, 'IsPrivate') && text(row, 'Subject') === null && text(row, 'Description') === null

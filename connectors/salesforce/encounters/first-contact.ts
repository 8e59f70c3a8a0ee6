import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import type { PersonObject } from '../fields/fields.ts'
import { rowsAmong } from '../records/rows-among.ts'
import { queryRows, type Row } from '../transport/api.ts'
import { unlessRefused } from '../transport/errors.ts'
import { to18 } from '../transport/ids.ts'
import { instant, text } from '../transport/rows.ts'
import { soqlDateTime } from '../transport/soql.ts'

/** A day, YYYY-MM-DD, and the object that shows it. */
export interface FirstContact {
  on: string
  by: string
}

/** Rows that show a message or call of ours. */
interface Outbound {
  object: 'EmailMessageRelation' | 'Task'
  /** Shown to people in its place. */
  by: string
  person: string
  dates: readonly string[]
  where: string
  /** Archived rows too. */
  all: boolean
}

/** docs/reference/salesforce.md#grouped: what an org may answer to a grouped question that it does not take. */
const notGrouped = ['MALFORMED_QUERY', 'INVALID_QUERY_FILTER_OPERATOR', 'QUERY_TOO_COMPLICATED', 'EXCEEDED_ID_LIMIT']

/**
 * The first message or call of ours to each person that the org shows (docs/reference/salesforce.md#first-message): a
 * grouped question for mails and one for logged activities, whatever the number of people and messages; rows where the
 * org does not group. What our user may not see shows nothing, which is no "never".
 */
export async function firstContacts(
  system: SalesforceSystem,
  ids: readonly string[],
  among: string | null,
): Promise<ReadonlyMap<string, FirstContact>> {
  const found = new Map<string, FirstContact>()
  const wanted = new Set(ids)
  const today = system.deps.clock.now().toISOString().slice(0, 10)
  const asked = await outbounds(system)
  const answers = await allEnded(asked.map((outbound) => firstDays(system, outbound, ids, among)))
  for (const [place, { by }] of asked.entries())
    for (const { person, day } of answers[place] ?? []) {
      const known = found.get(person)
      if (!wanted.has(person) || day > today || (known !== undefined && known.on <= day)) continue
      found.set(person, { on: day, by })
    }
  return found
}

/** Persons of one object to whom something went since: it does not move the person's own stamp. */
export async function personsContactedSince(
  system: SalesforceSystem,
  object: PersonObject,
  since: Date,
): Promise<string[]> {
  const personsOf = async ({ object: from, person, where, all }: Outbound): Promise<string[]> => {
    if ((await system.fieldsOf(from))?.has('SystemModstamp') !== true) return []
    const soql = `SELECT ${person} FROM ${from} WHERE ${where} AND SystemModstamp >= ${soqlDateTime(since)}`
    return ((await unlessRefused(queryRows(system, soql, { all }))) ?? []).map((row) => to18(text(row, person) ?? ''))
  }
  const found = await allEnded((await outbounds(system)).map(personsOf))
  return [...new Set(found.flat())].filter((id) => id.startsWith(object === 'Contact' ? '003' : '00Q'))
}

/** Those that the org shows to our user with all they need. */
async function outbounds(system: SalesforceSystem): Promise<Outbound[]> {
  const [relations, messages, tasks] = [
    await system.fieldsOf('EmailMessageRelation'),
    await system.fieldsOf('EmailMessage'),
    await system.fieldsOf('Task'),
  ]
  const found: Outbound[] = []
  const draft = messages?.has('Status') === true ? " AND EmailMessage.Status != '5'" : ''
  if (
    ['RelationId', 'RelationType', 'EmailMessageId'].every((name) => relations?.has(name) === true) &&
    ['Incoming', 'MessageDate'].every((name) => messages?.has(name) === true)
  )
    found.push({
      object: 'EmailMessageRelation',
      by: 'EmailMessage',
      person: 'RelationId',
      dates: ['EmailMessage.MessageDate'],
      where: `RelationType = 'ToAddress' AND EmailMessage.Incoming = false${draft}`,
      all: false,
    })
  if (['WhoId', 'TaskSubtype', 'IsClosed', 'ActivityDate'].every((name) => tasks?.has(name) === true)) {
    const calls = tasks?.has('CallType') === true ? " OR CallType = 'Outbound'" : ''
    found.push({
      object: 'Task',
      by: 'Task',
      person: 'WhoId',
      // The day it was for, or when it was closed, whichever came first.
      dates: ['ActivityDate', ...(tasks?.has('CompletedDateTime') === true ? ['CompletedDateTime'] : [])],
      where: `IsDeleted = false AND IsClosed = true AND (TaskSubtype IN ('Email','ListEmail')${calls})`,
      all: true,
    })
  }
  return found
}

async function firstDays(
  system: SalesforceSystem,
  { object, person, dates, where, all }: Outbound,
  ids: readonly string[],
  among: string | null,
): Promise<{ person: string; day: string }[]> {
  const from = ` FROM ${object} WHERE ${where} AND ${person} IN `
  const [grouped, plain] = [`first ${object}`, `first ${object} in rows`]
  if (!system.refusedQueries.has(grouped)) {
    const start = `SELECT ${[person, ...dates.map((date) => `MIN(${date})`)].join(', ')}${from}`
    const question = { key: grouped, start, end: ` GROUP BY ${person}`, all, tolerated: notGrouped }
    const rows = await rowsAmong(system, question, ids, among)
    if (rows !== null)
      return rows.flatMap((row) =>
        dayOf(
          row,
          person,
          dates.map((_, place) => `expr${place}`),
        ),
      )
    system.refusedQueries.add(grouped)
  }
  if (system.refusedQueries.has(plain)) return []
  const rows = await rowsAmong(
    system,
    { key: plain, start: `SELECT ${[person, ...dates].join(', ')}${from}`, all },
    ids,
    among,
  )
  if (rows === null) system.refusedQueries.add(plain)
  return (rows ?? []).flatMap((row) => dayOf(row, person, dates))
}

/** The earliest of the dates of a row, as a day. */
function dayOf(row: Row, person: string, dates: readonly string[]): { person: string; day: string }[] {
  const [day] = dates
    .flatMap((name) => instant(row, name) ?? [])
    .map((at) => at.toISOString().slice(0, 10))
    .toSorted()
  return day === undefined ? [] : [{ person: to18(text(row, person) ?? ''), day }]
}

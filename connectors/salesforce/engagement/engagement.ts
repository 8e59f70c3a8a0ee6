import { z } from 'zod'
import type { Activity, ActivityPage, ActivitySource } from '../../../src/connector/activities.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Cursor, RecordRef } from '../../../src/connector/records.ts'
import { engagementChainRows, engagementMostRows, engagementPageSize, overlapMs } from '../transport/endpoints.ts'
import { askEngagement } from './engagement-api.ts'
import { engagementId, engagementText, Prospect, prospectsById } from './engagement-prospects.ts'
import { isId, to18 } from '../transport/ids.ts'
import { engagementScope } from '../transport/oauth.ts'
import type { SalesforceSystem } from '../fields/system.ts'

export const accountEngagement: ActivitySource = {
  names: ['Account Engagement', 'Marketing Cloud Account Engagement', 'Pardot'],
  scope: engagementScope,
  unit: {
    pattern: /^0Uv[A-Za-z0-9]{15}$/u,
    label: { en: 'Business unit ids, one per line', fr: 'Identifiants des unités commerciales, un par ligne' },
    hint: {
      en: 'In Salesforce, Setup > Business Unit Setup: 18 characters that begin with 0Uv.',
      fr: 'Dans Salesforce, Setup > Business Unit Setup : 18 caractères qui commencent par 0Uv.',
    },
  },
}

/**
 * What the kinds of visitor activities stand for (docs/reference/salesforce.md#engagement; the other numbers: vendor's
 * page "Object field references"). Opens (11), sent mail (6), views, visits and bounces are never asked for. 12 is the
 * page for unsubscribing, 35 the same by another prospect with the address: an objection unless the prospect is not
 * opted out.
 */
const kinds = {
  1: 'click',
  17: 'click',
  21: 'click',
  4: 'form',
  25: 'form',
  28: 'form',
  12: 'unsubscribe',
  35: 'unsubscribe',
  14: 'complaint',
} as const satisfies Record<number, Activity['kind']>
const fields =
  'id,type,createdAt,updatedAt,details,emailId,listEmailId,emailTemplateId,prospectId,prospect.email,prospect.salesforceId,prospect.optedOut'

const Row = z.object({
  type: z.union([z.number(), z.string().regex(/^\d+$/u).transform(Number)]),
  createdAt: z.string(),
  updatedAt: engagementText,
  details: engagementText,
  emailId: engagementId,
  listEmailId: engagementId,
  emailTemplateId: engagementId,
  prospectId: engagementId,
  prospect: Prospect.nullish(),
})
type Row = z.infer<typeof Row>
const Page = z.object({ values: z.array(Row), nextPageToken: engagementText })

/**
 * What people did in the business units an admin named, kind by kind in the order of `updatedAt`: an activity that is
 * only later tied to a prospect is updated then. Restartable anywhere; the position of each unit and kind is the last
 * stamp seen (the vendor's clock, not ours: none where nothing was seen), and no later than five minutes before the
 * reading began, since answers may come from a cache. What lies there is given again. What was read least far comes
 * first, so that nothing waits for what is always busy. A unit or kind that cannot be read keeps no no of the others
 * waiting: it is told at the end. Throws ConnectorError; nothing is passed over in silence.
 */
export async function* activities(system: SalesforceSystem, from: Cursor | null): AsyncGenerator<ActivityPage> {
  const begun = new Date(system.deps.clock.now().getTime() - overlapMs)
  let position: Cursor = from ?? {}
  let unread: ConnectorError | null = null
  const closed = new Set<string>()
  for (const { unit, type, key } of placesOf(system.access.activityUnits ?? [], from)) {
    if (closed.has(unit)) continue
    try {
      for await (const page of walk(system, unit, type, stampOf(position[key]))) {
        const activities = await activitiesIn(system, unit, page.rows)
        position = { ...position, [key]: placeAfter(page, begun) }
        yield { activities, next: position }
      }
    } catch (error) {
      if (!(error instanceof ConnectorError) || !ofOnePlace.has(error.kind)) throw error
      unread ??= error
      if (error.kind === 'forbidden') closed.add(unit)
    }
  }
  if (unread !== null) throw unread
}

/** Units and kinds, with the key of their position; what was read least far comes first. */
function placesOf(units: readonly string[], from: Cursor | null): { unit: string; type: number; key: string }[] {
  const since = ({ key }: { key: string }) => stampOf(from?.[key])?.getTime() ?? 0
  return units
    .flatMap((unit) => Object.keys(kinds).map((type) => ({ unit, type: Number(type), key: `${unit} ${type}` })))
    .toSorted((a, b) => since(a) - since(b))
}

/** Faults that say nothing of other units or kinds. */
const ofOnePlace: ReadonlySet<ConnectorError['kind']> = new Set(['forbidden', 'unexpected-response'])

/** Rows name their prospect, or only its id: then it is asked for. */
async function activitiesIn(system: SalesforceSystem, unit: string, rows: readonly Row[]): Promise<Activity[]> {
  const ids = rows.flatMap(({ prospect, prospectId }) => (prospect == null && prospectId !== null ? [prospectId] : []))
  const unshown = await prospectsById(system, unit, ids)
  return rows.flatMap((row) => toActivity(row, row.prospect ?? unshown.get(row.prospectId ?? '')))
}

/** A page of one kind; `seen`: up to where everything was given, by the stamps of its rows. */
interface Walked {
  rows: Row[]
  seen: Date | null
  ended: boolean
}

/** Up to where a page's kind need not be asked for again; null where nothing was seen. */
function placeAfter({ seen, ended }: Walked, begun: Date): string | null {
  return (ended && seen !== null ? earlier(seen, begun) : seen)?.toISOString() ?? null
}

/** All pages of one kind: query after query, each from where the one before saw everything. */
async function* walk(system: SalesforceSystem, unit: string, type: number, since: Date | null): AsyncGenerator<Walked> {
  let seen = since
  for (let ended = false; !ended; ) {
    for await (const page of oneQuery(system, unit, type, seen)) {
      yield page
      ;({ seen, ended } = page)
    }
  }
}

/** Pages of one query, until its end, or until it moved on and gave enough. */
async function* oneQuery(
  system: SalesforceSystem,
  unit: string,
  type: number,
  start: Date | null,
): AsyncGenerator<Walked> {
  let [token, rows, latest, ordered]: [string | null, number, Date | null, boolean] = [null, 0, start, true]
  let seen = start
  const hasMoved = () => seen !== null && seen.getTime() !== start?.getTime()
  do {
    const query = token === null ? firstOf(type, start) : { fields, nextPageToken: token }
    const page = await askPage(system, unit, query, token !== null && hasMoved())
    if (page === null) return
    for (const stamp of page.values.map(stampOfRow)) {
      ordered &&= latest === null || stamp >= latest
      if (latest === null || stamp > latest) latest = stamp
    }
    rows += page.values.length
    refuseEndless(token, page.nextPageToken, rows)
    token = page.nextPageToken
    // A server that does not keep the order has given everything only at its end.
    if (ordered || token === null) seen = latest
    yield { rows: page.values, seen, ended: token === null }
  } while (token !== null && (rows < engagementChainRows || !hasMoved()))
}

/**
 * A token can end before its pages do: a new query goes on from what was seen (`canGoOn`), and says itself when the
 * unit is refused. Then null.
 */
async function askPage(
  system: SalesforceSystem,
  unit: string,
  query: Record<string, string>,
  canGoOn: boolean,
): Promise<z.infer<typeof Page> | null> {
  try {
    return await askEngagement(system, unit, 'activities', query, Page)
  } catch (error) {
    if (canGoOn && error instanceof ConnectorError && error.kind === 'forbidden') return null
    throw error
  }
}

/** Throws ConnectorError where nothing that is asked would come to an end. */
function refuseEndless(token: string | null, next: string | null, rows: number): void {
  if (token !== null && next === token)
    throw new ConnectorError(
      'unexpected-response',
      'Account Engagement gives the same page again and again; ask its support.',
    )
  if (next === null && rows >= engagementMostRows)
    throw new ConnectorError(
      'unexpected-response',
      'Account Engagement changed more activities in one second than it gives in one query; ask its support.',
    )
}

function firstOf(type: number, since: Date | null): Record<string, string> {
  return {
    fields,
    type: String(type),
    orderBy: 'updatedAt',
    limit: String(engagementPageSize),
    ...(since === null ? {} : { updatedAtAfterOrEqualTo: `${since.toISOString().slice(0, 19)}Z` }),
  }
}

/**
 * By the kind that the row names, whatever was asked for: an open is never taken for a click. A visitor whom nobody has
 * identified, and who is not there any more, is nobody.
 */
function toActivity(row: Row, prospect: Prospect | undefined): Activity[] {
  const kind = (kinds as Readonly<Record<number, Activity['kind']>>)[row.type]
  if (kind === undefined || prospect === undefined) return []
  // Nothing was done later than the vendor noted it: an act dated ahead would be passed by.
  const at = earlier(timeOf(row.createdAt), stampOfRow(row))
  if (kind === 'unsubscribe' && prospect.optedOut === false) return []
  return [
    {
      kind,
      at,
      email: prospect.email,
      ref: personOf(prospect.salesforceId),
      message: row.listEmailId ?? row.emailTemplateId ?? row.emailId,
      link: row.details !== null && /^https?:\/\//iu.test(row.details) ? row.details : null,
    },
  ]
}

function personOf(id: string | null): RecordRef | null {
  const object =
    id === null || !isId(id) ? null : id.startsWith('003') ? 'Contact' : id.startsWith('00Q') ? 'Lead' : null
  return object === null ? null : { object, id: to18(id ?? '') }
}

const stampOfRow = (row: Row): Date => timeOf(row.updatedAt ?? row.createdAt)
const stampOf = (value: Cursor[string] | undefined): Date | null => (typeof value === 'string' ? new Date(value) : null)
const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

/** Times carry the user's own offset; one without is taken as UTC, hours beside the truth at most. */
function timeOf(text: string): Date {
  const iso = text.trim().replace(' ', 'T')
  const at = new Date(/(?:Z|[+-]\d\d:?\d\d)$/u.test(iso) ? iso : `${iso}Z`)
  if (Number.isNaN(at.getTime()))
    throw new ConnectorError('unexpected-response', 'Account Engagement gave a time that cannot be read.')
  return at
}

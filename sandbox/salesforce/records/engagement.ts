import type { Answer, Call, Json } from '../../core/call.ts'
import { queryList, Refusal, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { SfContext } from './context.ts'
import { sessionOf } from '../account/auth.ts'
import type { Engagement, SalesforceStore, SfRow } from '../account/store.ts'
import { findAny } from '../account/store.ts'

const maxRows = 1_000
/** A query by page tokens ends there. */
const chainRows = 100_000
const known: ReadonlySet<string> = new Set([
  'id',
  'type',
  'typeName',
  'createdAt',
  'updatedAt',
  'details',
  'emailId',
  'listEmailId',
  'emailTemplateId',
  'formId',
  'formHandlerId',
  'landingPageId',
  'prospectId',
  'prospect.id',
  'prospect.email',
  'prospect.salesforceId',
  'prospect.optedOut',
])
const typeNames: Readonly<Record<number, string>> = {
  1: 'Click',
  2: 'View',
  4: 'Success',
  6: 'Sent',
  11: 'Open',
  12: 'Unsubscribe Page',
  13: 'Bounced',
  14: 'Spam Complaint',
  16: 'Resubscribed',
  17: 'Click (Third Party)',
  20: 'Visit',
  21: 'Custom URL click',
  25: 'Registered for Webinar',
  28: 'Event Registered',
}

/**
 * `GET /api/v5/objects/visitor-activities`, filters by kind and stamp, pages by token: with a token nothing but the
 * fields may be said.
 */
export function addEngagementRoutes(router: Router, context: SfContext): void {
  router.on('GET', '/api/v5/objects/visitor-activities', (call) => {
    const unit = enter(context, call)
    const asked = queryList(call.url, 'fields')
    if (asked.length === 0) return refuse(400, 35, 'Missing fields parameter')
    const unknown = asked.find((name) => !known.has(name))
    if (unknown !== undefined) return refuse(400, 43, `Invalid field: ${unknown}`)
    const { store } = context
    const from = position(call)
    const all = [...store.engagements.values()]
      .filter(
        (row) =>
          row.unit === unit &&
          (from.type === null || row.type === from.type) &&
          (from.since === null || row.updatedAt >= from.since),
      )
      .toSorted((a, b) => (from.orderBy === 'updatedAt' ? a.updatedAt - b.updatedAt || a.id - b.id : a.id - b.id))
    const page = all.slice(from.offset, from.offset + Math.min(from.limit, store.switches.engagementPageSize))
    const end = from.offset + page.length
    const next =
      end < all.length && end < chainRows
        ? Buffer.from(JSON.stringify({ ...from, offset: end })).toString('base64url')
        : null
    return {
      status: 200,
      json: {
        nextPageToken: next,
        nextPageUrl: next === null ? null : `https://pi.pardot.com${call.path}?nextPageToken=${next}`,
        values: page.map((row) => shown(store, row, asked)),
      },
    }
  })
}

export function addEngagement(store: SalesforceStore, body: Json): Json {
  const at = Date.parse(stringOf(body['at']) ?? store.clock.iso())
  const personId = stringOf(body['id']) ?? null
  const id = store.engagements.size + 1
  const number = (name: string): number | null => (body[name] === undefined ? null : Number(body[name]))
  const row: Engagement = {
    id,
    unit: stringOf(body['unit']) ?? store.switches.businessUnits[0] ?? '',
    type: Number(body['type']),
    createdAt: at,
    updatedAt: Date.parse(stringOf(body['updatedAt']) ?? new Date(at).toISOString()),
    personId,
    email: stringOf(body['email']) ?? null,
    details: stringOf(body['details']) ?? null,
    listEmailId: number('listEmailId'),
  }
  store.engagements.set(String(id), row)
  return { ...row }
}

interface Position {
  readonly type: number | null
  readonly since: number | null
  readonly orderBy: string
  readonly limit: number
  readonly offset: number
}

function position(call: Call): Position {
  const query = call.url.searchParams
  const token = query.get('nextPageToken')
  if (token !== null) {
    if ([...query.keys()].some((name) => name !== 'fields' && name !== 'nextPageToken'))
      return refuse(400, 71, 'Only fields may be given beside nextPageToken')
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Position
  }
  const limit = Number(query.get('limit') ?? 200)
  if (!Number.isInteger(limit) || limit < 1 || limit > maxRows) return refuse(400, 71, 'Invalid limit')
  const since = query.get('updatedAtAfterOrEqualTo')
  if (since !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/.test(since))
    return refuse(400, 71, 'Invalid updatedAtAfterOrEqualTo')
  return {
    type: query.has('type') ? Number(query.get('type')) : null,
    since: since === null ? null : Date.parse(since),
    orderBy: query.get('orderBy') ?? 'id',
    limit,
    offset: 0,
  }
}

/** Session, scope and business unit. */
function enter({ store, auth }: SfContext, call: Call): string {
  const grant = sessionOf(auth, call)
  if (grant === null) return refuse(401, 184, 'access_token is invalid, unknown, or malformed')
  if (!grant.scopes.includes('pardot_api') && !grant.scopes.includes('full'))
    return refuse(401, 184, 'access_token is invalid, unknown, or malformed: Invalid scope')
  const unit = String(call.headers['pardot-business-unit-id'] ?? '')
  return store.switches.businessUnits.includes(unit) ? unit : refuse(400, 181, 'Business Unit ID was not found')
}

function refuse(status: number, code: number, message: string): never {
  const answer: Answer = { status, json: { code, message } }
  throw new Refusal(answer)
}

function shown(store: SalesforceStore, row: Engagement, asked: readonly string[]): Json {
  const person: SfRow | undefined = row.personId === null ? undefined : findAny(store, row.personId)?.row
  const isProspect = person !== undefined || row.email !== null
  const email = row.email ?? (typeof person?.['Email'] === 'string' ? person['Email'] : null)
  const prospect: Json = {
    id: isProspect ? 1_000 + row.id : null,
    email,
    salesforceId: row.personId,
    optedOut: person?.['HasOptedOutOfEmail'] === true,
  }
  const flat: Json = {
    id: row.id,
    type: row.type,
    typeName: typeNames[row.type] ?? 'Unknown',
    createdAt: stamp(row.createdAt),
    updatedAt: stamp(row.updatedAt),
    details: row.details,
    emailId: null,
    listEmailId: row.listEmailId,
    emailTemplateId: null,
    formId: null,
    formHandlerId: null,
    landingPageId: null,
    prospectId: isProspect ? 1_000 + row.id : null,
  }
  const inside = asked.filter((name) => name.startsWith('prospect.')).map((name) => name.slice('prospect.'.length))
  return {
    ...Object.fromEntries(asked.filter((name) => !name.includes('.')).map((name) => [name, flat[name] ?? null])),
    ...(inside.length === 0
      ? {}
      : { prospect: isProspect ? Object.fromEntries(inside.map((name) => [name, prospect[name] ?? null])) : null }),
  }
}

/** In the user's own timezone. */
function stamp(at: number): string {
  return `${new Date(at + 2 * 3_600_000).toISOString().slice(0, 19)}+02:00`
}

import { randomUUID } from 'node:crypto'
import type { Answer, Call, Json } from '../../../sandbox/core/call.ts'
import { isObject, listOf, stringOf } from '../../../sandbox/core/call.ts'
import type { Router } from '../../../sandbox/core/router.ts'
import { accountId, changePerson, emptied, refuse, type Account, type Person } from './account.ts'
import { grantOf, type Auth } from './oauth.ts'

const maxItems = 50
const maxPage = 100

/** What an app may do to the account. Lists go by cursor, everything else by at most 50 ids or addresses. */
export function addPeopleRoutes(router: Router, account: Account, auth: Auth): void {
  const allowed = (scope: string | null, work: (call: Call, by: string) => Answer) => (call: Call) =>
    work(call, `app:${grantOf(auth, call, scope).app.clientId}`)
  router.on(
    'GET',
    '/v1/account',
    allowed(null, () => ok({ id: accountId, name: 'Carnet d’essai' })),
  )
  router.on(
    'GET',
    '/v1/people',
    allowed('people.read', (call) => ok(listPeople(account, call.url.searchParams))),
  )
  router.on(
    'POST',
    '/v1/people/read',
    allowed('people.read', (call) => ok({ people: byIds(account, itemsOf(call, 'ids').map(String)).map(shown) })),
  )
  router.on(
    'POST',
    '/v1/people/find',
    allowed('people.read', (call) => ok({ people: byEmails(account, itemsOf(call, 'emails').map(String)).map(shown) })),
  )
  const write = (items: string, one: (account: Account, item: unknown, by: string) => Json) =>
    allowed('people.write', (call, by) => {
      if (account.switches.importing) throw refuse(409, 'import_running')
      return ok({ results: itemsOf(call, items).map((item) => one(account, item, by)) })
    })
  router.on('PATCH', '/v1/people', write('people', update))
  router.on(
    'POST',
    '/v1/people/bin',
    write('ids', (_, item, by) => moveTo(account, item, 'binned', by)),
  )
  router.on(
    'POST',
    '/v1/people/purge',
    write('ids', (_, item, by) => moveTo(account, item, 'purged', by)),
  )
  router.on(
    'GET',
    '/v1/fields',
    allowed(null, () => ok({ fields: [...account.fields.values()] })),
  )
  router.on(
    'POST',
    '/v1/fields',
    allowed('fields.write', (call) => createField(account, bodyOf(call))),
  )
  router.on('POST', '/v1/disconnect', (call): Answer => {
    grantOf(auth, call, null).alive = false
    return { status: 204 }
  })
}

const ok = (json: unknown): Answer => ({ status: 200, json })

function bodyOf(call: Call): Json {
  try {
    const body: unknown = JSON.parse(call.raw.toString('utf8'))
    if (isObject(body)) return body
  } catch {
    // told below
  }
  throw refuse(400, 'not_json')
}

function itemsOf(call: Call, name: string): readonly unknown[] {
  const items = listOf(bodyOf(call)[name])
  if (items.length > maxItems) throw refuse(400, 'too_many_items', { max: maxItems })
  return items
}

const isShown = ({ state }: Person) => state !== 'purged'

function byIds(account: Account, ids: readonly string[]): Person[] {
  return ids.flatMap((id) => account.people.get(id) ?? []).filter(isShown)
}

function byEmails(account: Account, emails: readonly string[]): Person[] {
  const wanted = new Set(emails.map((email) => email.toLowerCase()))
  return [...account.people.values()].filter(
    (person) => person.state === 'live' && person.emails.some((email) => wanted.has(email.toLowerCase())),
  )
}

/** Without `changed_since` by id, live or in the bin; with it by date and id, and purged people show by their id. */
function listPeople(account: Account, query: URLSearchParams): Json {
  const since = query.get('changed_since')
  const keyOf = (person: Person) =>
    since === null ? person.id : `${String(person.changed_at).padStart(15, '0')} ${person.id}`
  const after = afterOf(query.get('cursor'), since === null ? 'id' : 'date')
  const wanted = (person: Person) =>
    since === null ? person.state === (query.get('state') ?? 'live') : person.changed_at >= Date.parse(since)
  const found = [...account.people.values()]
    .filter((person) => wanted(person) && keyOf(person) > after)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const page = found.slice(0, Math.min(Number(query.get('limit') ?? maxPage) || maxPage, maxPage))
  const last = page.at(-1)
  return {
    people: page.map(shown),
    next_cursor:
      last === undefined || found.length === page.length
        ? null
        : Buffer.from(`${since === null ? 'id' : 'date'}:${keyOf(last)}`).toString('base64url'),
  }
}

function afterOf(cursor: string | null, kind: 'id' | 'date'): string {
  if (cursor === null) return ''
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  if (!text.startsWith(`${kind}:`)) throw refuse(400, 'bad_cursor')
  return text.slice(kind.length + 1)
}

function shown(person: Person): Json {
  if (person.state === 'purged') return { id: person.id, state: 'purged' }
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    ...person,
    opted_out_at: iso(person.opted_out_at),
    last_reply_at: iso(person.last_reply_at),
    created_at: iso(person.created_at),
    changed_at: iso(person.changed_at),
  }
}

const settable = new Set(['no_email', 'no_calls', 'stage', 'origin'])

function update(account: Account, item: unknown, by: string): Json {
  const { id, set } = isObject(item) ? item : {}
  const person = account.people.get(String(id))
  if (person?.state !== 'live') return { id, status: 'not_found' }
  if (account.switches.lockedIds.includes(person.id)) return { id, status: 'locked' }
  const { custom, ...own } = isObject(set) ? set : {}
  const given = isObject(custom) ? custom : {}
  const unknown = [
    ...Object.keys(own).filter((name) => !settable.has(name)),
    ...Object.keys(given).filter((name) => account.fields.get(name) === undefined),
  ]
  if (unknown.length > 0) return { id, status: 'invalid', fields: unknown }
  const kept = Object.entries({ ...person.custom, ...given }).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  )
  changePerson(account, person, { ...(own as Partial<Person>), custom: Object.fromEntries(kept) }, by)
  return { id, status: 'ok' }
}

/** Only what lies in the bin is purged, and an app cannot take anybody out of it. */
function moveTo(account: Account, item: unknown, state: 'binned' | 'purged', by: string): Json {
  const person = account.people.get(String(item))
  if (person === undefined || !isShown(person)) return { id: item, status: 'not_found' }
  if (account.switches.lockedIds.includes(person.id)) return { id: item, status: 'locked' }
  if (person.state !== (state === 'binned' ? 'live' : 'binned')) return { id: item, status: 'wrong_state' }
  changePerson(account, person, state === 'binned' ? { state } : emptied, by)
  return { id: item, status: 'ok' }
}

function createField(account: Account, body: Json): Answer {
  const name = stringOf(body['name']) ?? ''
  if (!/^[a-z][a-z0-9_]{1,60}$/u.test(name)) throw refuse(400, 'bad_name')
  if (account.fields.get(name) !== undefined) throw refuse(409, 'field_exists')
  const field = {
    name,
    label: stringOf(body['label']) ?? name,
    type: body['type'] === 'date' ? 'date' : 'text',
  } as const
  account.fields.set(name, field)
  return { status: 201, json: field, headers: { 'carnet-request': randomUUID() } }
}

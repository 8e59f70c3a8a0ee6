import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Cursor, RecordPage, RecordRef, RemoteRecord, Tombstone } from '../../../src/connector/records.ts'
import { ask, type CarnetSystem } from './call.ts'
import { chunksOf, overlapMs, pageSize, paths } from './endpoints.ts'
import { personObject, toRemoteRecord } from './person.ts'
import { People, PeoplePage, type Person } from './person-shape.ts'

/**
 * Where a reading stands. `sweep`: everybody by id, then the bin; `changes`: by date. `after` is the vendor's own
 * position, `startedAt` the moment from which the next reading looks.
 */
const Position = z.object({
  kind: z.enum(['sweep', 'bin', 'changes']),
  after: z.string().nullable(),
  startedAt: z.number(),
  since: z.number(),
})
type Position = z.infer<typeof Position>

/**
 * People as pages. A sweep lists the live ones and then the bin as tombstones; increments go by the date of the last
 * change, where the bin and purged people show too. A position of either kind can be resumed in either mode.
 */
export async function* pull(
  system: CarnetSystem,
  from: Cursor | null,
  mode: 'full' | 'changes',
): AsyncGenerator<RecordPage> {
  const now = system.deps.clock.now().getTime()
  const saved = from === null ? null : positionOf(from)
  const fresh: Position = { kind: 'sweep', after: null, startedAt: now, since: 0 }
  let position = saved === null || (mode === 'full' && saved.kind === 'changes') ? fresh : saved
  // Changes begin when they are asked for; what was cut goes on with its own begin.
  if (position.kind === 'changes' && position.after === null) position = { ...position, startedAt: now }
  for (;;) {
    const page = await ask(system, { method: 'GET', path: pathOf(position) }, PeoplePage)
    const next = nextOf(position, page.next_cursor)
    yield toPage(system, page.people, next)
    if (next.kind === 'changes' && next.after === null) return
    position = next
  }
}

function positionOf(from: Cursor): Position {
  const parsed = Position.safeParse(from)
  if (parsed.success) return parsed.data
  throw new ConnectorError('cursor-lost', 'The saved position is not one of Carnet CRM; everything is read anew.')
}

function pathOf({ kind, after, since }: Position): string {
  const query = new URLSearchParams({ limit: String(pageSize) })
  if (kind === 'changes') query.set('changed_since', new Date(since).toISOString())
  else query.set('state', kind === 'bin' ? 'binned' : 'live')
  if (after !== null) query.set('cursor', after)
  return `${paths.people}?${query}`
}

function nextOf(position: Position, after: string | null): Position {
  if (after !== null) return { ...position, after }
  if (position.kind === 'sweep') return { ...position, kind: 'bin', after: null }
  return { kind: 'changes', after: null, startedAt: position.startedAt, since: position.startedAt - overlapMs }
}

function toPage(system: CarnetSystem, people: z.infer<typeof PeoplePage>['people'], next: Position): RecordPage {
  const live = people.filter((person): person is Person => person.state === 'live')
  const gone = people.filter((person) => person.state !== 'live')
  return {
    records: recordsOf(system, live),
    tombstones: gone.map(({ id }): Tombstone => ({ ref: { object: personObject, id }, mergedInto: null })),
    next,
    total: null,
  }
}

/** Current state of the given people; those in the bin and those that are gone are missing. */
export async function read(system: CarnetSystem, refs: readonly RecordRef[]): Promise<readonly RemoteRecord[]> {
  const people = await readPeople(system, idsOf(refs))
  return recordsOf(
    system,
    [...people.values()].filter(({ state }) => state === 'live'),
  )
}

function recordsOf(system: CarnetSystem, people: readonly Person[]): RemoteRecord[] {
  const now = system.deps.clock.now()
  return people.map((person) => toRemoteRecord(person, system.access, now))
}

export const idsOf = (refs: readonly RecordRef[]): string[] =>
  refs.filter(({ object }) => object === personObject).map(({ id }) => id)

/** People by id, live or in the bin. */
export async function readPeople(system: CarnetSystem, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const found = new Map<string, Person>()
  for (const some of chunksOf([...new Set(ids)])) {
    const { people } = await ask(system, { method: 'POST', path: paths.read, body: { ids: some } }, People)
    for (const person of people) found.set(person.id, person)
  }
  return found
}

/** Live people who hold one of these addresses. */
export async function findPeople(system: CarnetSystem, emails: readonly string[]): Promise<Person[]> {
  const found = new Map<string, Person>()
  for (const some of chunksOf([...new Set(emails)])) {
    const { people } = await ask(system, { method: 'POST', path: paths.find, body: { emails: some } }, People)
    for (const person of people) found.set(person.id, person)
  }
  return [...found.values()]
}

import { z } from 'zod'
import type { Outcome } from '../../../src/connector/outcome.ts'
import { ask, type CarnetSystem } from './call.ts'
import { chunksOf, paths } from './endpoints.ts'
import type { PersonWrite } from './fields.ts'

const Results = z.object({
  results: z.array(z.object({ id: z.string(), status: z.string(), fields: z.array(z.string()).optional() })),
})
type Result = z.infer<typeof Results>['results'][number]

/** What the vendor did not do, by id. A person who is fine is missing. */
export type Failures = ReadonlyMap<string, Result>

/** Several changes of one person are one write. */
export async function changePeople(system: CarnetSystem, writes: ReadonlyMap<string, PersonWrite>): Promise<Failures> {
  const people = [...writes].map(([id, set]) => ({ id, set }))
  return inChunks(people, (some) =>
    ask(system, { method: 'PATCH', path: paths.people, body: { people: some } }, Results),
  )
}

export function movePeople(system: CarnetSystem, to: 'bin' | 'purge', ids: readonly string[]): Promise<Failures> {
  return inChunks([...new Set(ids)], (some) =>
    ask(system, { method: 'POST', path: paths[to], body: { ids: some } }, Results),
  )
}

async function inChunks<T>(
  items: readonly T[],
  call: (some: T[]) => Promise<z.infer<typeof Results>>,
): Promise<Failures> {
  const failed = new Map<string, Result>()
  for (const some of chunksOf(items))
    for (const result of (await call(some)).results) if (result.status !== 'ok') failed.set(result.id, result)
  return failed
}

/** What a failure says of an order; null = nothing that ends it: what shows afterwards decides. */
export function failureOutcome(orderId: string, failure: Result | undefined): Outcome | null {
  if (failure === undefined || failure.status === 'wrong_state') return null
  if (failure.status === 'not_found') return { orderId, status: 'absent' }
  if (failure.status === 'locked') return { orderId, status: 'busy', detail: 'a user edits the record just now' }
  const names = (failure.fields ?? []).join(', ')
  return { orderId, status: 'refused', reason: 'not-supported', detail: `Carnet CRM has no field ${names}` }
}

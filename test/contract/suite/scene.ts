import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { ConnectedSystem } from '../../../src/connector/contract.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import type { Cursor, RecordPage, RecordRef } from '../../../src/connector/records.ts'
import { startWorld } from './harness.ts'
import type { Connected, World } from './harness.ts'
import type { Subject } from './subject.ts'

/** One connector on one sandbox, connected and provisioned before its tests run. */
export interface Scene {
  readonly subject: Subject
  readonly world: World
  readonly connected: Connected
  /** A new person at the vendor. */
  fresh(): Promise<{ email: string; ref: RecordRef }>
  /** Makes the stand-in misbehave until the next test. */
  fault(kind: string, more?: Record<string, unknown>): Promise<unknown>
}

export function scene(subject: Subject, contacts: number): Scene {
  let world: World | undefined
  let connected: Connected | undefined
  let person = 0
  const made: Scene = {
    subject,
    get world() {
      return ready(world)
    },
    get connected() {
      return ready(connected)
    },
    async fresh() {
      person += 1
      const email = `contract-${subject.system}-${person}@example.test`
      return { email, ref: await subject.person(made.world, email) }
    },
    fault: (kind, more = {}) =>
      made.world.control('POST', '/_sandbox/faults', { system: subject.system, kind, ...more }),
  }
  beforeAll(async () => {
    world = await startWorld({ contacts }, subject.start)
    connected = await subject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => made.world.close())
  beforeEach(async () => {
    made.world.deadlineMs = 10_000
    await made.world.control('DELETE', '/_sandbox/faults')
  })
  return made
}

function ready<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the scene is used before its tests')
  return value
}

/** Pages of one pull, with no more than `limit` of them. */
export async function pagesOf(
  system: ConnectedSystem,
  from: Cursor | null,
  mode: 'full' | 'changes',
  limit = Number.POSITIVE_INFINITY,
): Promise<RecordPage[]> {
  const pages: RecordPage[] = []
  for await (const page of system.pull?.(from, mode) ?? []) {
    pages.push(page)
    if (pages.length >= limit) break
  }
  return pages
}

export const statusesOf = (outcomes: readonly Outcome[]): string[] => outcomes.map((outcome) => outcome.status)
export const idsOf = (pages: readonly RecordPage[]): string[] =>
  pages.flatMap((page) => page.records.map((record) => record.ref.id))

/**
 * Writes the stand-in received after `after`, and the number of its last request. OAuth calls and reads by POST do not
 * count.
 */
export async function writesSince(
  world: World,
  subject: Subject,
  after: number,
): Promise<{ count: number; last: number }> {
  const lines = await world.control<{ seq: number; method: string; path: string }[]>(
    'GET',
    `/_sandbox/requests?system=${subject.system}&after=${after}`,
  )
  return {
    count: lines.filter(
      (line) => line.method !== 'GET' && !line.path.includes('/oauth') && !subject.readsByPost.test(line.path),
    ).length,
    last: lines.at(-1)?.seq ?? after,
  }
}

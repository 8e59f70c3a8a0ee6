import { setTimeout as pause } from 'node:timers/promises'
import type { Queue } from 'bullmq'
import type { Logger } from 'pino'
import { catalog, type Enqueue, type JobName } from '../../jobs/catalog.ts'
import type { JobDeclaration, QueueName } from '../../jobs/declare-job.ts'
import type { QueueBackend } from './backend.ts'

/** Jobs by queue and state. */
export type JobCounts = Readonly<Record<QueueName, Readonly<Record<string, number>>>>

export interface Enqueuer {
  enqueue: Enqueue
  /** Jobs that wait, run or failed. Throws when the queue does not answer in time. */
  countJobs: () => Promise<JobCounts>
  close(): Promise<void>
}

/**
 * Opens the queues for adding. A job that cannot be added is logged, never thrown: its row is committed and the sweep
 * adds it again within a second.
 */
export function openEnqueuer(backend: QueueBackend, log: Logger): Enqueuer {
  const queues = new Map<QueueName, Queue>()
  const queueFor = (name: QueueName): Queue => {
    const known = queues.get(name)
    if (known !== undefined) return known
    const queue = backend.makeQueue(name)
    queue.on('error', (error) => log.warn({ queue: name, fault: errorCode(error) }, 'queue error'))
    queues.set(name, queue)
    return queue
  }
  return {
    enqueue: async (name, payload) => {
      const declaration = catalog[name as JobName] as unknown as JobDeclaration<typeof payload>
      try {
        const added = queueFor(declaration.queue).add(name, payload, {
          attempts: 1,
          removeOnComplete: true,
          removeOnFail: true,
          deduplication: { id: declaration.deduplicationId(payload), keepLastIfActive: true },
        })
        if ((await within(added, addDeadlineMs)) === 'late')
          log.warn({ job: name, deadlineMs: addDeadlineMs }, 'the queue does not answer, the sweep will add the job')
      } catch (error) {
        log.warn({ job: name, fault: errorCode(error) }, 'job could not be queued, the sweep will')
      }
    },
    countJobs: async () => {
      const counted = Promise.all(
        queueNames.map(async (name) => [name, await queueFor(name).getJobCounts(...countedStates)] as const),
      )
      const answer = await within(counted, addDeadlineMs)
      if (answer === 'late') throw new Error('The queue does not answer')
      return Object.fromEntries(answer) as JobCounts
    },
    close: async () => {
      for (const queue of queues.values()) queue.removeAllListeners('error').on('error', () => undefined)
      await within(Promise.allSettled([...queues.values()].map((queue) => queue.close())), closeDeadlineMs)
    },
  }
}

const queueNames: readonly QueueName[] = ['objections', 'webhooks', 'polls', 'hygiene']
const countedStates = ['waiting', 'active', 'delayed', 'prioritized', 'failed'] as const

/** A client of a queue whose store is away waits for it without end: a door must not. */
const addDeadlineMs = 1_000
const closeDeadlineMs = 3_000

/** What `work` gives, or `late`; its later failure is nobody's. */
export async function within<T>(work: Promise<T>, deadlineMs: number): Promise<T | 'late'> {
  const ended = new AbortController()
  const late = pause(deadlineMs, 'late' as const, { signal: ended.signal }).catch(() => 'late' as const)
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    ended.abort()
  }
}

/** The driver's code, never its message: that may hold an address or row values. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : error.name
}

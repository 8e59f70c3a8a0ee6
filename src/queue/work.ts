import { setTimeout as pause } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import type { Logger } from 'pino'
import { catalog, type JobName, type PayloadOf } from '../../jobs/catalog.ts'
import type { JobDeclaration, QueueName } from '../../jobs/declare-job.ts'
import type { QueueBackend } from './backend.ts'
import { errorCode, within } from './enqueue.ts'

export interface JobContext {
  log: Logger
  /** Aborts at the job's deadline and when the process stops. */
  signal: AbortSignal
}
export type Handler<Name extends JobName> = (payload: PayloadOf<Name>, context: JobContext) => Promise<void>
export type Handlers = { [Name in JobName]: Handler<Name> }

/**
 * Jobs at once per queue. More than all Connections together, so that one slow vendor delays only itself
 * (docs/reference/promises.md#lanes).
 */
const concurrency: Record<QueueName, number> = { objections: 24, webhooks: 4, polls: 4, hygiene: 2 }

export interface Workers {
  /** Milliseconds since the last job ended; 0 while one runs. */
  idleForMs(): number
  close(): Promise<void>
}

/**
 * How long after its deadline a handler may take to clean up. A call that never settles must not keep its slot for
 * ever.
 */
const graceMs = 15_000

/**
 * Longer than any handler needs to end once its signal aborted, and short enough that the database is still put away
 * within the time in which a process ends (`stopWithinMs`), with its queue away as well.
 */
const closeDeadlineMs = 12_000

const openTries = 60

/** A worker whose store goes away while it opens is given up and made anew. */
async function openWorker(make: () => Worker): Promise<Worker> {
  for (let attempt = 1; ; attempt += 1) {
    const worker = make()
    try {
      await worker.waitUntilReady()
      return worker
    } catch (error) {
      await within(worker.close(true), closeDeadlineMs)
      if (attempt === openTries) throw error
      await pause(1_000)
    }
  }
}

/** Starts one worker per queue. `prepare()` of the back end must have succeeded. */
export async function startWorkers(
  backend: QueueBackend,
  queues: readonly QueueName[],
  handlers: Handlers,
  log: Logger,
): Promise<Workers> {
  const stopping = new AbortController()
  const workers: Worker[] = []
  let running = 0
  let endedAt = performance.now()
  for (const queue of queues) {
    workers.push(
      await openWorker(() => {
        const worker = backend.makeWorker(
          queue,
          async (job) => {
            running += 1
            await runJob({ handlers, log, stopping: stopping.signal }, job).finally(() => {
              running -= 1
              endedAt = performance.now()
            })
          },
          concurrency[queue],
        )
        worker.on('error', (error) => log.warn({ queue, fault: errorCode(error) }, 'worker error'))
        return worker
      }),
    )
  }
  for (const worker of workers) {
    worker.run().catch((error: unknown) => log.error({ queue: worker.name, fault: errorCode(error) }, 'worker stopped'))
  }
  return {
    idleForMs: () => (running > 0 ? 0 : performance.now() - endedAt),
    close: async () => {
      stopping.abort(new Error('Lawbase is stopping'))
      // A connection that ends while it is closed is no news.
      for (const worker of workers) worker.removeAllListeners('error').on('error', () => undefined)
      // With its store away a worker cannot say good-bye; its jobs are taken up again by whoever comes next.
      await within(Promise.allSettled(workers.map((worker) => worker.close())), closeDeadlineMs)
    },
  }
}

interface Running {
  handlers: Handlers
  log: Logger
  stopping: AbortSignal
}

/** One job to its end or its deadline. It never throws: what went wrong is in the log, and the row comes back. */
async function runJob({ handlers, log, stopping }: Running, { name, data, id = '' }: Job): Promise<void> {
  const declaration = catalog[name as JobName] as unknown as JobDeclaration<unknown> | undefined
  if (declaration === undefined) {
    log.error({ job: name, jobId: id }, 'unknown job dropped')
    return
  }
  const payload = declaration.payload.parse(data)
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(declaration.deadlineMs)])
  const jobLog = log.child({ job: name, jobId: id })
  try {
    const handled = (handlers[name as JobName] as Handler<JobName>)(payload as PayloadOf<JobName>, {
      log: jobLog,
      signal,
    })
    if ((await within(handled, declaration.deadlineMs + graceMs)) === 'late')
      jobLog.error('job timed out; its rows are retried when their claim ends')
  } catch (error) {
    if (stopping.aborted) return
    // The row keeps its own next attempt; throwing would only fill the queue's log with texts we do not control.
    jobLog.error({ fault: errorCode(error), ...(error instanceof Error ? { stack: error.stack } : {}) }, 'job failed')
  }
}

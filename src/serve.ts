import { fork, type ChildProcess } from 'node:child_process'
import { getPriority, setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { QueueName } from '../jobs/declare-job.ts'
import type { App } from './operations/app/app.ts'
import type { OpenedApp } from './operations/app/open-app.ts'
import { followJournal } from './operations/backup/follow-journal.ts'
import { listenToConnection } from './operations/intake/listen-connection.ts'
import { forgetOwnProcess, noteOwnProcess } from './operations/monitoring/note-process.ts'
import { takeInSpool } from './operations/links/spool.ts'
import { sweep } from './operations/runs/sweep.ts'
import { listConnections } from './store/connections/connections.ts'
import { startWorkers, type Handlers, type Workers } from './queue/work.ts'

/** Everything real-time: a page of 2,000 records must never stand in its way, so runs go in a process of their own. */
export const realtimeQueues: readonly QueueName[] = ['objections', 'webhooks', 'polls']
export const hygieneQueues: readonly QueueName[] = ['hygiene']

const sweepMs = 1_000

export interface Running {
  stop(): Promise<void>
}

export interface Working extends Running {
  /** Milliseconds since the last job ended; 0 while one runs. */
  idleForMs(): number
}

/** Runs the given queues, and the sweep when asked, until `stop`. */
export async function startWorking(
  opened: OpenedApp,
  handlers: (app: App) => Handlers,
  queues: readonly QueueName[],
  withSweep: boolean,
): Promise<Working> {
  const stopping = new AbortController()
  const workers: Workers = await startWorkers(opened.backend, queues, handlers(opened.app), opened.app.log)
  const watching = [
    keysUntil(opened.app, stopping.signal),
    spoolUntil(opened.app, stopping.signal),
    figuresUntil(opened.app, withSweep ? 'service' : 'hygiene', stopping.signal),
    ...(withSweep
      ? [
          sweepUntil(opened.app, stopping.signal),
          journalUntil(opened.app, stopping.signal),
          watchDatabase({ app: opened.app, revive: () => opened.revive() }, stopping.signal),
          listenToAll(opened.app, stopping.signal),
        ]
      : []),
  ]
  return {
    idleForMs: () => workers.idleForMs(),
    stop: async () => {
      stopping.abort()
      await Promise.all(watching)
      await workers.close()
    },
  }
}

/** A call that was under way when the database died may never settle: nobody waits for it longer than this. */
const sweepDeadlineMs = 15_000
const stopDeadlineMs = 5_000
const aliveDeadlineMs = 3_000

async function sweepUntil(app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const sweeping = sweep(app, signal)
    if ((await settledWithin(sweeping, sweepDeadlineMs, signal)) === 'late') {
      // What is under way at the end finishes before the connections to the database close.
      if (signal.aborted) await settledWithin(sweeping, stopDeadlineMs)
      else app.log.error({ deadlineMs: sweepDeadlineMs }, 'sweep timed out')
    }
    await pause(sweepMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Records what people asked for while the database was away, as soon as it is back. */
async function spoolUntil(app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let steps = 0
    const taken = takeInSpool(app, () => void (steps += 1)).catch((error: unknown) => {
      app.log.warn(
        { fault: error instanceof Error ? error.name : 'unknown' },
        'what was kept while the database was away could not be recorded yet',
      )
    })
    // What was kept for hours takes a while: it is begun anew only where nothing moves any more.
    for (let seen = -1; seen !== steps && !signal.aborted; ) {
      seen = steps
      if ((await settledWithin(taken, sweepDeadlineMs, signal)) !== 'late') break
    }
    await pause(sweepMs, undefined, { signal }).catch(() => undefined)
  }
}

/**
 * Takes in data keys that came since, in every process, well before they are sealed with (`lawbase keys rotate-data`).
 */
async function keysUntil(app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const refreshed = app.keys.refresh(app.pool).catch((error: unknown) => {
      app.log.warn(
        { reason: error instanceof Error ? error.message.slice(0, 120) : 'unknown' },
        'the data keys could not be read again',
      )
    })
    await settledWithin(refreshed, aliveDeadlineMs, signal)
    await pause(sweepMs, undefined, { signal }).catch(() => undefined)
  }
}

/** How often a process writes down how it fares. */
const figuresMs = 5_000

/** Tells how this process fares, for `/metrics` of any process; at its end, that it ended. */
async function figuresUntil(app: App, role: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await settledWithin(noteOwnProcess(app, role), aliveDeadlineMs, signal)
    await pause(figuresMs, undefined, { signal }).catch(() => undefined)
  }
  await settledWithin(forgetOwnProcess(app), aliveDeadlineMs, new AbortController().signal)
}

/** True as soon as the identity key begins to change; false when `signal` comes first. */
export async function keyChanges(opened: Pick<OpenedApp, 'isKeyChanging'>, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    let isChanging = false
    const asked = opened.isKeyChanging().then((is) => {
      isChanging = is
    })
    // A database that is away for a moment says nothing about keys, and keeps nobody from being told to stop.
    await settledWithin(asked, aliveDeadlineMs, signal)
    if (isChanging) return true
    await pause(sweepMs, undefined, { signal }).catch(() => undefined)
  }
  return false
}

/** With the time a sealing takes, well under the two seconds that the journal may be late. */
const journalMs = 500

/** Follows objections, lifts and removals into files, beside the sweep: nothing else may make it wait. */
async function journalUntil(app: App, signal: AbortSignal): Promise<void> {
  while (app.journalFolder !== null && !signal.aborted) {
    if ((await settledWithin(followJournal(app), sweepDeadlineMs, signal)) === 'late' && !signal.aborted)
      app.log.error({ deadlineMs: sweepDeadlineMs }, 'journal follower timed out')
    await pause(journalMs, undefined, { signal }).catch(() => undefined)
  }
}

/** How often Connections that nobody listens to are looked for. */
const listenEveryMs = 2_000

/**
 * Listens to every system that tells something by itself; which process does it is settled by a lease per Connection.
 */
async function listenToAll(app: App, signal: AbortSignal): Promise<void> {
  const listening = new Map<string, Promise<void>>()
  while (!signal.aborted) {
    const connections = await listConnections(app.pool).catch(() => [])
    for (const { id } of connections.filter(
      (connection) => connection.state === 'observe' || connection.state === 'active',
    )) {
      if (listening.has(id)) continue
      const work = listenToConnection(app, id, signal).then(
        () => undefined,
        (error: unknown) =>
          app.log.error(
            { connectionId: id, fault: error instanceof Error ? error.name : 'unknown' },
            'listening failed',
          ),
      )
      listening.set(
        id,
        work.finally(() => listening.delete(id)),
      )
    }
    await pause(listenEveryMs, undefined, { signal }).catch(() => undefined)
  }
  await Promise.allSettled(listening.values())
}

/** Starts the embedded database again when it died under us (docs/decisions/0001). */
async function watchDatabase(
  { app, revive }: { app: App; revive: () => Promise<void> },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    if ((await settledWithin(app.pool.query('select 1'), aliveDeadlineMs, signal)) !== 'done' && !signal.aborted) {
      await revive().catch((error: unknown) =>
        app.log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'database unreachable'),
      )
    }
    await pause(sweepMs, undefined, { signal }).catch(() => undefined)
  }
}

/**
 * What a process without workers of its own does beside: it takes in new data keys, and by that a restore sees that it
 * is there. `role`: what it is called in the figures.
 */
export function keepPresence(app: App, role: 'web' | 'hygiene'): Running {
  const stopping = new AbortController()
  const keeping = Promise.all([
    keysUntil(app, stopping.signal),
    spoolUntil(app, stopping.signal),
    figuresUntil(app, role, stopping.signal),
  ])
  return {
    stop: async () => {
      stopping.abort()
      await keeping
    },
  }
}

/** `done`, `failed`, or `late` when neither happened in time or the signal came first. */
async function settledWithin(
  work: Promise<unknown>,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<'done' | 'failed' | 'late'> {
  const ended = new AbortController()
  const signals = signal === undefined ? [] : [signal]
  const late = pause(deadlineMs, 'late' as const, { signal: AbortSignal.any([...signals, ended.signal]) }).catch(
    () => 'late' as const,
  )
  const settled = work.then(
    () => 'done' as const,
    () => 'failed' as const,
  )
  const result = await Promise.race([settled, late])
  ended.abort()
  return result
}

/**
 * What a run reads and judges lives for one page; a small nursery, as the service keeps it, would copy it again and
 * again. The later option wins.
 */
const nursery = '--max-semi-space-size=32'

/** A third of what the service gets where both want the processor: a run is late, never starved. */
const runNiceness = 5

/**
 * Where the processor is short, an objection goes before a run. Where the system does not let us say so, nothing is
 * lost.
 */
function yieldTo(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, getPriority() + runNiceness)
  } catch {
    return
  }
}

/**
 * Keeps a process for hygiene runs while there is work for it: started when `wanted` says so, started again when it
 * dies with work left, stopped with us; it ends by itself when it has nothing to do, and when we vanish.
 */
export function keepChild(
  program: string,
  args: readonly string[],
  wanted: () => Promise<boolean>,
  onExit: (code: number | null) => void,
): Running {
  let child: ChildProcess | null = null
  const stopping = new AbortController()
  const watch = async () => {
    while (!stopping.signal.aborted) {
      if (child === null && (await wanted().catch(() => false)) && !stopping.signal.aborted) {
        child = fork(program, [...args], {
          execArgv: [...process.execArgv, nursery],
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        })
        yieldTo(child)
        child.once('exit', (code) => {
          child = null
          if (code !== 0 && !stopping.signal.aborted) onExit(code)
        })
      }
      await pause(sweepMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const watching = watch()
  return {
    stop: async () => {
      stopping.abort()
      await watching
      const running = child
      if (running === null) return
      const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      running.kill('SIGTERM')
      await gone
    },
  }
}

import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { openConsoleServer } from '../../http/console-server.ts'
import { openFront, type Front } from '../../http/app/front.ts'
import { openHealthServer } from '../../http/app/health.ts'
import { openPublicServer } from '../../http/public-server.ts'
import { openWaitingServer } from '../../http/public/waiting-server.ts'
import { inviteFirstUser } from '../../operations/accounts/first-run.ts'
import type { App } from '../../operations/app/app.ts'
import { personFolders, type OpenedApp } from '../../operations/app/open-app.ts'
import { databaseDeadlineMs } from '../../operations/app/open-database.ts'
import { hasHygieneWork } from '../../operations/runs/sweep.ts'
import {
  hygieneQueues,
  keepChild,
  keepPresence,
  realtimeQueues,
  startWorking,
  keyChanges,
  type Running,
  type Working,
} from '../../serve.ts'
import { isDatabaseAway, withDatabase } from '../../store/app/database-away.ts'
import { makeFolder } from '../../store/app/make-folder.ts'
import { probeFolder } from '../../store/backup/journal-files.ts'
import { countUsers } from '../../store/accounts/users.ts'
import type { Command, CommandInput } from './command.ts'
import { openClock, openProgram } from './open.ts'
import { CommandFailed, exitCodes } from './program.ts'

const roles = ['all', 'web', 'worker', 'realtime', 'hygiene'] as const
type StartRole = (typeof roles)[number]
const hasPages = (role: StartRole) => role === 'all' || role === 'web'

export const startCommand: Command = {
  summary: 'runs the service: console, public pages, workers',
  help: `lawbase start [--role ${roles.join('|')}]\n\nall (default) runs everything, with hygiene runs in a child process. web serves the pages only; worker sends objections and does runs; realtime and hygiene are the two halves of worker. Several may share one DATABASE_URL (and REDIS_URL).`,
  words: 0,
  options: { role: { type: 'string', default: 'all' } },
  run: async (input) => {
    const role = roles.find((one) => one === input.values['role'])
    if (role === undefined) throw new CommandFailed(`--role: ${roles.join(', ')}`)
    if (role === 'hygiene' && process.connected) return runHygieneChild(input)
    // Before anything is opened: whoever starts twice must not touch the database of the first.
    const fronts = hasPages(role) ? await openFronts(input.config) : await openHealthFront(input, role)
    try {
      // What people ask by their links while the database is away is kept there: not first tried when it is.
      if (hasPages(role)) makeFolder(input.config.home, 'LAWBASE_HOME')
      await serve(input, role, fronts)
      leaveNothingBehind()
    } finally {
      await closeAll(fronts)
    }
    return exitCodes.done
  },
}

/** Where a process listens, by what is served there. */
type Fronts = Partial<Record<'console' | 'pages' | 'health', Front>>

/** Where a worker says whether it is well, unless it was told where: two roles of one machine do not meet there. */
const usualHealthPort = (role: StartRole): number => (role === 'hygiene' ? 4191 : 4190)

/** A worker that was not told where says so at the usual port, when no other worker of the machine has it. */
async function openHealthFront({ config, log }: CommandInput, role: StartRole): Promise<Fronts> {
  if (config.healthPort !== undefined)
    return { health: await openFrontAt('HEALTH_PORT', config.healthPort, config.publicHost) }
  const port = usualHealthPort(role)
  try {
    return { health: await openFront({ port, host: config.publicHost }) }
  } catch {
    log.warn({ port }, 'this worker cannot answer health checks: another program uses that port. Set HEALTH_PORT')
    return {}
  }
}

/** Listens at both addresses. Throws CommandFailed when somebody else does. */
async function openFronts({
  consolePort,
  consoleHost,
  publicPort,
  publicHost,
}: CommandInput['config']): Promise<Required<Pick<Fronts, 'console' | 'pages'>>> {
  const console = await openFrontAt('PORT', consolePort, consoleHost)
  try {
    return { console, pages: await openFrontAt('PUBLIC_PORT', publicPort, publicHost) }
  } catch (error) {
    await console.close()
    throw error
  }
}

const closeAll = async (parts: Readonly<Record<string, { close(): Promise<unknown> }>>) =>
  void (await Promise.all(Object.values(parts).map((part) => part.close())))

/**
 * Until the process is told to stop; opens everything anew when the identity key was changed, while the fronts go on
 * listening.
 */
async function serve(input: CommandInput, role: StartRole, fronts: Fronts): Promise<void> {
  const stop = stopSignal()
  endInAnyCase(stop, input)
  for (let isFirst = true; ; isFirst = false) {
    const opened = await openPatiently(input, role, isFirst, fronts.pages, stop)
    if (opened === null) return
    const parts = await startParts(input, role, opened)
    const servers: Partial<Record<keyof Fronts, FastifyInstance>> = {
      ...(fronts.console === undefined ? {} : { console: await openConsoleServer(opened.doors) }),
      ...(fronts.pages === undefined ? {} : { pages: await openPublicServer(opened.doors) }),
      ...(fronts.health === undefined ? {} : { health: openHealthServer(opened.doors) }),
    }
    await Promise.all(
      Object.entries(servers).map(async ([name, server]) => fronts[name as keyof Fronts]?.serve(server)),
    )
    if (isFirst && hasPages(role)) await sayWhere(opened.app)
    if (isFirst) await warnOfFolders(input)
    const isKey = await keyChanges(opened, stop)
    // Intake stops first, so that a finishing job can still enqueue what follows.
    if (isKey) await Promise.all(Object.values(fronts).map((front) => front.hold(finishMs)))
    else {
      await Promise.all(Object.values(fronts).map((front) => front.drain(input.config.drainMs)))
      await closeAll(fronts)
    }
    await closeAll(servers)
    for (const part of parts) await part.stop()
    if (!isKey) return opened.close()
    input.log.info('the identity key is being changed: what comes in is held until it is')
    await opened.closeForNewKey(stop)
  }
}

/** A mail tool waits about so long for an answer. */
const keepAfterMs = 10_000

/**
 * Opens the program. Where that takes long because the database is away, what people ask for by their links is kept
 * meanwhile; a process for pages alone waits as long as it takes. Null: it was told to stop before.
 */
async function openPatiently(
  input: CommandInput,
  role: StartRole,
  isFirst: boolean,
  front: Front | undefined,
  stop: AbortSignal,
): Promise<OpenedApp | null> {
  const { config, program, log } = input
  const owner = role !== 'all' ? null : isFirst ? 'first' : 'again'
  const waiting = front === undefined || !isFirst ? null : await keepMeanwhile(input, front)
  try {
    for (;;) {
      try {
        return await openProgram(config, program, log, owner, 'service')
      } catch (error) {
        if (stop.aborted) return null
        if (role !== 'web' || !isDatabaseAway(error)) throw error
        const reason = error instanceof Error ? error.message.slice(0, 120) : 'unknown'
        log.error({ reason }, 'the database does not answer: start it, or correct DATABASE_URL')
      }
    }
  } finally {
    await waiting?.stop()
  }
}

/** Keeps what people ask for from some seconds on until `stop`; what other pages come next is the caller's. */
async function keepMeanwhile({ config, log }: CommandInput, front: Front): Promise<Running> {
  const clock = await openClock(config)
  const server = await openWaitingServer({
    ...personFolders(config.home),
    log,
    clock,
    trustedProxies: config.trustedProxies,
    publicUrl: config.publicUrl ?? null,
  })
  const timer = setTimeout(() => {
    log.warn('the database is away: what people ask for by their links is kept on the disk')
    void front.serve(server)
  }, keepAfterMs)
  return {
    stop: async () => {
      clearTimeout(timer)
      // Until the pages are served, what comes is held as before.
      await front.hold(finishMs)
      await server.close()
      clock.close()
    },
  }
}

/** How long an answer that is being given has before the service opens anew under another identity key. */
const finishMs = 10_000

/** What works in the background, as far as the role says. */
async function startParts(input: CommandInput, role: StartRole, opened: OpenedApp): Promise<Running[]> {
  const runs = () =>
    keepChild(
      input.program.program,
      ['start', '--role', 'hygiene'],
      () => hasHygieneWork(opened.app),
      (code) => input.log.error({ exitCode: code ?? -1 }, 'hygiene process crashed and is restarted'),
    )
  // A role that sweeps is never long without a connection; the others must show too that they are there (lawbase
  // restore looks).
  if (role === 'web') return [keepPresence(opened.app, role)]
  if (role === 'hygiene') return [keepPresence(opened.app, role), runs()]
  const realtime = await startWorking(opened, input.program.handlers, realtimeQueues, true)
  return role === 'realtime' ? [realtime] : [realtime, runs()]
}

/**
 * Says at once, not with the night, that something cannot be written where it was told to go. A share that is away for
 * the moment is no reason to stop: what is missing there is written when it is back.
 */
async function warnOfFolders({ config, log }: CommandInput): Promise<void> {
  const folders = { AUDIT_HEAD_FOLDER: config.auditHeadFolder, LAWBASE_JOURNAL_DIR: config.journalFolder }
  for (const [setting, folder] of Object.entries(folders))
    if (folder !== undefined)
      await probeFolder(folder).catch((error: NodeJS.ErrnoException) =>
        log.error(
          { setting, folder, code: error.code },
          'nothing can be written there: mount it, or let this user write',
        ),
      )
}

async function sayWhere(app: App): Promise<void> {
  // The database may die while we start: whoever waits for the line below must get it all the same.
  if ((await withDatabase(databaseDeadlineMs, () => countUsers(app.pool))) === 0)
    process.stdout.write(`Create the first account here (once, within 24 hours): ${await inviteFirstUser(app)}\n`)
  process.stdout.write(`Lawbase runs at ${app.consoleUrl}\n`)
}

async function openFrontAt(variable: string, port: number, host: string): Promise<Front> {
  return openFront({ port, host }).catch((cause: NodeJS.ErrnoException) => {
    throw new CommandFailed(
      cause.code === 'EADDRINUSE'
        ? `Port ${port} is in use: stop what listens there (Lawbase itself?), or set ${variable}.`
        : `${variable}: nobody can listen on ${host}:${port} (${cause.message}).`,
    )
  })
}

/** Without work for this long the process for runs gives its memory back. */
const idleMs = 20_000

/**
 * Runs and removals, in a process of their own. Ends when it has nothing to do, and with its parent, also when that was
 * killed.
 */
async function runHygieneChild(input: CommandInput): Promise<number> {
  const opened = await openProgram(input.config, input.program, input.log, null, 'runs')
  const working = await startWorking(opened, input.program.handlers, hygieneQueues, false)
  await Promise.race([
    once(stopSignal(), 'abort'),
    new Promise<void>((resolve) => process.once('disconnect', () => resolve())),
    untilIdle(working),
  ])
  await working.stop()
  await opened.close()
  // The channel to the parent would keep this process alive.
  if (process.connected) process.disconnect()
  return exitCodes.done
}

async function untilIdle(working: Working): Promise<void> {
  while (working.idleForMs() < idleMs) await pause(1_000, undefined, { ref: false })
}

/** From being told to stop, besides the time in which others are sent elsewhere. Each packaging allows 60 s. */
const stopWithinMs = 25_000

/**
 * Ends the process when it does not by itself, such as a worker whose queue is away, or one that waits for its
 * database. What was under way is taken up by another, as after a crash.
 */
function endInAnyCase(stop: AbortSignal, { config, log }: CommandInput): void {
  stop.addEventListener('abort', () => {
    setTimeout(() => {
      log.warn({ seconds: stopWithinMs / 1_000 }, 'something that is away kept this process from ending: it ends now')
      process.exit(exitCodes.done)
    }, config.drainMs + stopWithinMs).unref()
  })
}

/** All is closed: what still runs is a client of a queue that is away, which would try to reach it for ever. */
function leaveNothingBehind(): void {
  setTimeout(() => process.exit(exitCodes.done), 1_000).unref()
}

/** Comes with the first SIGTERM or SIGINT. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort())
  return stopping.signal
}

import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { openConsoleServer } from '../http/console-server.ts'
import { openPublicServer } from '../http/public-server.ts'
import { inviteFirstUser } from '../operations/first-run.ts'
import { databaseDeadlineMs } from '../operations/open-app.ts'
import { hasHygieneWork } from '../operations/sweep.ts'
import { hygieneQueues, keepChild, keepPresence, realtimeQueues, startWorking, type Running, type Working } from '../serve.ts'
import { withDatabase } from '../store/database.ts'
import { countUsers } from '../store/users.ts'
import type { Command, CommandInput } from './command.ts'
import { openProgram } from './open.ts'
import { CommandFailed, exitCodes } from './program.ts'

export const startCommand: Command = {
  summary: 'runs the service: console, public pages, workers',
  help: 'lawbase start [--role all|web|worker|hygiene]\n\nall (default) runs everything, with hygiene runs in a child process. web serves the pages only; worker carries noes and does runs; several may share one DATABASE_URL (and REDIS_URL).',
  words: 0,
  options: { role: { type: 'string', default: 'all' } },
  run: async (input) => {
    const role = String(input.values['role'])
    if (role === 'hygiene') return runHygieneChild(input)
    if (!['all', 'web', 'worker'].includes(role)) throw new CommandFailed('--role: all, web or worker')
    // Before anything is opened: whoever starts twice must not touch the database of the first.
    if (role !== 'worker') await requireFreePorts(input.config)
    const opened = await openProgram(input.config, input.program, input.log, role === 'all')
    const parts: Running[] = []
    if (role !== 'web') {
      parts.push(await startWorking(opened, input.program.handlers, realtimeQueues, true))
      parts.push(keepChild(input.program.program, ['start', '--role', 'hygiene'], () => hasHygieneWork(opened.app), (code) => input.log.error({ exitCode: code ?? -1 }, 'the process for hygiene runs died and is started again')))
    }
    // A role that sweeps is never long without a connection; this one must show too that it is there (lawbase restore looks).
    if (role === 'web') parts.push(keepPresence(opened.app))
    if (role !== 'worker') {
      const consoleServer = await openConsoleServer(opened.app)
      const publicServer = await openPublicServer(opened.app)
      await consoleServer.listen({ port: input.config.consolePort, host: 'localhost' })
      await publicServer.listen({ port: input.config.publicPort, host: input.config.publicHost })
      // Intake stops first, so that a finishing job can still enqueue what follows (style-examples 4).
      parts.unshift({ stop: async () => void (await Promise.all([consoleServer.close(), publicServer.close()])) })
      // The database may die while we start: whoever waits for the line below must get it all the same.
      if ((await withDatabase(databaseDeadlineMs, () => countUsers(opened.app.pool))) === 0) process.stdout.write(`Make the first account here (once, within 24 hours): ${await inviteFirstUser(opened.app)}\n`)
      process.stdout.write(`Lawbase runs at ${opened.app.consoleUrl}\n`)
    }
    await untilStopped()
    for (const part of parts) await part.stop()
    await opened.close()
    return exitCodes.done
  },
}

/** Throws CommandFailed when somebody listens on one of our ports. */
async function requireFreePorts({ consolePort, publicPort, publicHost }: CommandInput['config']): Promise<void> {
  for (const [variable, port, host] of [['PORT', consolePort, 'localhost'], ['PUBLIC_PORT', publicPort, publicHost]] as const) {
    const server = createServer()
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve)).catch((cause: NodeJS.ErrnoException) => {
      throw new CommandFailed(cause.code === 'EADDRINUSE' ? `Port ${port} is in use: stop what listens there (Lawbase itself?), or set ${variable}.` : `${variable}: nobody can listen on ${host}:${port} (${cause.message}).`)
    })
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

/** Without work for this long the process for runs gives its memory back. */
const idleMs = 20_000

/** Runs and removals of `start --role all`. Ends when it has nothing to do, and with its parent, also when that was killed. */
async function runHygieneChild(input: CommandInput): Promise<number> {
  const opened = await openProgram(input.config, input.program, input.log)
  const working = await startWorking(opened, input.program.handlers, hygieneQueues, false)
  await Promise.race([untilStopped(), new Promise<void>((resolve) => process.once('disconnect', () => resolve())), untilIdle(working)])
  await working.stop()
  await opened.close()
  // The channel to the parent would keep this process alive.
  if (process.connected) process.disconnect()
  return exitCodes.done
}

async function untilIdle(working: Working): Promise<void> {
  while (working.idleForMs() < idleMs) await pause(1_000, undefined, { ref: false })
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
}

import { join } from 'node:path'
import type { Logger } from 'pino'
import { openShiftedClock, realClock, type ShiftedClock } from '../../clock.ts'
import type { Config } from '../../config.ts'
import { openApp, type AppOptions, type OpenedApp } from '../../operations/app/open-app.ts'
import { packageRoot } from '../../package-root.ts'
import type { Program } from './program.ts'

/** The clock of the machine, or the sandbox's that the configuration names. */
export async function openClock({ clockUrl }: Config): Promise<ShiftedClock> {
  return clockUrl === undefined ? { ...realClock, close: () => undefined } : openShiftedClock(clockUrl)
}

/**
 * Opens the program as the configuration says. The embedded database of a running `start` is adopted, never stopped.
 */
export async function openProgram(
  config: Config,
  program: Program,
  log: Logger,
  owner: AppOptions['owner'] = null,
  kind: AppOptions['kind'] = 'command',
): Promise<OpenedApp> {
  const clock = await openClock(config)
  const opened = await openApp(
    {
      home: config.home,
      masterKey: config.masterKey,
      databaseUrl: config.databaseUrl,
      redisUrl: config.redisUrl,
      connections: config.connections,
      kind,
      vendors: config.vendors,
      outboundHosts: config.outboundHosts,
      publicUrl: config.publicUrl,
      // Workers reach the API past the console's proxy, on their own machine.
      apiUrl: config.apiUrl ?? (config.consoleUrl === undefined ? undefined : `http://localhost:${config.consolePort}`),
      smtpUrl: config.smtpUrl,
      auditHeadFolder: config.auditHeadFolder,
      journalFolder: config.journalFolder,
      mailFrom: config.mailFrom,
      consoleUrl: config.consoleUrl ?? `http://localhost:${config.consolePort}`,
      isConsoleNamed: config.consoleUrl !== undefined,
      trustedProxies: config.trustedProxies,
      pollSeconds: config.pollSeconds,
      metricsToken: config.metricsToken,
      sandboxClock: config.clockUrl !== undefined,
      migrationsFolder: join(packageRoot, 'migrations'),
      owner,
    },
    program.connectors,
    clock,
    log,
  )
  return {
    ...opened,
    close: async () => {
      clock.close()
      await opened.close()
    },
  }
}

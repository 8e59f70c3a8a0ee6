import { join } from 'node:path'
import type { Logger } from 'pino'
import { openShiftedClock, realClock, type ShiftedClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { openApp, type OpenedApp } from '../operations/open-app.ts'
import { packageRoot } from '../package-root.ts'
import type { Program } from './program.ts'

/** Opens the program as the configuration says. The embedded database of a running `start` is adopted, never stopped. */
export async function openProgram(config: Config, program: Program, log: Logger, ownsDatabase = false): Promise<OpenedApp> {
  const clock = config.clockUrl === undefined ? realClock : await openShiftedClock(config.clockUrl)
  const opened = await openApp(
    {
      home: config.home,
      masterKey: config.masterKey,
      databaseUrl: config.databaseUrl,
      redisUrl: config.redisUrl,
      hubspotApiUrl: config.hubspotApiUrl,
      hubspotAppUrl: config.hubspotAppUrl,
      salesforceHosts: config.salesforceHosts,
      outboundHosts: config.outboundHosts,
      publicUrl: config.publicUrl,
      smtpUrl: config.smtpUrl,
      auditHeadFolder: config.auditHeadFolder,
      journalFolder: config.journalFolder,
      mailFrom: config.mailFrom,
      consoleUrl: `http://localhost:${config.consolePort}`,
      pollSeconds: config.pollSeconds,
      sandboxClock: config.clockUrl !== undefined,
      migrationsFolder: join(packageRoot, 'migrations'),
      ownsDatabase,
    },
    program.connectors,
    clock,
    log,
  )
  return {
    ...opened,
    close: async () => {
      if (clock !== realClock) (clock as ShiftedClock).close()
      await opened.close()
    },
  }
}

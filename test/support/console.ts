import { sandboxEnvironment } from './stand-in.ts'
import { openBrowser } from '../../scripts/demo/browser.mjs'
import { freePort } from '../../scripts/free-port.mjs'
import { hashPassword } from '../../src/crypto/password.ts'
import { openConsoleServer } from '../../src/http/console-server.ts'
import { setPassword, type User } from '../../src/store/accounts/users.ts'
import { startLawbase, type Lawbase, type LawbaseOptions } from './lawbase.ts'

export interface ConsolePage {
  status: number
  url: string
  html: string
}

/** A browser without scripts: forms, links and cookies. */
export interface Browser {
  get(path: string): Promise<ConsolePage>
  /** Sends the form of the page whose action ends so; throws when there is none or it is answered with 4xx. */
  submit(
    page: ConsolePage,
    action: string,
    values?: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<ConsolePage>
}

/** The console on a port of its own, beside the product. */
export interface Console {
  lawbase: Lawbase
  base: string
  visitor(): Browser
  /** A browser in which somebody has logged in. */
  as(email: string, password?: string): Promise<Browser>
  close(): Promise<void>
}

export const goodPassword = 'une phrase courte convient bien'

/** Starts the product with its console; the admin and the DPO of the stage have `goodPassword`. */
export async function openConsole(options: Omit<LawbaseOptions, 'consoleUrl'>, consolePort?: number): Promise<Console> {
  const port = consolePort ?? (await freePort())
  const base = `http://localhost:${port}`
  const lawbase = await startLawbase({ ...options, consoleUrl: base })
  const hash = await hashPassword(goodPassword)
  for (const user of [lawbase.admin, lawbase.dpo] satisfies User[]) await setPassword(lawbase.app.pool, user.id, hash)
  const server = await openConsoleServer(lawbase.app)
  await server.listen({ host: 'localhost', port })
  const visitor = (): Browser => {
    const browser = openBrowser() as Browser
    return {
      get: (path) => browser.get(new URL(path, base).href),
      submit: (page, action, values) => browser.submit(page, action, values),
    }
  }
  return {
    lawbase,
    base,
    visitor,
    as: async (email, password = goodPassword) => {
      const browser = visitor()
      await browser.submit(await browser.get('/login'), '/login', { email, password })
      return browser
    },
    close: async () => {
      await server.close()
      await lawbase.close()
    },
  }
}

/** The environment in which the command line works on the base of a console. */
export function envOf({ lawbase, base }: Pick<Console, 'lawbase' | 'base'>): Record<string, string> {
  const { databaseUrl, masterKey } = lawbase.place
  const [, folder = '', database = ''] = /^socket:(.+)\?db=(\w+)&/u.exec(databaseUrl) ?? []
  const url = `postgres://lawbase@${encodeURIComponent(folder)}/${database}`
  return {
    LAWBASE_HOME: '/nonexistent',
    LAWBASE_KEY: masterKey,
    DATABASE_URL: url,
    LOG_LEVEL: 'silent',
    PORT: new URL(base).port,
    ...sandboxEnvironment(lawbase.sandbox.urls),
    LAWBASE_CLOCK_URL: `${lawbase.sandbox.urls.control}/_sandbox/clock`,
  }
}

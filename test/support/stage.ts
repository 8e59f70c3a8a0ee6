import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import type { FastifyInstance } from 'fastify'
import { chromium, type Browser, type Page } from 'playwright-core'
import { randomUUID } from 'node:crypto'
import { chromiumPath } from '../../scripts/chromium.mjs'
import { freePort } from '../../scripts/free-port.mjs'
import { hashPassword } from '../../src/crypto/password.ts'
import { newToken, tokenHash } from '../../src/crypto/tokens.ts'
import { openConsoleServer } from '../../src/http/console-server.ts'
import { openFront } from '../../src/http/app/front.ts'
import { openPublicServer } from '../../src/http/public-server.ts'
import type { App } from '../../src/operations/app/app.ts'
import { insertSession } from '../../src/store/accounts/login-sessions.ts'
import { findUser, insertUser, setPassword, type User } from '../../src/store/accounts/users.ts'
import type { Role } from '../../src/domain/accounts/roles.ts'
import { longAgo, startLawbase, type Lawbase, type LawbaseOptions } from './lawbase.ts'

/** Set it to 1 to run these tests: they need Chromium. CI must set it. */
export const browserWanted = process.env['LAWBASE_TEST_BROWSER'] === '1'

export const password = 'une phrase courte convient bien'

/** The console on a port of its own, opened in a real browser. */
export interface Stage {
  lawbase: Lawbase
  base: string
  browser: Browser
  /** A page without a login, in English. */
  visitor(): Promise<Page>
  /** An empty page of a person who is logged in; the login itself is tested in accounts/access.test.ts. */
  as(user: Pick<User, 'email'>): Promise<Page>
  makeUser(role: Role, email: string, language?: 'en' | 'fr'): Promise<User>
  close(): Promise<void>
}

let running: Browser | null = null

/**
 * The browser of this process: files follow one another in it, each with contexts of its own. It ends with the process,
 * as the pipe to it is closed.
 */
async function sharedBrowser(): Promise<Browser> {
  if (running?.isConnected() !== true)
    running = await chromium.launch({
      // Without a locale of UTF-8 the browser names no file with an accent.
      env: { ...process.env, LANG: 'C.UTF-8' },
      executablePath: chromiumPath() ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // axe is read anew with each page: what is compiled for speed is thrown away before it has paid.
        '--js-flags=--no-maglev --no-opt',
        // Pages come from this machine, one at a time.
        '--num-raster-threads=1',
        '--in-process-gpu',
      ],
    })
  return running
}

export async function openStage(options: LawbaseOptions, consolePort?: number): Promise<Stage> {
  const port = consolePort ?? (await freePort())
  const base = `http://localhost:${port}`
  const lawbase = await startLawbase({ ...options, consoleUrl: base })
  const { pool } = lawbase.app
  const hash = await hashPassword(password)
  for (const user of [lawbase.admin, lawbase.dpo]) await setPassword(pool, user.id, hash)
  const console_ = await listen(await openConsoleServer(lawbase.app), 'localhost', port)
  const browser = await sharedBrowser()
  const visitor = async () => {
    // A page that glides to where it is scrolled is drawn at each step, which took a fifth of the browser's time.
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    })
    return context.newPage()
  }
  return {
    lawbase,
    base,
    browser,
    visitor,
    as: async (user) => {
      const page = await visitor()
      const { rows } = await pool.query<{ id: string }>('select id from users where email = $1', [user.email])
      const token = newToken()
      await insertSession(pool, tokenHash(token), rows[0]?.id ?? '', new Date())
      await page
        .context()
        .addCookies([
          { name: '__Host-lb', value: token, url: 'https://localhost', secure: true, httpOnly: true, sameSite: 'Lax' },
        ])
      return page
    },
    makeUser: async (role, email, language = 'en') => {
      const id = randomUUID()
      await insertUser(
        pool,
        { id, email, name: role, role, language, passwordHash: hash },
        longAgo(lawbase.app.clock.now()),
      )
      const user = await findUser(pool, { id })
      if (user === null) throw new Error('no user')
      return user
    },
    close: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
      await console_.close()
      await lawbase.close()
    },
  }
}

/** Where something listens, and its end. */
export interface Door {
  base: string
  /** Settles when nobody reaches it any more: the network is gone, whatever a browser believes. */
  cut(): Promise<void>
  /** Is reached again, at the same address. */
  mend(): Promise<void>
  close(): Promise<void>
}

/** The public pages, on another host than the console, so that no cookie is shared. */
export const openPages = async (app: App): Promise<Door> =>
  listen(await openPublicServer(app), '127.0.0.1', await freePort('127.0.0.1'))

/**
 * As the service listens: browsers open connections ahead of need, which a plain server waits for until they are used.
 */
async function listen(server: FastifyInstance, host: string, port: number): Promise<Door> {
  let front = await openFront({ port, host })
  await front.serve(server)
  return {
    base: `http://${host}:${port}`,
    cut: () => front.close(),
    mend: async () => {
      front = await openFront({ port, host })
      await front.serve(server)
    },
    close: async () => {
      await front.close()
      await server.close()
    },
  }
}

/** By how many pixels a page is wider than the window, 0 where it fits; of one a click led to, once it is whole. */
export async function pixelsCut(page: Page): Promise<number> {
  // A click ends where the next page begins to come: for a moment there is no element to measure.
  await page.waitForLoadState()
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))
}

/** The same axe as the builder sends to each page, less than half as long for the browser to read. */
const axeSource = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** What axe finds wrong, as lines that name rule and element. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.waitForLoadState()
  // What the bar at the top covers for the moment can be scrolled to.
  await page.evaluate(() => scrollTo(0, 0))
  const { violations } = await new AxeBuilder({ page, axeSource })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(
    (violation) =>
      `${page.url()} ${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  )
}

/** Makes an app at the vendor from what the wizard's page gives to copy, and fills its key and secret in. */
export async function registerFromPage(stage: Stage, page: Page, connector: 'hubspot' | 'salesforce'): Promise<void> {
  await page.goto(`${stage.base}/connections/new/${connector}/app`)
  const copies = await page
    .locator('[data-copy]')
    .evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset['copy'] ?? ''))
  const scopes = await page.locator('table code').allTextContents()
  const required = ((await page.locator('[data-name=scopes]').getAttribute('data-copy')) ?? '').split(' ')
  const app = await stage.lawbase.control('POST', `/_sandbox/apps/${connector}`, {
    redirectUris: copies.filter((text) => text.includes('/oauth/callback/')),
    scopes: required,
    optionalScopes: scopes.filter((scope) => !required.includes(scope)),
    webhookTargetUrl: copies.find((text) => text.includes('/webhooks/')),
  })
  await page.fill('#clientId', String(app['clientId']))
  await page.fill('#clientSecret', String(app['clientSecret']))
  if (connector === 'salesforce') await page.fill('#loginHost', stage.lawbase.sandbox.urls.salesforceLogin)
  await page.click('main button.primary')
}

/** A picture of the whole page into the folder that LAWBASE_SHOTS names; nothing without it. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['LAWBASE_SHOTS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

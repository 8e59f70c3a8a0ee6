import { mkdtemp } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { runSelfTest } from '../../../src/operations/today/self-test.ts'
import { exportAudit, sealWholeAudit } from '../../../src/store/app/audit.ts'
import { insertUser } from '../../../src/store/accounts/users.ts'
import { openConsole, type Browser, type Console } from '../../support/console.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { startPages } from '../../support/pages.ts'

/** What the page says, without its markup. */
const wordsOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/gu, ' ')

/** One step as the page shows it. */
const stepIn = (html: string, id: string): string =>
  wordsOf(new RegExp(`<li id="step-${id}">.*?</li>`, 'su').exec(html)?.[0] ?? 'not shown')

describe('the first steps', () => {
  let console_: Console
  let mail: MailServer
  let admin: Browser
  beforeAll(async () => {
    mail = await startMailServer()
    console_ = await openConsole({
      contacts: 5,
      settings: { controller: null, offers: [], otherTools: null, sources: {} },
      smtpUrl: mail.url,
      publicUrl: null,
    })
    admin = await console_.as('admin@exemple.example.test')
  })
  afterAll(async () => {
    await console_.close()
    await mail.close()
  })

  const page = async (by = admin) => (await by.get('/first-steps')).html
  const step = async (id: string, by = admin) => stepIn(await page(by), id)
  const act = async (id: string, name: string, by = admin) =>
    by.submit(await by.get('/first-steps'), `/first-steps/${id}/${name}`)
  /** The address of the console, as the environment would set it; the admin has a second factor then. */
  const nameConsole = async (url: string) => {
    const { app } = console_.lawbase
    Object.assign(app, { isConsoleNamed: true, consoleUrl: url })
    await app.pool.query(
      `insert into totp_factors (user_id, sealed, confirmed_at) values ($1, 'x', $2) on conflict do nothing`,
      [console_.lawbase.admin.id, app.clock.now()],
    )
    await app.pool.query('update login_sessions set second_at = now() where user_id = $1', [console_.lawbase.admin.id])
  }
  const unname = () => void Object.assign(console_.lawbase.app, { isConsoleNamed: false, consoleUrl: console_.base })

  it('stand on Today with what is stored, in words and figures, for who may do them', async () => {
    const today = wordsOf((await admin.get('/')).html)
    expect(today).toContain('17 steps are left to set up Lawbase')
    expect(today).toContain('2 of 19 done')
    expect(await step('account')).toContain('Done 2 accounts with a password, the first since')
    expect(await step('factor')).toContain('0 of 2 accounts of admins and DPOs have one.')
    expect(await step('company')).toContain('Not named.')
    expect(await step('console')).toContain('CONSOLE_URL is not set')
    expect(await step('dpo')).toContain('Done 1 DPO account.')
    expect(await step('offer')).toContain('No offer is described.')
    const dpo = await console_.as('dpo@exemple.example.test')
    const theirs = await page(dpo)
    for (const id of ['console', 'public', 'mail', 'account', 'crm-hubspot', 'backup'])
      expect(stepIn(theirs, id), id).toBe('not shown')
    expect(stepIn(theirs, 'retention')).toContain('36 months without activity.')
    const { app } = console_.lawbase
    const base = await app.pool.query<{ hash: string }>('select password_hash as hash from users limit 1')
    for (const role of ['operator', 'viewer'] as const) {
      await insertUser(
        app.pool,
        {
          id: crypto.randomUUID(),
          email: `${role}@exemple.example.test`,
          name: role,
          role,
          language: 'en',
          passwordHash: base.rows[0]?.hash ?? '',
        },
        app.clock.now(),
      )
      const other = await console_.as(`${role}@exemple.example.test`)
      expect((await other.get('/')).html).not.toContain('id="first-steps"')
      expect((await other.get('/first-steps')).status).toBe(403)
    }
  })

  it('go through the address of the console, and tell what came back', async () => {
    await nameConsole(console_.base)
    expect(await step('console')).toContain(`${console_.base}, not tested yet.`)
    await act('console', 'test')
    expect(await step('console')).toContain(`Done A call through ${console_.base} came back to this installation on`)
    // The form is refused under an address that is not the one it came from.
    const elsewhere = () => runSelfTest(console_.lawbase.app, 'console', console_.lawbase.admin)
    const pages = await startPages({ '/healthz': 'ok' })
    await nameConsole(pages.base)
    expect(await step('console')).toContain(
      `${pages.base}, not tested yet. The last test was of another address (${console_.base}).`,
    )
    await elsewhere()
    expect(await step('console')).toContain('Something answers there, but not this installation')
    expect(pages.asked).toEqual(['/healthz'])
    pages.pages.set('/healthz', { status: 503 })
    await elsewhere()
    expect(await step('console')).toContain(
      'It answers with an error and not with the page that was asked for. Answer: 503.',
    )
    pages.pages.set('/healthz', { location: `${console_.base}/healthz` })
    await elsewhere()
    expect(await step('console')).toContain('It sends on to another address. Set the final address. Answer: 302.')
    await pages.close()
    await elsewhere()
    expect(await step('console')).toContain('Failed')
    expect(await step('console')).toContain('There was no answer within 10 s')
    unname()
    await console_.lawbase.app.pool.query('delete from totp_factors')
    expect(await step('console')).toContain('CONSOLE_URL is not set')
  })

  it('go through the public address, too', async () => {
    const { app } = console_.lawbase
    expect(await step('public')).toContain('PUBLIC_URL is not set')
    const server = await openPublicServer(app)
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    Object.assign(app, { publicUrl: `http://127.0.0.1:${port}` })
    await act('public', 'test')
    expect(await step('public')).toContain(`A call through http://127.0.0.1:${port} came back to this installation`)
    await server.close()
    await act('public', 'test')
    expect(await step('public')).toContain('There was no answer within 10 s')
  })

  it('answer nobody who asks without the token of a test', async () => {
    const answer = await fetch(`${console_.base}/healthz?test=${'x'.repeat(43)}`)
    expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
  })

  it('send a test mail to whoever asks, and keep what the server said', async () => {
    expect(await step('mail')).toContain('No test mail was sent yet.')
    mail.refuse = { code: 550, text: 'no' }
    await act('mail', 'test')
    expect(await step('mail')).toContain('The mail server refused the mail: check MAIL_FROM. Answer: 550.')
    mail.refuse = null
    await act('mail', 'test')
    expect(mail.received.map(({ to, subject }) => [to, subject])).toEqual([
      ['admin@exemple.example.test', 'Lawbase: test mail'],
    ])
    expect(await step('mail')).toContain('Done The mail server took the test mail to admin@exemple.example.test on')
  })

  it('open the privacy policy', async () => {
    expect(await step('privacy')).toContain('Name your company first')
    expect(await page()).not.toContain('/first-steps/privacy/test')
    await admin.submit(await admin.get('/settings/company'), '/settings/company', {
      name: 'Exemple Industries',
      contact: 'dpo@exemple.example.test',
      privacyUrl: 'https://nowhere.example.test/vie-privee',
    })
    expect(await step('company')).toContain('Done Exemple Industries.')
    await act('privacy', 'test')
    expect(await step('privacy')).toContain('There was no answer within 10 s')
  })

  it('count a backup that was read back to its end', async () => {
    expect(await step('backup')).toContain('No backup was made and checked yet.')
    const file = join(await mkdtemp(join(tmpdir(), 'lawbase-')), 'one.lbb')
    const { app, place } = console_.lawbase
    await backUp(app, file, parseMasterKey(place.masterKey), 'a test')
    expect(await step('backup')).toMatch(/Done [\d.]+ MB, made and fully checked on/u)
  })

  it('are skipped and taken up again by name, in the audit log', async () => {
    await act('offer', 'skip')
    expect(await step('offer')).toContain('No offer is described. Skipped by admin@exemple.example.test on')
    await act('offer', 'take-up')
    expect(await step('offer')).not.toContain('Skipped')
    await act('retention', 'keep')
    expect(await step('retention')).toContain(
      'Done 36 months without activity. Looked at by admin@exemple.example.test on',
    )
    const said: unknown[] = []
    await sealWholeAudit(console_.lawbase.app.pool)
    for await (const line of exportAudit(console_.lawbase.app.pool))
      if ('firstStep' in line.details) said.push([line.actor, line.details])
    expect(said).toEqual([
      ['admin@exemple.example.test', { firstStep: 'offer', said: 'skipped' }],
      ['admin@exemple.example.test', { firstStep: 'offer', said: 'taken back' }],
      ['admin@exemple.example.test', { firstStep: 'retention', said: 'seen' }],
    ])
  })

  it('follow a CRM from its connection to the right to block there', async () => {
    expect(await step('crm-hubspot')).toContain('Not connected.')
    await console_.lawbase.connectHubspot()
    expect(await step('crm-hubspot')).toContain('Connected; the first read is not finished.')
    await console_.lawbase.run()
    expect(await step('crm-hubspot')).toContain('“Suppress” is not granted yet, so no opt-out is written there.')
    expect(await step('sources')).not.toContain('No CRM is connected yet.')
  })

  it('refuse what a role may not do, and steps that are none', async () => {
    const dpo = await console_.as('dpo@exemple.example.test')
    const form = await dpo.get('/first-steps')
    const csrf = /name="_csrf" value="([^"]+)"/u.exec(form.html)?.[1] ?? ''
    const forged = {
      ...form,
      html: `<form method="post" action="/first-steps/console/test"><input type="hidden" name="_csrf" value="${csrf}"></form>`,
    }
    await expect(dpo.submit(forged, '/first-steps/console/test')).rejects.toThrow('403')
    const none = { ...forged, html: forged.html.replace('console/test', 'company/keep') }
    await expect(dpo.submit(none, '/first-steps/company/keep')).rejects.toThrow('404')
  })

  it('leave Today once each is done or skipped, and stay to be found in the settings', async () => {
    for (;;) {
      const html = await page()
      const id = /action="\/first-steps\/([a-z:-]+)\/skip"/u.exec(html)?.[1]
      if (id === undefined) break
      await act(id, 'skip')
    }
    expect((await admin.get('/')).html).not.toContain('id="first-steps"')
    expect((await admin.get('/settings')).html).toContain('href="/first-steps"')
    expect(wordsOf(await page())).toContain('Every step is done or skipped.')
    await act('offer', 'take-up')
    expect((await admin.get('/')).html).toContain('id="first-steps"')
  })
})

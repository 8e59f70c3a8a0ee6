import { createServer } from 'node:http'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts'
import { listenForCallback } from '../../../src/cli/connections/callback-listener.ts'
import { insertUser } from '../../../src/store/accounts/users.ts'
import { openCommandLine, type CommandLine } from '../../support/command-line.ts'
import { newAppKey, registerApp } from '../../../src/operations/connections/register-app.ts'
import { startLawbase } from '../../support/lawbase.ts'
import { allowAtVendor } from '../../support/connections/vendor-consent.ts'

interface Prepared {
  redirectUri: string
  webhookUrl: string | null
  scopes: { required: string[]; optional: string[] }
  files: string[]
}

describe('lawbase connect', () => {
  let sandbox: Sandbox
  let line: CommandLine
  let port: number
  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 20, seed: 7, limitsX: 0, searchLagMs: 20 })
    line = await openCommandLine({
      HUBSPOT_API_URL: sandbox.urls.hubspotApi,
      HUBSPOT_APP_URL: sandbox.urls.hubspotApp,
      PUBLIC_URL: 'http://localhost:4180',
    })
    for (const role of ['admin', 'operator'] as const)
      await insertUser(
        line.pool,
        {
          id: randomUUID(),
          email: `${role}@exemple.example.test`,
          name: role,
          role,
          language: 'en',
          passwordHash: null,
        },
        new Date(),
      )
    port = await freePort()
  })
  afterAll(async () => {
    await line.close()
    await sandbox.close()
  })
  const prepare = async (connector: string, ...words: string[]) =>
    JSON.parse(
      (await line.run(['connect', connector, '--prepare', '--port', String(port), '--json', ...words])).stdout,
    ) as Prepared
  const makeApp = async (connector: string, prepared: Prepared) => {
    const answer = await fetch(`${sandbox.urls.control}/_sandbox/apps/${connector}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        redirectUris: [prepared.redirectUri],
        scopes: prepared.scopes.required,
        optionalScopes: prepared.scopes.optional,
        webhookTargetUrl: prepared.webhookUrl,
      }),
    })
    const made = (await answer.json()) as { clientId: string; clientSecret: string }
    const secret = join(line.folder, `${connector}-secret`)
    writeFileSync(secret, `${made.clientSecret}\n`)
    return [
      'connect',
      connector,
      '--client-id',
      made.clientId,
      '--client-secret-file',
      secret,
      '--user',
      'admin@exemple.example.test',
      '--json',
      ...(connector === 'salesforce' ? ['--login-host', sandbox.urls.salesforceLogin] : []),
    ]
  }
  /** Runs the command; `browse` gets the consent page's address once it is printed. */
  const connect = async (words: string[], browse: (url: string) => Promise<void>) => {
    const browsing: Promise<void>[] = []
    const answered = await line.run(words, (text) => {
      const url = /^(https?:\/\/\S+state=\S+)$/mu.exec(text)?.[1]
      if (url !== undefined) browsing.push(browse(url))
    })
    await Promise.all(browsing)
    return answered
  }

  it('prepares: the same addresses until the app is registered, and the files it is made from', async () => {
    const folder = join(line.folder, 'project')
    const first = await prepare('hubspot', '--files', folder)
    expect(first.redirectUri).toMatch(new RegExp(`^http://localhost:${port}/oauth/callback/[a-z0-9]{16}$`, 'u'))
    expect(first.webhookUrl).toBe(first.redirectUri.replace(/^.*\//u, 'http://localhost:4180/webhooks/hubspot/'))
    expect(first.files.length).toBeGreaterThan(0)
    expect(
      first.files.filter((file) => existsSync(file) && readFileSync(file, 'utf8').includes(first.redirectUri)).length,
    ).toBeGreaterThan(0)
    expect(await prepare('hubspot')).toEqual({ ...first, files: [] })
    writeFileSync(first.files[0] ?? '', 'changed')
    const { code, stderr } = await line.run([
      'connect',
      'hubspot',
      '--prepare',
      '--port',
      String(port),
      '--files',
      folder,
    ])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('is there already with another content'),
    })
  })

  it.each(['hubspot', 'salesforce'])(
    'connects %s by the vendor’s own consent page, observing only',
    async (connector) => {
      const words = await makeApp(connector, await prepare(connector))
      const { code, stdout } = await connect(words, async (url) => {
        const back = await allowAtVendor(url)
        const wrong = new URL(back)
        wrong.searchParams.set('state', 'somebody-else')
        expect((await fetch(wrong, { redirect: 'manual' })).status).toBe(404)
        const answer = await fetch(back, { redirect: 'manual' })
        expect({ status: answer.status, location: answer.headers.get('location') }).toEqual({
          status: 303,
          location: '/done',
        })
      })
      const told = JSON.parse(stdout) as { connectionId: string }
      expect({ code, told }).toEqual({
        code: 0,
        told: { ok: true, connectionId: expect.stringMatching(/^[0-9a-f-]{36}$/u), checked: true },
      })
      expect(
        (await line.pool.query('select connector, state, granted from connections where id = $1', [told.connectionId]))
          .rows,
      ).toEqual([{ connector, state: 'observe', granted: [] }])
      expect(
        Object.values((await line.pool.query<{ n: number }>('select count(*)::int as n from oauth_requests')).rows),
      ).toEqual([{ n: 0 }])
    },
  )

  it('says so with exit code 1 when the admin refuses at the vendor, and can be run again', async () => {
    const words = await makeApp('hubspot', await prepare('hubspot'))
    const refuse = async (url: string) => {
      const state = new URL(url).searchParams.get('state') ?? ''
      await fetch(`${new URL(url).searchParams.get('redirect_uri')}?error=access_denied&state=${state}`, {
        redirect: 'manual',
      })
    }
    const refused = await connect(words, refuse)
    expect({ code: refused.code, stderr: refused.stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('You refused at HubSpot'),
    })
    const again = await connect(
      words,
      async (url) => void (await fetch(await allowAtVendor(url), { redirect: 'manual' })),
    )
    expect(again.code).toBe(0)
  })

  it.each<[string, (words: string[]) => string[], string]>([
    [
      'somebody who is no admin',
      (words) => words.map((word) => word.replace('admin@', 'operator@')),
      'is no admin here',
    ],
    ['nobody named', (words) => words.filter((_word, index) => index !== 6 && index !== 7), '--user: name the admin'],
    ['a port the vendor was not told', (words) => [...words, '--port', '1'], '--port: the vendor has'],
    ['another app', (words) => words.map((word, index) => (index === 3 ? 'another' : word)), 'belong to another app'],
    [
      'a system it does not know',
      (words) => words.map((word) => (word === 'hubspot' ? 'pipedrive' : word)),
      'Name one of these: hubspot, salesforce',
    ],
  ])('could not, with %s: exit code 2', async (_name, change, phrase) => {
    const { rows } = await line.pool.query<{ client_id: string }>(
      "select r.client_id from app_registrations r join prepared_apps p using (app_key) where p.connector = 'hubspot'",
    )
    const words = [
      'connect',
      'hubspot',
      '--client-id',
      rows[0]?.client_id ?? '',
      '--client-secret-file',
      join(line.folder, 'hubspot-secret'),
      '--user',
      'admin@exemple.example.test',
    ]
    const { code, stderr } = await line.run(change(words))
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(phrase) })
  })

  it('names the port that is in use', async () => {
    const words = await makeApp('hubspot', await prepare('hubspot'))
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, 'localhost', () => resolve()))
    const { code, stderr } = await line.run(words)
    other.close()
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`Port ${port} of this machine is in use`),
    })
  })
})

it('an app whose answer would leave this machine is not registered', async () => {
  const lawbase = await startLawbase({ contacts: 1 })
  const appKey = newAppKey()
  const register = (redirectUri: string) =>
    registerApp(lawbase.app, lawbase.admin, {
      connector: 'hubspot',
      appKey,
      clientId: 'x',
      clientSecret: 'x',
      loginHost: null,
      redirectUri,
    })
  for (const redirectUri of [
    `https://elsewhere.example.test/oauth/callback/${appKey}`,
    'http://localhost:4190/oauth/callback/otherkey',
  ]) {
    await expect(register(redirectUri)).rejects.toMatchObject({ code: 'field', field: 'redirectUri' })
  }
  expect((await register(`http://localhost:4190/oauth/callback/${appKey}`)).redirectUri).toBe(
    `http://localhost:4190/oauth/callback/${appKey}`,
  )
  await lawbase.close()
})

describe('the wait for the vendor’s answer', () => {
  it('takes the address pasted as a line, and says when it is another', async () => {
    const redirectUri = `http://localhost:${await freePort()}/oauth/callback/abcdefgh`
    const listener = await listenForCallback(redirectUri)
    const pasted = new PassThrough()
    const said: string[] = []
    const answered = listener.answer('s1', pasted, 5_000, (text) => said.push(text))
    pasted.write(`hello\n${redirectUri}?code=c0&state=s0\n${redirectUri}?code=c1&state=s1\n`)
    expect(await answered).toEqual({ state: 's1', code: 'c1', error: null })
    expect(said.length).toBe(2)
    // An open terminal would hold the command for ever.
    expect(pasted.destroyed).toBe(true)
    await listener.close()
  })

  it('ends after its time, also when nothing more can be pasted', async () => {
    const listener = await listenForCallback(`http://localhost:${await freePort()}/oauth/callback/abcdefgh`)
    const closed = new PassThrough()
    closed.end()
    await expect(listener.answer('s1', closed, 50, () => undefined)).rejects.toThrow('No answer within')
    await listener.close()
  })
})

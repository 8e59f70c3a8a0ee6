import { afterAll, beforeAll, expect, it } from 'vitest'
import { googleMailbox } from '../../../connectors/mailbox/oauth/google.ts'
import { microsoftMailbox } from '../../../connectors/mailbox/oauth/microsoft.ts'
import { openThreads } from '../../../src/threads/open-threads.ts'
import { connect, failureOf, startWorld, type Connected, type World } from '../suite/harness.ts'
import { mailApp } from './mail-app.ts'

// docs/reference/mailboxes.md#shared: the token is a colleague's, the name that of the mailbox.
const shared = 'unsub@u.exemple.example.test'
const login = 'julie@exemple.example.test'
let world: World
let connected: Connected
const threads = openThreads()
beforeAll(async () => {
  world = await startWorld({ contacts: 0 })
  await world.control('POST', '/_sandbox/switches', { 'mailbox-microsoft': { login } })
  connected = await connect(world, microsoftMailbox, await mailApp(world, microsoftMailbox.id), '')
})
afterAll(async () => {
  await threads.close()
  await world.close()
})
const fullAccess = (given: boolean) =>
  world.control('POST', '/_sandbox/switches', { 'mailbox-microsoft': { fullAccess: given } })
const open = (sharedMailbox?: string) =>
  connected.open({ threads }, sharedMailbox === undefined ? {} : { sharedMailbox })

it('is known by the login that consented', () => {
  expect(connected.access.accountId).toBe(login)
})

it('is not opened under the name of the login', async () => {
  await fullAccess(true)
  expect(await failureOf(open().check())).toMatchObject({ kind: 'access-revoked' })
})

it('is read under its own name, with the token of the login', async () => {
  const raw = `From: Anne <anne@acme.example.test>\nTo: ${shared}\nSubject: Stop\nMessage-ID: <a@acme.example.test>\n\nSTOP\n`
  await world.control('POST', '/_sandbox/mailbox', { act: 'append', raw })
  const stop = new AbortController()
  const seen: (string | null)[] = []
  for await (const batch of open(shared).listen?.(null, stop.signal) ?? []) {
    seen.push(...(batch.messages ?? []).map(({ mail }) => mail.from))
    stop.abort()
  }
  expect(seen).toEqual(['anne@acme.example.test'])
  expect((await open(shared).check()).accountName).toBe(shared)
})

it('says what to do where the login may not open it', async () => {
  await fullAccess(false)
  expect(await failureOf(open(shared).check())).toMatchObject({
    kind: 'access-revoked',
    message: expect.stringContaining('Full Access') as unknown,
  })
})

it('is offered by Microsoft alone', () => {
  expect([microsoftMailbox.sharedMailboxes === undefined, googleMailbox.sharedMailboxes]).toEqual([false, undefined])
})

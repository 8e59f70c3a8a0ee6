import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oauthMailboxes } from '../../../connectors/mailbox/oauth/providers.ts'
import type { InboundMessage } from '../../../src/connector/inbound.ts'
import { openThreads } from '../../../src/threads/open-threads.ts'
import { connect, failureOf, startWorld, type Connected, type World } from '../suite/harness.ts'
import { mailApp } from './mail-app.ts'

// docs/reference/mailboxes.md: a provider that takes no passwords is entered by a token.
describe.each(oauthMailboxes)('$label: contract', (connector) => {
  let world: World
  let connected: Connected
  const threads = openThreads()
  beforeAll(async () => {
    world = await startWorld({ contacts: 0 })
    connected = await connect(world, connector, await mailApp(world, connector.id), '')
  })
  afterAll(async () => {
    await threads.close()
    await world.close()
  })
  const tokens = (action: string) => world.control('POST', '/_sandbox/tokens', { system: connector.id, action })
  const imapOff = (off: boolean) => world.control('POST', '/_sandbox/switches', { [connector.id]: { imapOff: off } })
  const readOne = async (): Promise<InboundMessage[]> => {
    const stop = new AbortController()
    for await (const batch of connected.open({ threads }).listen?.(null, stop.signal) ?? [])
      if (batch.messages !== undefined) {
        stop.abort()
        return [...batch.messages]
      }
    return []
  }

  it('reads the inbox of whoever consented', async () => {
    const raw =
      'From: Anne Roy <anne.roy@acme.example.test>\nTo: unsub@u.exemple.example.test\nSubject: Stop\nMessage-ID: <one@acme.example.test>\nDate: Tue, 24 Nov 2026 09:12:00 +0100\n\nSTOP\n'
    await world.control('POST', '/_sandbox/mailbox', { act: 'append', raw })
    expect((await readOne()).map(({ mail }) => [mail.from, mail.subject])).toEqual([
      ['anne.roy@acme.example.test', 'Stop'],
    ])
    const { accountName, lines } = await connected.open().check()
    expect([accountName, lines.map(({ state }) => state)]).toEqual(['unsub@u.exemple.example.test', ['works', 'works']])
  })

  it('renews a token that the mail server no longer takes, once', async () => {
    await tokens('expire-access')
    const before = connected.credentials().accessToken
    expect(await readOne()).toHaveLength(1)
    expect(connected.credentials().accessToken).not.toBe(before)
  })

  it('says what to do when the mailbox is closed to IMAP, and when the access was taken away', async () => {
    await imapOff(true)
    const closed = await failureOf(connected.open().check())
    await imapOff(false)
    await tokens('revoke')
    const ended = await failureOf(connected.open().check())
    const words = (text: string) => expect.stringContaining(text) as unknown
    expect([
      [closed.kind, closed.message],
      [ended.kind, ended.message],
    ]).toEqual([
      ['access-revoked', words('Turn IMAP on')],
      ['access-revoked', words('connect it again')],
    ])
    expect(world.logLines.join('')).not.toMatch(/at-[0-9a-f-]{36}/u)
  })
})

import type { FastifyInstance } from 'fastify'
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPublicServer } from '../../../../src/http/public-server.ts'
import { connectByForm } from '../../../../src/operations/connections/connect-by-form.ts'
import { hookOfConnection } from '../../../../src/store/connections/connection-hooks.ts'
import { findConnection } from '../../../../src/store/connections/connections.ts'
import { until } from '../../../support/until.ts'
import { openScene, type Scene } from '../../../support/scene.ts'

interface LushaState {
  subscription: { url: string; isActive: boolean; blockReason: string | null } | null
  attempts: { status: number; taken: boolean; last: boolean }[]
}

describe('opt-outs made at Lusha', () => {
  let scene: Scene
  let pages: FastifyInstance
  let connectionId: string
  let hook: string
  let keys: { apiKey: string; secret: string }
  const lusha = async () =>
    (await scene.control('GET', '/_sandbox/state?system=lusha'))['lusha'] as unknown as LushaState
  const look = async () => {
    const before = (await findConnection(scene.app.pool, connectionId))?.nextPollAt
    await scene.advance(3_600_000)
    await until('it was looked at', async () => {
      const now = await findConnection(scene.app.pool, connectionId)
      return now?.nextPollAt?.getTime() !== before?.getTime()
    })
  }
  beforeAll(async () => {
    scene = await openScene({ contacts: 120, broker: false })
    pages = await openPublicServer(scene.app)
    scene.app.publicUrl = await pages.listen({ port: 0, host: '127.0.0.1' })
    const vendors = (await scene.control('GET', '/_sandbox/vendors')) as unknown as { lusha: typeof keys }
    keys = vendors.lusha
    connectionId = await connectByForm(scene.app, scene.admin, 'lusha', 'Lusha', {
      apiKey: keys.apiKey,
      secret: keys.secret,
    })
    hook = (await hookOfConnection(scene.app.pool, connectionId)) ?? ''
    await until('we are subscribed and have read once', async () => {
      const readOnce = (await findConnection(scene.app.pool, connectionId))?.pulledAt ?? null
      return (await lusha()).subscription !== null && readOnce !== null
    })
  })
  afterAll(async () => {
    await pages.close()
    await scene.close()
  })

  const optOut = (body: Record<string, unknown>) =>
    scene.control('POST', '/_sandbox/act', { system: 'lusha', act: 'opt-out', ...body })
  const objectionOf = async (contactId: string) =>
    (
      await scene.app.pool.query<{
        id: string
        door: string
        actor: string
        at: Date
        channels: number
        evidence: Record<string, unknown>
      }>(
        `select id, door, actor, received_at as at, cardinality(channels) as channels, evidence from objections where evidence ->> 'vendorId' = $1`,
        [contactId],
      )
    ).rows
  const missed = async () =>
    (
      await scene.app.pool.query<{ missed: number }>('select missed from vendor_feeds where connection_id = $1', [
        connectionId,
      ])
    ).rows[0]?.missed ?? 0
  const heard = (contactId: string) =>
    until('it is an objection here', async () => (await objectionOf(contactId)).length > 0)

  it('subscribes at our own address, and says so on the connection', async () => {
    expect((await lusha()).subscription).toMatchObject({
      url: `${scene.app.publicUrl}/webhooks/lusha/${hook}`,
      isActive: true,
    })
    const connection = await findConnection(scene.app.pool, connectionId)
    expect([connection?.pulledAt === null, connection?.pullFailure]).toEqual([false, null])
  })

  it.each([
    ['as it was signed', false],
    ['written in another way than it was signed', true],
  ])('records a message %s, with the date of Lusha, and carries it to both CRMs', async (_how, spacedBody) => {
    await scene.control('POST', '/_sandbox/switches', { lusha: { spacedBody } })
    const person = scene.somebody((one) => one.where === 'both')
    const contactId = `lu-${String(spacedBody)}`
    await optOut({
      contactId,
      emails: [person.email],
      phones: ['+33 6 12 34 56 78'],
      on: '2026-11-20 14:32:11.412',
      more: { newField: { deep: [1, 2] } },
    })
    await heard(contactId)
    const [objection] = await objectionOf(contactId)
    expect(objection).toMatchObject({
      door: 'broker',
      actor: 'Lusha',
      at: new Date('2026-11-20T14:32:11.412Z'),
      evidence: { broker: 'Lusha', vendorId: contactId },
    })
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied', salesforce: 'applied' })
    expect((await lusha()).attempts.at(-1)).toMatchObject({ taken: true })
    await scene.control('POST', '/_sandbox/switches', { lusha: { spacedBody: false } })
  })

  it('takes a message that comes twice once', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    for (const _ of [1, 2]) await optOut({ contactId: 'lu-twice', emails: [person.email] })
    await until('both came', async () => (await lusha()).attempts.length >= 4)
    await heard('lu-twice')
    expect((await objectionOf('lu-twice')).length).toBe(1)
  })

  it('keeps nothing of a forged message, and Lusha turns its subscription off', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await optOut({ contactId: 'lu-forged', emails: [person.email], key: 'not-the-secret-of-the-account' })
    await until('Lusha gave up', async () => (await lusha()).subscription?.isActive === false)
    expect(await objectionOf('lu-forged')).toEqual([])
    expect((await lusha()).attempts.slice(-4).map(({ status }) => status)).toEqual([401, 401, 401, 401])
  })

  it('turns it on again within the hour, and says that messages were given up', async () => {
    await look()
    await until('it is on again', async () => (await lusha()).subscription?.isActive === true)
    await until('what was given up is counted', async () => (await missed()) === 1)
  })

  it('finds the person by the page at LinkedIn, and by the id kept at the purchase', async () => {
    const [byPage, byId] = [1, 2].map(() => scene.somebody((one) => one.where === 'both'))
    const rows = await scene.app.pool.query<{ id: string; contact: string }>(
      `select r.id, r.contact_id as contact from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where i.value = $1 and r.gone_at is null`,
      [byPage?.email.toLowerCase()],
    )
    await scene.stopWorking()
    await scene.app.pool.query(`update remote_records set linkedin = 'linkedin.com/in/jane-doe' where id = $1`, [
      rows.rows[0]?.id,
    ])
    const { keepVendorIds } = await import('../../../../src/operations/brokers/feeds/keep-vendor-ids.ts')
    await scene.startWorking()
    await optOut({ contactId: 'lu-page', linkedinUrl: 'https://www.linkedin.com/in/Jane-Doe/?trk=x' })
    await heard('lu-page')
    const { rows: found } = await scene.app.pool.query<{ contact: string }>(
      `select contact_id as contact from objections where evidence ->> 'vendorId' = 'lu-page'`,
    )
    expect(found).toEqual([{ contact: rows.rows[0]?.contact }])
    // The id comes first, and whose it is is told later.
    const sent = (await lusha()).attempts.length
    await optOut({ contactId: 'lu-id' })
    await until('Lusha sent it', async () => (await lusha()).attempts.slice(sent).some(({ taken }) => taken))
    expect(await objectionOf('lu-id')).toEqual([])
    expect(
      await keepVendorIds(scene.app, scene.admin, connectionId, [{ vendorId: 'lu-id', email: byId?.email ?? '' }]),
    ).toEqual({ kept: 1, recorded: 1 })
    const [objection] = await objectionOf('lu-id')
    expect(objection?.at).toEqual(new Date('2026-11-20T14:32:11.412Z'))
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied', salesforce: 'applied' })
  })

  it('answers what is signed and cannot be read, so that Lusha goes on, and has a person ask', async () => {
    const before = await missed()
    const payload = '{"datapoints":"none"}'
    const timestamp = String(Math.floor(scene.app.clock.now().getTime() / 1_000))
    const answer = await pages.inject({
      method: 'POST',
      url: `/webhooks/lusha/${hook}`,
      payload,
      headers: {
        'content-type': 'application/json',
        'x-lusha-timestamp': timestamp,
        'x-lusha-signature': createHmac('sha256', keys.secret).update(`${timestamp}.${payload}`).digest('hex'),
      },
    })
    expect([answer.statusCode, answer.json<{ received: boolean }>().received]).toEqual([201, true])
    expect(await missed()).toBe(before + 1)
  })

  it('fails in red where the account sends to somebody else, or refuses our key', async () => {
    const failure = async () => (await findConnection(scene.app.pool, connectionId))?.pullFailure ?? ''
    await scene.control('POST', '/_sandbox/switches', { lusha: { otherUrl: 'https://other.example.test/hook' } })
    await look()
    await until('it fails', async () => (await failure()).includes('another address'))
    await scene.control('POST', '/_sandbox/switches', { lusha: { otherUrl: '' } })
    await look()
    await until('it works again', async () => (await failure()) === '')
  })
})

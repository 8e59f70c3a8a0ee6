import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hubspot } from '../../../connectors/hubspot/index.ts'
import type { RawDelivery, VendorEvent } from '../../../src/connector/webhook.ts'
import { connect, startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actHubspot, hubspotApp, hubspotState, hubspotSubject } from './hubspot-subject.ts'

describe('HubSpot: deliveries as the stand-in signs them', () => {
  const deliveries: RawDelivery[] = []
  let url = ''
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      deliveries.push({ method: request.method ?? '', url, headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(200).end()
    })
  })
  let world: World
  let connected: Connected
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/hubspot/app%3A1?via=a%2Fb`
    world = await startWorld({ contacts: 3 })
    const app = await hubspotApp(world)
    await world.control('PATCH', `/_sandbox/apps/hubspot/${app.clientId}`, { webhookTargetUrl: url })
    connected = await connect(world, hubspot, app, 'origine_contact')
  })
  afterAll(async () => {
    await world.close()
    server.close()
  })
  const events = (): VendorEvent[] =>
    deliveries.flatMap((delivery) => [...(hubspot.webhook?.parse(delivery.body, new Date()) ?? [])])

  it('verifies, refuses a changed byte, and names account and record', async () => {
    const ref = await hubspotSubject.person(world, 'hooked@example.test')
    await actHubspot(world, 'unsubscribe', { email: 'hooked@example.test' })
    await expect
      .poll(() => events().some((event) => event.kind === 'changed' && event.record?.id === ref.id), {
        timeout: 10_000,
        interval: 50,
      })
      .toBe(true)
    const account = String((await hubspotState(world)).portalId)
    for (const delivery of deliveries) {
      expect(hubspot.webhook?.verify(delivery, [connected.app.clientSecret], world.clock.now())).toEqual({ ok: true })
      expect(
        hubspot.webhook?.verify(
          { ...delivery, body: Buffer.concat([delivery.body, Buffer.from(' ')]) },
          [connected.app.clientSecret],
          world.clock.now(),
        ),
      ).toEqual({ ok: false, reason: 'forged' })
      expect(
        hubspot.webhook?.verify(
          delivery,
          [connected.app.clientSecret],
          new Date(world.clock.now().getTime() + 301_000),
        ),
      ).toEqual({ ok: false, reason: 'stale' })
    }
    expect(new Set(events().map((event) => event.accountId))).toEqual(new Set([account]))
  })

  it('says deleted and merged, and points a merge at the surviving record', async () => {
    const keep = await hubspotSubject.person(world, 'hook-keep@example.test')
    const lose = await hubspotSubject.person(world, 'hook-lose@example.test')
    const merged = await actHubspot<{ id: string }>(world, 'merge', { primaryId: keep.id, mergeId: lose.id })
    const gone = await hubspotSubject.person(world, 'hook-gone@example.test')
    await actHubspot(world, 'delete', { id: gone.id })
    const has = (kind: string, id: string): boolean =>
      events().some((event) => event.kind === kind && event.record?.id === id)
    await expect
      .poll(() => has('merged', merged.id) && has('deleted', gone.id), { timeout: 10_000, interval: 50 })
      .toBe(true)
  })
})

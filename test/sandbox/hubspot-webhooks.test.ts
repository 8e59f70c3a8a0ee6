import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signatureV1, signatureV3 } from '../../sandbox/hubspot/webhook/signatures.ts'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { connectHubSpot, control, list, pick } from './client.ts'

// docs/reference/hubspot.md#hook-signature: published vectors.
describe('HubSpot signatures', () => {
  const sample = [
    'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    'POST',
    'https://www.example.com/webhook_uri',
    "{'example_field':'example_value'}",
  ] as const
  const own = 'https://hooks.example.test/hubspot'
  it.each([
    [
      'official, 1693657560000',
      () => signatureV3(...sample, '1693657560000'),
      'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
    ],
    [
      'official, 1700000300000',
      () => signatureV3(...sample, '1700000300000'),
      'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=',
    ],
    [
      'decoded query',
      () => signatureV3('test-secret-1', 'POST', `${own}?src=a%3Ab%2Fc&x=%20y`, '[]', '1790000001000'),
      'It/dTl3VL7FCDz+kOGwlFwhZaK8Np+D5shkBzD7ecbA=',
    ],
    [
      'accents',
      () => signatureV3('test-secret-1', 'POST', own, '[{"note":"désinscrit"}]', '1790000001000'),
      'SoNRxGlF6oZnzKE95enI7RGbKWO8VAslzwavPOjOtS4=',
    ],
    [
      'v1',
      () => signatureV1('test-secret-1', '[]'),
      '3dc627401968e3357b2d371f9fc5b00bb4a925a51073103201054e4eeb134a6d',
    ],
  ])('signs as the vendor does: %s', (_name, sign, expected) => expect(sign()).toBe(expected))
})

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

// docs/reference/hubspot.md#webhooks, #hook-delivery.
describe('HubSpot webhooks', () => {
  let sandbox: Sandbox
  let target: Server
  let url = ''
  const received: Received[] = []
  let answerWith = 204
  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 20, seed: 5, limitsX: 0 })
    target = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
        response.writeHead(answerWith).end()
      })
    })
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/hooks/hubspot?app=1`
    await control(sandbox, 'POST', 'switches', { 'hubspot.webhookRetryMs': 20 })
  })
  afterAll(async () => {
    await sandbox.close()
    target.closeAllConnections()
    target.close()
  })

  const events = (): unknown[] => received.flatMap((delivery) => JSON.parse(delivery.body) as unknown[])

  it('signs each delivery and carries no address but the changed value', async () => {
    const client = await connectHubSpot(sandbox, { webhookTargetUrl: url })
    const created = await control(sandbox, 'POST', 'act', {
      system: 'hubspot',
      act: 'create-contact',
      properties: { email: 'webhook@essai.example.test', zip: '69000' },
    })
    const id = Number(pick(created.body, 'id'))
    await vi.waitFor(() => expect(events().length).toBe(2))
    const [delivery] = received
    const timestamp = String(delivery?.headers['x-hubspot-request-timestamp'])
    expect([delivery?.headers['x-hubspot-signature-v3'], delivery?.headers['x-hubspot-signature']]).toEqual([
      signatureV3(client.app.clientSecret, 'POST', url, delivery?.body ?? '', timestamp),
      signatureV1(client.app.clientSecret, delivery?.body ?? ''),
    ])
    expect(
      events().map((event) => [
        pick(event, 'subscriptionType'),
        pick(event, 'objectId'),
        pick(event, 'propertyName'),
        pick(event, 'attemptNumber'),
      ]),
    ).toEqual([
      ['contact.creation', id, undefined, 0],
      ['contact.propertyChange', id, 'email', 0],
    ])
  })

  it('tries again with a higher attempt number until it is answered, and stops after an uninstall', async () => {
    received.length = 0
    answerWith = 500
    await control(sandbox, 'POST', 'act', {
      system: 'hubspot',
      act: 'unsubscribe',
      email: 'webhook@essai.example.test',
    })
    await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(3))
    answerWith = 204
    expect(
      events()
        .slice(0, 3)
        .map((event) => [pick(event, 'propertyName'), pick(event, 'propertyValue'), pick(event, 'attemptNumber')]),
    ).toEqual([0, 1, 2].map((attempt) => ['hs_email_optout', 'true', attempt]))
    await vi.waitFor(async () =>
      expect(pick(list((await control(sandbox, 'GET', 'deliveries')).body).at(-1), 'status')).toBe(204),
    )
    await control(sandbox, 'POST', 'tokens', { system: 'hubspot', action: 'revoke' })
    received.length = 0
    await control(sandbox, 'POST', 'act', {
      system: 'hubspot',
      act: 'create-contact',
      properties: { email: 'after@essai.example.test' },
    })
    expect(received).toEqual([])
  })
})

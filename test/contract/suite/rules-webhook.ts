import { expect, it } from 'vitest'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { RawDelivery, WebhookSpec } from '../../../src/connector/webhook.ts'
import type { Scene } from './scene.ts'

const secret = 'a-secret-of-the-app'
const hourMs = 3_600_000

/** Posts of the vendor's that are signed: what every connected CRM must do. */
export function webhookRules(scene: Scene): void {
  const now = () => scene.world.clock.now()
  const spec = (): WebhookSpec => {
    const { webhook } = scene.subject.connector
    if (webhook === undefined) throw new Error('the subject signs posts, but the connector takes none')
    return webhook
  }
  const sign = (ref: RecordRef, signedWith: string, at: Date): RawDelivery => {
    const { accountId } = scene.connected.access
    const signed = scene.subject.signedPost?.({ ref, accountId }, signedWith, at)
    if (signed === undefined) throw new Error('the subject signs no posts')
    return signed
  }
  const post = async (signedWith = secret, at = now()) => sign((await scene.fresh()).ref, signedWith, at)

  it('takes a post that was signed with any live secret, and reads whom it is about', async () => {
    const { ref } = await scene.fresh()
    const signed = sign(ref, secret, now())
    expect(spec().verify(signed, ['a newer one', secret], now())).toEqual({ ok: true })
    const events = spec().parse(signed.body, now())
    expect(events.map(({ record, accountId }) => ({ record, accountId }))).toEqual([
      { record: ref, accountId: scene.connected.access.accountId },
    ])
    expect(spec().parse(signed.body, now())).toEqual(events)
  })

  it.each<[string, string, () => Promise<RawDelivery>, readonly string[]]>([
    ['another secret', 'forged', () => post('another'), [secret]],
    ['an empty secret', 'forged', () => post(''), ['', secret]],
    ['another body', 'forged', async () => ({ ...(await post()), body: Buffer.from('[ ]') }), [secret]],
    ['no signature', 'missing', async () => ({ ...(await post()), headers: {} }), [secret]],
    ['an old date', 'stale', () => post(secret, new Date(now().getTime() - hourMs)), [secret]],
    ['a date to come', 'stale', () => post(secret, new Date(now().getTime() + hourMs)), [secret]],
  ])('refuses a post with %s as %s', async (_what, reason, given, secrets) => {
    expect(spec().verify(await given(), secrets, now())).toEqual({ ok: false, reason })
  })

  it('calls a body that is no delivery a bad request', () => {
    for (const body of ['', 'null', '{"a":1}', 'not json'])
      expect(() => spec().parse(Buffer.from(body), now())).toThrow(expect.objectContaining({ kind: 'bad-request' }))
  })
}

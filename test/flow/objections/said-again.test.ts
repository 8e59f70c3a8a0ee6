import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { ObjectionState } from '../../../src/http/api/openapi/answers.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { issueReceipt } from '../../../src/operations/evidence/issue-receipt.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { objectionsOfContact } from '../../../src/store/objections/objections-view.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('an opt-out that the person says again', () => {
  let scene: Scene
  let api: FastifyInstance
  let key: string
  beforeAll(async () => {
    scene = await openScene({ broker: false })
    api = fastify()
    await addApi(api, scene.app)
    const made = newApiKey()
    key = made.text
    await insertApiKey(
      scene.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'test',
        scopes: ['status:read'],
        createdBy: scene.admin.id,
        expiresAt: new Date(scene.app.clock.now().getTime() + 86_400_000),
      },
      scene.app.clock.now(),
    )
  })
  afterAll(async () => {
    await api.close()
    await scene.close()
  })
  const say = (email: string, door: 'rest' | 'phone') =>
    recordObjection(scene.app, {
      emails: [email.toLowerCase()],
      hashes: [],
      contactId: null,
      channels: ['email'],
      receivedAt: scene.app.clock.now(),
      door,
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })

  it('stays one, with its number and first date, and shows each time by each door, everywhere', async () => {
    const { email } = scene.somebody()
    const first = await say(email, 'rest')
    await scene.untilCarried(first.id, { hubspot: 'applied' })
    await scene.advance(3_600_000)
    const byPhone = scene.app.clock.now().getTime()
    expect((await say(email, 'phone')).number).toBe(first.number)
    await scene.advance(3_600_000)
    const last = scene.app.clock.now().getTime()
    await say(email, 'phone')
    await scene.advance(3_600_000)
    await say(email, 'rest')

    const answer = await api.inject({
      method: 'GET',
      url: `/api/v1/objections/${first.number}`,
      headers: { authorization: `Bearer ${key}` },
    })
    const state = ObjectionState.parse(answer.json())
    const near = (text: string | null | undefined, time: number) =>
      Math.abs(new Date(text ?? 0).getTime() - time) < 60_000
    expect(state.receivedAt).toBe(first.receivedAt.toISOString())
    expect(state.saidAgain.map(({ door, notLaterThan }) => [door, notLaterThan])).toEqual([
      ['phone', false],
      ['rest', false],
    ])
    expect(near(state.saidAgain[0]?.at, byPhone)).toBe(true)
    expect(near(state.saidAgain[0]?.lastAt, last)).toBe(true)
    expect(state.saidAgain[1]?.lastAt).toBeNull()

    const { receipt } = (await issueReceipt(scene.app, first.number, 'a test')) ?? {}
    expect(receipt?.objection).toMatchObject({
      receivedAt: first.receivedAt.toISOString(),
      saidAgain: state.saidAgain,
    })
    const [shown, ...others] = await objectionsOfContact(scene.app.pool, first.contactId ?? '')
    expect([shown?.number, shown?.saidAgain, others]).toEqual([first.number, state.saidAgain, []])
  })

  it('is not said again by what Lawbase wrote itself, on a secondary address too', async () => {
    const person = scene.somebody(({ hubspotIds }) => hubspotIds.length > 0)
    await scene.act('hubspot', 'add-email', { id: person.hubspotIds[0], email: `second-${person.email}` })
    await scene.poll()
    const first = await say(person.email, 'rest')
    await scene.untilCarried(first.id, { hubspot: 'applied' })
    await scene.poll()
    await scene.run()
    const [shown] = await objectionsOfContact(scene.app.pool, first.contactId ?? '')
    expect(shown?.saidAgain).toEqual([])
  })
})

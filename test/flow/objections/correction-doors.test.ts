import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { closeTask } from '../../../src/operations/corrections/close-task.ts'
import { correctObjection } from '../../../src/operations/corrections/correct-objection.ts'
import { correctionSummary } from '../../../src/operations/corrections/load-correction.ts'
import { signReceipt } from '../../../src/operations/evidence/issue-receipt.ts'
import { factsHeld } from '../../../src/operations/evidence/access-pack.ts'
import { acceptDomainOrder } from '../../../src/operations/objections/reach/domain-orders.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import type { User } from '../../../src/store/accounts/users.ts'
import { runHere } from '../../support/command-line.ts'
import { envOf, openConsole, type Console } from '../../support/console.ts'

const reason = 'The caller was someone else of that name'

describe('the doors to correct a wrong person', () => {
  let stage: Console
  let api: FastifyInstance
  beforeAll(async () => {
    stage = await openConsole({ contacts: 20, seed: 11 })
    await stage.lawbase.connectSalesforce()
    await stage.lawbase.run()
    api = fastify()
    await addApi(api, stage.lawbase.app)
  })
  afterAll(async () => {
    await api.close()
    await stage.close()
  })

  const people = async () =>
    (
      await stage.lawbase.app.pool.query<{ id: string; email: string }>(
        `select distinct r.contact_id as id, i.value as email from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and not i.role
         where not exists (select 1 from objection_identities oi where oi.identity_hash = i.hash) order by 2`,
      )
    ).rows
  const no = (email: string, more: { asksErasure?: boolean } = {}) =>
    recordObjection(stage.lawbase.app, {
      emails: [email],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: new Date(stage.lawbase.app.clock.now().getTime() - 3_600_000),
      door: 'phone',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
      ...more,
    })
  const keyOf = async (owner: User, scopes: string[]) => {
    const made = newApiKey()
    await insertApiKey(
      stage.lawbase.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'a test',
        scopes,
        createdBy: owner.id,
        expiresAt: new Date(stage.lawbase.app.clock.now().getTime() + 90 * 86_400_000),
      },
      stage.lawbase.app.clock.now(),
    )
    return { authorization: `Bearer ${made.text}` }
  }

  it('are on the page of the opt-out, for a DPO alone, who may name the right person', async () => {
    const [wrong, right] = await people()
    const { id, number } = await no(wrong?.email ?? '')
    const [admin, dpo] = [await stage.as(stage.lawbase.admin.email), await stage.as(stage.lawbase.dpo.email)]
    expect((await admin.get(`/objections/${id}`)).html).not.toContain(`/objections/${id}/correct`)
    expect((await admin.get(`/objections/${id}/correct`)).status).toBe(403)
    const form = await dpo.get(`/objections/${id}/correct`)
    await expect(dpo.submit(form, '/correct', { reason: 'no', right: '' })).rejects.toThrow(
      'Why this was not the person',
    )
    await expect(dpo.submit(form, '/correct', { reason, right: wrong?.email ?? '' })).rejects.toThrow('answered 422')
    const done = await dpo.submit(form, '/correct', { reason, right: right?.email ?? '' })
    const words = wordsOf(done.html)
    expect(words).toContain(`by ${stage.lawbase.dpo.email}`)
    expect(words).toContain(reason)
    const { right: recorded } = (await correctionSummary(stage.lawbase.app, number)) ?? {}
    expect(words).toContain(`Recorded for the right person: ${recorded}`)
    const list = wordsOf((await dpo.get('/objections?state=all')).html)
    expect(list).toContain('Wrong person')
    const there = wordsOf((await dpo.get(`/contacts/${wrong?.id}`)).html)
    expect(there).toContain('Entered for the wrong person')
  })

  it('are the API, in the name of a DPO, and the command line', async () => {
    const [wrong, right] = await people()
    const { number } = await no(wrong?.email ?? '')
    const post = async (headers: { authorization: string }, payload: object) => {
      const answer = await api.inject({
        method: 'POST',
        url: `/api/v1/objections/${number}/correction`,
        headers,
        payload,
      })
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
    }
    const byDpo = await keyOf(stage.lawbase.dpo, ['objections:correct', 'status:read'])
    expect(await post(await keyOf(stage.lawbase.admin, ['objections:correct']), { reason })).toMatchObject({
      status: 403,
    })
    expect(await post(byDpo, { reason: 'no' })).toMatchObject({ status: 422, body: { fields: [{ field: 'reason' }] } })
    expect(await post(byDpo, { reason, right: { email: 'nobody' } })).toMatchObject({ status: 422 })
    expect(await post(byDpo, { reason, right: { email: right?.email } })).toMatchObject({
      status: 201,
      body: { number, reason, systems: [] },
    })
    // The same call again changes nothing.
    expect(await post(byDpo, { reason })).toMatchObject({ status: 200, body: { number, reason } })
    const read = await api.inject({ url: `/api/v1/objections/${number}`, headers: byDpo })
    expect(read.json()).toMatchObject({ number, corrected: { reason } })
    const other = await no((await people())[0]?.email ?? '')
    const run = (...words: string[]) => runHere(words, envOf(stage))
    expect(await run('correct', other.number, '--as', stage.lawbase.admin.email, '--reason', reason)).toMatchObject({
      code: 2,
    })
    const done = await run('correct', other.number, '--as', stage.lawbase.dpo.email, '--reason', reason, '--json')
    expect({ code: done.code, said: JSON.parse(done.stdout) as unknown }).toMatchObject({
      code: 0,
      said: { number: other.number, reason, right: null, systems: [] },
    })
  })

  it('say so on every paper, close the question about erasure, and leave the person free', async () => {
    const { app, dpo } = stage.lawbase
    const [wrong] = await people()
    const { id, number } = await no(wrong?.email ?? '', { asksErasure: true })
    const open = async () =>
      (await app.pool.query('select 1 from reviews where objection_id = $1 and answered_at is null', [id])).rowCount
    expect(await open()).toBe(1)
    await correctObjection(app, dpo, id, { reason, right: null })
    expect(await open()).toBe(0)
    const signed = await signReceipt(app, number)
    expect(signed?.receipt.objection.corrected).toEqual({ at: expect.any(String) as string, by: dpo.email, reason })
    const held = await factsHeld(app, [wrong?.id ?? ''], [], app.clock.now())
    expect(held.noes).toMatchObject([{ number, corrected: { by: dpo.email, reason } }])
    expect({ stopped: held.stopped, until: held.retention.suppressionAtLeastUntil }).toEqual({
      stopped: [],
      until: null,
    })
    const acts = await app.pool.query(
      `select actor, details ->> 'reason' as reason from audit_events where act_id = $1`,
      [`correction:${id}`],
    )
    expect(acts.rows).toEqual([{ actor: dpo.email, reason }])
  })

  it('stand beside the command that ends what a company asked for', async () => {
    const { app, dpo } = stage.lawbase
    const accept = { domain: 'refuse.example.test', subdomains: false, reviewId: null, connectionId: null }
    await inTransaction(app.pool, (sql) => acceptDomainOrder(app, sql, accept, dpo))
    const run = (...words: string[]) => runHere(['companies', ...words, '--json'], envOf(stage))
    const said = async (...words: string[]) => JSON.parse((await run(...words)).stdout) as unknown
    expect(await said('list')).toMatchObject({ companies: [{ domain: 'refuse.example.test', endedAt: null }] })
    expect((await run('end', 'other.example.test', '--as', dpo.email, '--reason', reason)).code).toBe(2)
    expect(await said('end', 'refuse.example.test', '--as', dpo.email, '--reason', reason)).toMatchObject({
      companies: [{ domain: 'refuse.example.test', endedAt: expect.any(String) as string }],
    })
  })

  it('keep a task for a broker that was told, until someone says that it was taken back there', async () => {
    const { app, dpo } = stage.lawbase
    const [wrong] = await people()
    const { id, number } = await no(wrong?.email ?? '')
    const brokerId = await stage.lawbase.connectBroker()
    await app.pool.query(
      `insert into propagations (id, objection_id, connection_id, state, lane, created_at, told_at, first_sent_at, proof) values (gen_random_uuid(), $1, $2, 'accepted', 'objection', now(), now(), now(), 2)`,
      [id, brokerId],
    )
    await correctObjection(app, dpo, id, { reason, right: null })
    const systems = async () => (await correctionSummary(app, number))?.systems
    expect(await systems()).toMatchObject([{ open: true, blocks: [], told: { takenBackAt: null } }])
    const browser = await stage.as(dpo.email)
    const page = await browser.get(`/objections/${id}`)
    expect(wordsOf(page.html)).toContain('have the opt-out withdrawn there, then confirm it here')
    await browser.submit(page, '/taken-back', { note: 'Their support, by mail of today' })
    // Said twice it stands once.
    await closeTask(app, dpo, { objectionId: id, connectionId: brokerId, note: 'Somebody else says so too' })
    expect(await systems()).toMatchObject([{ open: false, told: { takenBackBy: dpo.email } }])
    expect(wordsOf((await browser.get(`/objections/${id}`)).html)).toContain('not verified')
  })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeErasures, get, openErasures, scene, somebody } from '../removals/erasure-scene.ts'

/** Whoever reads French reads in French what Lawbase says of a system; a vendor's own words stay a quote. */
beforeAll(openErasures)
afterAll(closeErasures)

const stood = (id: string, connectionId: string, state: string, reason: string, detail: string) =>
  scene.app.pool.query(
    `update propagations set state = $3, reason = $4, detail = $5, owner = case when $3 = 'refused' then 'operator' end, done_at = case when $3 = 'refused' then $6::timestamptz end,
       next_attempt_at = case when $3 = 'waiting' then $6::timestamptz + interval '1 hour' else next_attempt_at end where objection_id = $1 and connection_id = $2 returning id`,
    [id, connectionId, state, reason, detail, scene.app.clock.now()],
  )

it('says on lanes, refusals and Today why an opt-out stands still, in the language of the reader', async () => {
  const { pool } = scene.app
  await scene.stopWorking()
  const { id } = await scene.object(somebody().email)
  await pool.query(`update users set language = 'fr' where id = $1`, [scene.dpo.id])
  const { rows } = await stood(id, scene.salesforceId, 'refused', 'conflict', 'the lead is converted and frozen')
  await stood(id, scene.hubspotId, 'waiting', 'unavailable', 'HubSpot answered 502; the call is made again later.')
  const refusal = `/propagations/${(rows[0] as { id: string }).id}`
  const said = async (path: string, words: readonly string[]) => {
    const { body } = await get(path)
    return words.map((text) => body.replaceAll('&#39;', "'").includes(text))
  }
  const ours = ['La piste est convertie et figée.', 'HubSpot a répondu 502 ; l’appel est refait plus tard.']
  const english = ['the lead is converted', 'answered 502']
  expect([await said(`/objections/${id}`, ours), await said(`/objections/${id}`, english)]).toEqual([
    [true, true],
    [false, false],
  ])
  expect([await said(refusal, ours), await said(refusal, english)]).toEqual([
    [true, false],
    [false, false],
  ])
  expect(await said('/', ['<span>La piste est convertie et figée.</span>'])).toEqual([true])
  // What the vendor says is quoted as it came.
  const vendors = 'FIELD_CUSTOM_VALIDATION_EXCEPTION Email'
  await stood(id, scene.salesforceId, 'refused', 'validation', vendors)
  for (const path of [`/objections/${id}`, refusal, '/'])
    expect([path, await said(path, [`<q lang="en">${vendors}</q>`])]).toEqual([path, [true]])
})

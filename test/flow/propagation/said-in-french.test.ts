import { afterAll, beforeAll, expect, it } from 'vitest'
import { vendorText } from '../../../src/http/console/app/vendor-text.ts'
import { lastRuns } from '../../../src/store/runs/runs.ts'
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

const said = async (path: string, words: readonly string[]) => {
  const { body } = await get(path)
  const shown = body.replaceAll('&#39;', "'").replaceAll('\u00a0', ' ')
  return words.map((text) => shown.includes(text))
}

it('says on lanes, refusals and Today why an opt-out stands still, in the language of the reader', async () => {
  const { pool } = scene.app
  await scene.stopWorking()
  const { id } = await scene.object(somebody().email)
  await pool.query(`update users set language = 'fr' where id = $1`, [scene.dpo.id])
  const { rows } = await stood(id, scene.salesforceId, 'refused', 'conflict', 'the lead is converted and frozen')
  await stood(id, scene.hubspotId, 'waiting', 'unavailable', 'HubSpot answered 502; the call is made again later.')
  const refusal = `/propagations/${(rows[0] as { id: string }).id}`
  const ours = [
    'La piste est convertie et ne peut plus être modifiée.',
    'HubSpot a répondu 502 ; l’appel est refait plus tard.',
  ]
  const english = ['the lead is converted', 'answered 502']
  expect([await said(`/objections/${id}`, ours), await said(`/objections/${id}`, english)]).toEqual([
    [true, true],
    [false, false],
  ])
  expect([await said(refusal, ours), await said(refusal, english)]).toEqual([
    [true, false],
    [false, false],
  ])
  expect(await said('/', ['<span>La piste est convertie et ne peut plus être modifiée.</span>'])).toEqual([true])
  // What the vendor says is quoted as it came.
  const vendors = 'FIELD_CUSTOM_VALIDATION_EXCEPTION Email'
  await stood(id, scene.salesforceId, 'refused', 'validation', vendors)
  for (const path of [`/objections/${id}`, refusal, '/'])
    expect([path, await said(path, [`<q lang="en">${vendors}</q>`])]).toEqual([path, [true]])
})

it('says so too for a CRM of which src knows nothing', async () => {
  const { id } = await scene.object(somebody().email)
  await stood(id, scene.salesforceId, 'refused', 'not-supported', 'Carnet CRM has no field stop_mail')
  expect(await said(`/objections/${id}`, ['Carnet CRM n’a pas de champ stop_mail.'])).toEqual([true])
})

it('says on Today and on the page of a run why a step of it failed', async () => {
  const { pool } = scene.app
  const [run] = await lastRuns(pool, 1)
  await pool.query(
    `update hygiene_steps set state = 'failed', failure = $2 where position = (select min(position) from hygiene_steps where run_id = $1 and name = 'pull') and run_id = $1`,
    [run?.id, 'Salesforce answered 503; the call is made again later.'],
  )
  await pool.query(`update hygiene_runs set report = jsonb_set(report, '{failures}', $2) where id = $1`, [
    run?.id,
    JSON.stringify(['The mail server refuses the user or the password. Enter them again.']),
  ])
  const step = 'Salesforce a répondu 503 ; l’appel est refait plus tard.'
  const report = 'Le serveur de messagerie refuse l’utilisateur ou le mot de passe. Saisissez-les de nouveau.'
  expect([await said('/', [step]), await said(`/runs/${run?.id}`, [step, report, 'answered 503'])]).toEqual([
    [true],
    [true, true, false],
  ])
})

it.each([
  ['a text of both languages', { en: 'Works: now', fr: "L'essai : ici" }, 'L’essai\u00a0: ici'],
  [
    'a failure kept as such a text',
    { en: 'X did not answer in time.', fr: 'X did not answer in time.' },
    'X n’a pas répondu à temps.',
  ],
  ['a name', { en: 'Brevo', fr: 'Brevo' }, 'Brevo'],
])('says so of what connectors give in two languages: %s', (_name, text, french) => {
  const { app } = scene
  expect([vendorText({ language: 'fr', app }, text), vendorText({ language: 'en', app }, text)]).toEqual([
    french,
    text.en,
  ])
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/app/day.ts'
import { recordAsker } from '../../../src/operations/evidence/access-requests.ts'
import { searchAccess } from '../../../src/operations/evidence/answer-absent-access.ts'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { findAccess } from '../../../src/store/evidence/access-requests.ts'
import { envOf } from '../../support/console.ts'
import { runHere } from '../../support/command-line.ts'
import { closeErasures, get, openErasures, post, scene } from '../removals/erasure-scene.ts'

/** A request of somebody in no system by the command line, and tools that no Connection reaches (F6). */
beforeAll(openErasures)
afterAll(closeErasures)

const today = () => dayOf(scene.app.clock.now())
const run = (...words: string[]) =>
  runHere(
    ['access-requests', ...words],
    envOf({ lawbase: scene, base: scene.app.consoleUrl } as unknown as Parameters<typeof envOf>[0]),
  )

it('is recorded, searched for and answered at the command line', async () => {
  const as = ['--as', scene.dpo.email]
  const wrong = await run('record', ...as, '--email', 'zoe', '--door', 'post', '--received', today())
  expect([wrong.code, wrong.stderr.includes('--email, --lang, --identity')]).toEqual([2, true])
  const how = ['--door', 'post', '--received', today(), '--identity', 'own-address', '--lang', 'en']
  const made = await run('record', ...as, '--email', 'zoe.lind@unknown.example.test', ...how)
  const number = /AR-\d{4}-\d{2}/u.exec(made.stdout)?.[0] ?? ''
  expect([made.code, made.stdout]).toEqual([0, expect.stringContaining(`${number}, in no system`) as string])
  expect((await run('answered', number, ...as)).stderr).toContain('Search first')
  const searched = await run('search', number, ...as)
  expect([searched.code, searched.stdout.includes('nothing found in HubSpot (read whole 2')]).toEqual([0, true])
  const answered = await run('answered', number, ...as, '--nothing-found')
  expect([answered.code, answered.stdout.includes(`answered ${today()}`)]).toEqual([0, true])
  expect((await findAccess(scene.app.pool, number))?.answeredBy).toBe(scene.dpo.email)
})

it('names tools without a connection only once somebody looked there by hand', async () => {
  await changeSettings(scene.app, scene.admin, (current) => ({ ...current, otherTools: ['Brevo'] }))
  const entry = {
    door: 'post' as const,
    receivedOn: today(),
    dueOn: today(),
    identity: { how: 'own-address' as const, words: '' },
  }
  const asker = { email: 'tools.lind@unknown.example.test', phone: null, firstName: null, lastName: null }
  const id = await recordAsker(scene.app, scene.dpo, { reviewId: null, language: 'fr', entry, asker })
  await expect(searchAccess(scene.app, scene.dpo, id, { others: false, tools: false })).rejects.toMatchObject({
    code: 'tools',
    names: ['Brevo'],
  })
  expect((await get(`/access/${id}`)).body).toContain('I looked in Brevo and found nothing there.')
  expect((await post(`/access/${id}/search`, {})).body).toContain('then tick that nothing is there')
  expect((await post(`/access/${id}/search`, { tools: 'on' })).statusCode).toBe(303)
  expect((await findAccess(scene.app.pool, id))?.looked?.tools).toEqual(['Brevo'])
})

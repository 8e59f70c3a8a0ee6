import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMonths, dayIn, dayOf } from '../../../src/domain/app/day.ts'
import { longestTerm } from '../../../src/domain/removals/retention-rules.ts'
import { recordConsent } from '../../../src/operations/consents/record-consent.ts'
import { registerFacts } from '../../../src/operations/evidence/register.ts'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { findUser, insertUser } from '../../../src/store/accounts/users.ts'
import { openPairs } from '../../../src/store/removals/possible-duplicate.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { longAgo } from '../../support/lawbase.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'
import { dayMs, endRestoreWindow, planIs, waitingPlan } from '../removals/removal-steps.ts'

// What a French DPO west of Greenwich reads is what was stored, in French.
let scene: Scene
let make: Makers
let page: Awaited<ReturnType<typeof consoleOf>>
const at = (name: string) => `${name}@lecture.example.test`
const idOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''

beforeAll(async () => {
  scene = await openScene({
    contacts: 0,
    broker: false,
    settings: { maxRemovalShare: 1, timeZone: 'America/Martinique' },
  })
  make = makersOf(scene)
  await make.hubspot(at('dite'), { country: 'France' })
  await make.hubspot(at('achetee'), { country: 'France', origine_contact: 'achat-prospecta' })
  const refused = await make.contact(at('refusee'))
  await make.hubspot('une@deux-noms.example.test', { firstname: 'Anna', lastname: 'Muster' })
  await make.contact('une@deux-noms.example.test', { FirstName: 'Bea', LastName: 'Zauber' })
  await until('everyone is in the base', async () => {
    await scene.poll()
    return (await idOf(at('refusee'))) !== '' && (await idOf(at('achetee'))) !== ''
  })
  const { app } = scene
  const user = {
    id: randomUUID(),
    email: 'dpo.fr@exemple.example.test',
    name: 'dpo',
    role: 'dpo',
    language: 'fr',
  } as const
  await insertUser(app.pool, { ...user, passwordHash: 'x' }, longAgo(app.clock.now()))
  await scene.advance(3 * 366 * dayMs + 40 * dayMs)
  await scene.poll()
  await recordConsent(
    app,
    scene.dpo,
    await idOf(at('dite')),
    {
      way: 'spoken',
      channels: ['email'],
      givenOn: dayIn(app.clock.now(), 'America/Martinique'),
      words: 'Oui, écrivez-moi.',
      heardBy: 'Camille',
    },
    null,
  )
  await scene.run()
  const plan = await waitingPlan(scene)
  await approveRemoval(app, plan.id, scene.dpo, plan.digest)
  await planIs(scene, plan.id, 'held')
  await scene.control('POST', '/_sandbox/switches', { salesforce: { deleteFailedIds: [refused] } })
  await endRestoreWindow(scene)
  await until('the plan ended', async () => {
    await scene.advance(61_000)
    return (
      (await app.pool.query(`select 1 from removal_plans where id = $1 and state = 'done'`, [plan.id])).rowCount === 1
    )
  })
  const reader = await findUser(app.pool, { id: user.id })
  if (reader === null) throw new Error('no reader')
  page = await consoleOf(scene, reader)
})
afterAll(async () => {
  await page.close()
  await scene.close()
})

it('says of a consent that was told to one of us where it comes from, and on which day', async () => {
  const { rows } = await scene.app.pool.query<{ on: Date }>('select given_at as on from consents')
  const given = dayOf(rows[0]?.on ?? new Date(0))
  const [year, , day] = given.split('-').map(Number)
  const consents = await page.get('/consents')
  expect(consents).toContain('enregistré par l’un de nous')
  expect(consents).not.toContain('demande de reconfirmation')
  const shown = /Oui, écrivez-moi\..*? dit (\d+) \S+ (\d+) compte/u.exec(consents)
  expect(shown?.slice(1).map(Number)).toEqual([day, year])
})

it('shows the act that the term runs from, also where no record holds it', async () => {
  const contact = await page.get(`/contacts/${await idOf(at('dite'))}`)
  expect(contact).toContain('Activité de la personne : compte (1)')
  expect(contact).toContain('une source, ou vu par Lawbase')
})

it('names all who consented in the register', async () => {
  const { consents } = await registerFacts(scene.app)
  expect(consents).toBe(1)
  const register = await page.get('/register')
  expect(register).toContain('sur papier ou de vive voix')
})

it('asks once about two who are kept out for each other', async () => {
  const { app } = scene
  const { settings } = await loadSettings(app.pool)
  const pairs = await openPairs(
    app.pool,
    { since: addMonths(app.clock.now(), -longestTerm(settings)), today: dayOf(app.clock.now()) },
    10,
  )
  expect(pairs.map(({ likenesses }) => likenesses)).toEqual([expect.arrayContaining(['address'])])
})

it('says in words why somebody of a plan is still there', async () => {
  const { rows } = await scene.app.pool.query<{ id: string }>(
    `select plan_id as id from removal_items where state = 'refused'`,
  )
  const people = await page.get(`/removals/${rows[0]?.id}/people?show=refused`)
  expect(people).toContain('un système a refusé la suppression')
  expect(people).not.toContain('bin-refused')
})

it('leaves no English word in lists', async () => {
  for (const url of ['/notices', '/contacts']) expect(await page.get(url)).not.toContain('declared')
})

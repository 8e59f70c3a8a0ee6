import { afterAll, beforeAll, expect, it } from 'vitest'
import { contactDecision } from '../../../../src/store/contacts/contact-view.ts'
import { removalsBefore } from '../../../../src/store/removals/removal-memory.ts'
import { peopleStanding } from '../../../../src/operations/removals/brakes/people-standing.ts'
import { restorePeople } from '../../../../src/operations/removals/brakes/restore-people.ts'
import { until } from '../../../support/until.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { approveAndHold, endRestoreWindow, planIs } from '../removal-steps.ts'
import { makersOf } from './odd-makers.ts'

const dayMs = 86_400_000

/** Somebody who was purged, and who comes from the other system, from a list or by hand, under another address. */
interface Return {
  name: string
  by: readonly string[] | null
  gone: object
  back: { system: 'hubspot' | 'salesforce'; email: string; fields: object }
}

const page = 'https://www.linkedin.com/in/anna-zurueck'
const returns: readonly Return[] = [
  {
    name: 'their page at LinkedIn',
    by: ['linkedin'],
    gone: { linkedin_url: page },
    back: {
      system: 'salesforce',
      email: 'a@private.example.test',
      fields: { LinkedIn__c: 'linkedin.com/in/Anna-Zurueck' },
    },
  },
  {
    name: 'their name and phone, swapped and without accents',
    by: ['phone'],
    gone: { firstname: 'José', lastname: 'Núñez', phone: '+33 1 40 20 31 40' },
    back: {
      system: 'salesforce',
      email: 'b@private.example.test',
      fields: { FirstName: 'Nunez', LastName: 'Jose', Phone: '01 40 20 31 40' },
    },
  },
  {
    name: 'their name and the domain of the company',
    by: ['company'],
    gone: { firstname: 'Maud', lastname: 'Retour' },
    back: { system: 'hubspot', email: 'm.retour@back.example.test', fields: { firstname: 'Maud', lastname: 'Retour' } },
  },
  {
    name: 'their mobile, without any country',
    by: ['mobile'],
    gone: { phone: '06 39 98 51 01' },
    back: { system: 'salesforce', email: 'd@private.example.test', fields: { MobilePhone: '+33 6 39 98 51 01' } },
  },
  {
    name: 'their mobile, without any country on the record that comes',
    by: ['mobile'],
    gone: { mobilephone: '+33 6 39 98 51 02' },
    back: { system: 'salesforce', email: 'e@private.example.test', fields: { Phone: '0639985102' } },
  },
  {
    name: 'nothing but the phone of the company',
    by: null,
    gone: { firstname: 'Ulf', lastname: 'Zentral', phone: '+33 1 40 20 31 41' },
    back: {
      system: 'salesforce',
      email: 'f@private.example.test',
      fields: { FirstName: 'Ina', LastName: 'Zentral', Phone: '01 40 20 31 41' },
    },
  },
  {
    name: 'nothing but the name',
    by: null,
    gone: { firstname: 'Jean', lastname: 'Dupont' },
    back: { system: 'salesforce', email: 'g@private.example.test', fields: { FirstName: 'Jean', LastName: 'Dupont' } },
  },
]

let scene: Scene
let planId: string
const contacts: string[] = []
const gone: string[] = []
const contactOf = async (remoteId: string) =>
  (
    await scene.app.pool.query<{ id: string }>('select contact_id as id from remote_records where remote_id = $1', [
      remoteId,
    ])
  ).rows[0]?.id ?? ''

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false, settings: { maxRemovalShare: 1 } })
  const make = makersOf(scene)
  await scene.act('hubspot', 'create-text', { property: 'linkedin_url' })
  await scene.act('salesforce', 'create-text', { object: 'Contact', field: 'LinkedIn__c' })
  for (const [place, person] of returns.entries())
    gone.push(await make.hubspot(`p${place}@back.example.test`, { ...person.gone }))
  await scene.poll()
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  await scene.run()
  const plan = await approveAndHold(scene)
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
  planId = plan.id
  const ids: string[] = []
  for (const { back } of returns)
    ids.push(
      await (back.system === 'hubspot'
        ? make.hubspot(back.email, { ...back.fields })
        : make.contact(back.email, { ...back.fields })),
    )
  await scene.poll()
  await scene.run()
  for (const id of ids) contacts.push(await contactOf(id))
}, 300_000)
afterAll(() => scene.close())

it.each(returns.map(({ name, by }, place) => [name, by, place] as const))(
  'who comes back is known again by %s: %j',
  async (_name, by, place) => {
    const id = contacts[place] ?? ''
    const decision = await contactDecision(scene.app.pool, id)
    expect({
      by: (await removalsBefore(scene.app.pool, [id])).get(id)?.by ?? null,
      quarantined: decision?.verdict === 'QUARANTINE' && decision.rule === 'C13',
    }).toEqual({ by, quarantined: by !== null })
  },
)

it('is not taken for them any more once they are restored, and nobody else is forgotten', async () => {
  const [id = '', other = ''] = contacts
  const wentId = await contactOf(gone[0] ?? '')
  await restorePeople(scene.app, planId, scene.dpo, { contactIds: [wentId], reason: 'A customer again' })
  await scene.act('hubspot', 'restore', { id: gone[0] })
  await scene.poll()
  await until('they are back', async () => {
    await scene.advance(61_000)
    const [standing] = await peopleStanding(scene.app, planId, { contactIds: [wentId] })
    return standing?.restore?.outcome === 'done'
  })
  const known = await removalsBefore(scene.app.pool, [id, other])
  expect([known.get(id)?.by, known.get(other)?.by]).toEqual([undefined, ['phone']])
  expect((await contactDecision(scene.app.pool, id))?.verdict).not.toBe('QUARANTINE')
  const { rows } = await scene.app.pool.query('select 1 from removal_memory where contact_id = $1', [wentId])
  expect(rows).toEqual([])
})

it('nothing but hashes is kept of it, which are forgotten with the memory', async () => {
  const { rows } = await scene.app.pool.query<{ left: number }>(
    `select count(*)::int as left from record_traces t join remote_records r on r.id = t.record_id join contacts c on c.id = r.contact_id where c.purged_at is not null`,
  )
  expect(rows[0]?.left).toBe(0)
})

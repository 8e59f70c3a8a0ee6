import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonSourceForm } from '../../../src/domain/sources/person-source.ts'
import { attestList, peopleOfList, sealOfList } from '../../../src/operations/decisions/attest-list.ts'
import { attestPerson } from '../../../src/operations/decisions/attest-person.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'

// A card or a talk tells where data came from, not that anyone was informed (docs/reference/law.md#c2, #c3, #d1).
let scene: Scene
const ids = new Map<string, string>()
const idOf = (name: string) => ids.get(name) ?? ''
const at = (name: string) => `${name}@added-${name}.example.test`
const file = { name: 'carte.txt', mediaType: 'text/plain', bytes: Buffer.from('Carte de visite') }
const form = (kind: PersonSourceForm['kind'], noticeShown = false): PersonSourceForm => ({
  kind,
  name: `Source ${kind}`,
  obtainedOn: '2026-11-20',
  note: 'Ce que montre la pièce.',
  noticeShown,
})
const verdictOf = async (name: string) => {
  const { rows } = await scene.app.pool.query<{ verdict: string; notice: string }>(
    `select verdict, detail ->> 'noticeState' as notice from decisions where contact_id = $1`,
    [idOf(name)],
  )
  return `${rows[0]?.verdict} ${rows[0]?.notice}`
}

const names = ['card', 'spoken', 'paper', 'referral', 'told', 'listed', 'mapped']
beforeAll(async () => {
  scene = await openScene({
    contacts: 0,
    broker: false,
    settings: {
      sources: {
        hubspot: {
          property: 'origine_contact',
          values: [{ value: 'salon', kind: 'C2', name: 'Cartes de visite', accepted: false }],
        },
      },
    },
  })
  const make = makersOf(scene)
  for (const name of names)
    await make.hubspot(at(name), {
      country: 'France',
      jobtitle: 'DSI',
      origine_contact: name === 'mapped' ? 'salon' : 'import',
    })
  await until('everyone is in the base', async () => {
    await scene.poll()
    for (const name of names) {
      const { rows } = await scene.app.pool.query<{ id: string }>(
        'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
        [scene.app.keys.hashEmail(at(name))],
      )
      if (rows[0] !== undefined) ids.set(name, rows[0].id)
    }
    return ids.size === names.length
  })
  await scene.run()
})
afterAll(() => scene.close())

it('of one person inform only where someone says so, and only of what the person gave', async () => {
  const add = (name: string, one: PersonSourceForm) => attestPerson(scene.app, scene.dpo, idOf(name), one, file)
  await add('card', form('C2'))
  await add('spoken', form('C3'))
  await add('paper', form('C1'))
  await add('referral', form('C6', true))
  await add('told', form('C2', true))
  expect(await Promise.all(['card', 'spoken', 'paper', 'referral', 'told'].map(verdictOf))).toEqual([
    'ALLOW_NOTICE DUE',
    'ALLOW_NOTICE DUE',
    'ALLOW_NOTICE DUE',
    'ALLOW_NOTICE DUE',
    'ALLOW GIVEN_AT_COLLECTION',
  ])
})

it('of a list, and values of a field, inform no one of a card by themselves', async () => {
  const list = 'source=none'
  const people = await peopleOfList(scene.app, list)
  expect(people).toEqual([idOf('listed')])
  await attestList(scene.app, scene.dpo, { list, seal: sealOfList(people) }, form('C2'), file)
  await until('the list is judged again', async () => !(await verdictOf('listed')).startsWith('QUARANTINE'))
  expect([await verdictOf('listed'), await verdictOf('mapped')]).toEqual(['ALLOW_NOTICE DUE', 'ALLOW_NOTICE DUE'])
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { contactSources } from '../../../src/store/contacts/contact-view.ts'
import { loadOwnActs } from '../../../src/store/decisions/facts.ts'
import { consentsOfContact } from '../../../src/store/consents/consents-view.ts'
import { makeQuestionnaire } from '../../support/questionnaire.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'
import { browser, newId } from './questionnaire-scene.ts'

/** Whoever answers a questionnaire with a mailbox that several people share says so for themselves alone
 * (docs/reference/law.md#e1). */
let scene: Scene
let pages: Awaited<ReturnType<typeof openPublicServer>>
let stand: Awaited<ReturnType<typeof makeQuestionnaire>>
const shared = 'info@partage.example.test'
const fresh = 'contact@nouveau.example.test'
const ids: string[] = []
const contactOf = async (remoteId: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from remote_records where remote_id = $1 and gone_at is null and contact_id is not null',
      [remoteId],
    )
  ).rows[0]?.id ?? ''
const person = (place: number) => contactOf(ids[place] ?? '')
const answer = async (email: string, firstName: string, lastName: string) => {
  const fields = { id: newId(), version: stand.versionId, email, firstName, lastName, 'box.prospecting-email': 'on' }
  const sent = await pages.inject({
    method: 'POST',
    url: `${stand.path}?lang=en`,
    payload: new URLSearchParams(fields).toString(),
    headers: browser,
  })
  expect(sent.statusCode).toBe(200)
}
const standing = async (place: number) => {
  const id = await person(place)
  return {
    basis: (await contactDecision(scene.app.pool, id))?.basis ?? null,
    consents: (await consentsOfContact(scene.app.pool, id)).length,
    acts: (await loadOwnActs(scene.app.pool, [id], scene.app.clock.now())).map(({ kind }) => kind),
    told: (await contactSources(scene.app.pool, id)).filter(({ proof }) => proof === 'answer').length,
    held: (await accessPack(scene.app, { contactId: id }, 'a test'))?.consents.length,
  }
}
const nothing = { consents: 0, told: 0, held: 0 }

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  pages = await openPublicServer(scene.app)
  stand = await makeQuestionnaire(scene, 'salon', scene.salesforceId)
  const make = makersOf(scene)
  const cook = { Title: 'Responsable RH', MailingCountry: 'Spain' }
  ids.push(
    await make.contact(shared, { ...cook, FirstName: 'Ana', LastName: 'Uno' }),
    await make.contact(shared, { ...cook, FirstName: 'Bea', LastName: 'Dos' }),
    await make.contact(shared, { ...cook, FirstName: 'Eva', LastName: 'Uno' }),
  )
  await until('everyone is in the base', async () => {
    await scene.poll()
    return (await Promise.all([0, 1, 2].map(person))).every((id) => id !== '')
  })
  await scene.run()
})
afterAll(async () => {
  await pages.close()
  await scene.close()
})

it('of somebody whom nobody there is called serves none of them, and keeps what each did open', async () => {
  await answer(shared, 'Zoé', 'Lambert')
  await scene.run()
  for (const place of [0, 1, 2]) expect(await standing(place)).toMatchObject({ ...nothing, acts: ['form'] })
})

it('serves who bears the name, family name and first name, and nobody else there', async () => {
  await answer(shared, 'ana', 'UNO')
  await scene.run()
  expect([await standing(0), await standing(1), await standing(2)]).toMatchObject([
    { basis: 'consent', consents: 1, told: 1, held: 1 },
    nothing,
    nothing,
  ])
})

it('serves whoever it makes known in a system, once they are there', async () => {
  await answer(fresh, 'Léo', 'Nouveau')
  await until('they are in the base', async () => {
    const { rows } = await scene.app.pool.query<{ remote_id: string }>(
      'select r.remote_id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1',
      [scene.app.keys.hashEmail(fresh)],
    )
    ids[3] = rows[0]?.remote_id ?? ''
    return (await person(3)) !== ''
  })
  await until('it is theirs', async () => (await standing(3)).consents === 1)
  await scene.run()
  expect(await standing(3)).toMatchObject({ consents: 1, told: 1, held: 1, acts: ['form'] })
})

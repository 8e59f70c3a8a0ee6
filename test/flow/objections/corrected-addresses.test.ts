import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { correctObjection } from '../../../src/operations/corrections/correct-objection.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { correctedSystems } from '../../../src/store/objections/corrections.ts'
import { objectionsOfContact } from '../../../src/store/objections/objections-view.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/**
 * What Lawbase wrote on a secondary address is never taken for the person's own word, also after the entry that it was
 * written for turns out to be a mistake (docs/reference/promises.md#i6).
 */
describe('a secondary address that Lawbase opted out for a mistaken entry', () => {
  let scene: Scene
  let next = 0
  beforeAll(async () => {
    scene = await openScene({ contacts: 10, broker: false })
  })
  afterAll(() => scene.close())

  const person = async () => {
    const name = `nebenan-${String.fromCharCode(97 + next++)}`
    const [email, second] = [`${name}@erreur.example.test`, `${name}@ailleurs.example.test`]
    const { id } = await scene.act('hubspot', 'create-contact', {
      properties: { email, firstname: 'Anne', lastname: name, country: 'France' },
    })
    await scene.act('hubspot', 'add-email', { id, email: second })
    await until('both addresses are read', async () => {
      await scene.poll()
      return (await known(second)) !== ''
    })
    return { id: String(id), email, second }
  }
  const known = async (email: string) =>
    (
      await scene.app.pool.query<{ id: string }>(
        'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1',
        [scene.app.keys.hashEmail(email)],
      )
    ).rows[0]?.id ?? ''
  const objectionsOf = async (email: string) =>
    (await objectionsOfContact(scene.app.pool, await known(email))).map(({ number }) => number)
  const entry = (email: string) =>
    recordObjection(scene.app, {
      emails: [email],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: scene.app.clock.now(),
      door: 'phone',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
  const correct = (id: string) =>
    correctObjection(scene.app, scene.dpo, id, { reason: 'The caller was someone else of that name', right: null })
  /** Read whole, secondary addresses too. */
  const readAgain = async (id: string) => {
    await scene.act('hubspot', 'update-contact', { id, properties: { jobtitle: `DSI ${next++}` } })
    await scene.poll()
    await scene.run()
    await scene.settle()
  }

  it('makes no new opt-out when it is read before or after the correction, until it was open once', async () => {
    const { id, email, second } = await person()
    const mistaken = await entry(email)
    await scene.untilCarried(mistaken.id, { hubspot: 'applied' })
    expect(await scene.optedOut(second)).toBe(true)
    await readAgain(id)
    await correct(mistaken.id)
    await readAgain(id)
    expect([await scene.optedOut(second), await objectionsOf(email)]).toEqual([true, [mistaken.number]])
    // Nobody else opens it: the page names it.
    expect((await correctedSystems(scene.app.pool, mistaken.id)).flatMap(({ shut }) => shut)).toMatchObject([
      { remoteId: id, cell: 'email', byHand: true },
      { remoteId: id, cell: 'email', byHand: true, detail: 'on a secondary address of the record' },
    ])

    await scene.act('hubspot', 'resubscribe', { email })
    await scene.act('hubspot', 'resubscribe', { email: second })
    await readAgain(id)
    expect((await correctedSystems(scene.app.pool, mistaken.id)).flatMap(({ shut }) => shut)).toEqual([])
    await scene.act('hubspot', 'unsubscribe', { email: second })
    await readAgain(id)
    expect(await objectionsOf(email)).toHaveLength(2)
  })

  it('keeps what the person said there before Lawbase wrote anything', async () => {
    const { id, email, second } = await person()
    await scene.act('hubspot', 'unsubscribe', { email: second })
    await readAgain(id)
    const [own] = await objectionsOf(email)
    const mistaken = await entry(email)
    await scene.settle()
    await readAgain(id)
    await correct(mistaken.id)
    await readAgain(id)
    expect([(await objectionsOf(email)).toSorted((a, b) => a.localeCompare(b)), own !== undefined]).toEqual([
      [own ?? '', mistaken.number].toSorted((a, b) => a.localeCompare(b)),
      true,
    ])
  })

  it('is the person’s own word where it was read before the entry was carried there', async () => {
    const { id, email, second } = await person()
    const granted = (change: string) =>
      scene.app.pool.query(`update connections set granted = ${change} where id = $1`, [scene.hubspotId])
    await granted(`array_remove(granted, 'suppress')`)
    const mistaken = await entry(email)
    await scene.untilCarried(mistaken.id, { hubspot: 'waiting' })
    await scene.act('hubspot', 'unsubscribe', { email: second })
    await readAgain(id)
    expect(await objectionsOf(email)).toEqual([mistaken.number])
    await granted(`array_append(granted, 'suppress')`)
    await correct(mistaken.id)
    expect(await objectionsOf(email)).toHaveLength(2)
  })
})

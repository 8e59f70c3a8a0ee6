import { salesforce } from '../../../connectors/salesforce/index.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inFrench } from '../../../src/connector/french.ts'
import { startWorld, type Connected, type World } from '../suite/harness.ts'
import { orderFor } from '../suite/subject.ts'
import { createRow, rowState, salesforceSubject } from './salesforce-subject.ts'

/** What an org's own rules refuse is told as a sentence: which field, and what somebody does about it. */
describe('Salesforce: rules of an org', () => {
  let world: World
  let connected: Connected
  const switches = (values: object): Promise<unknown> =>
    world.control('POST', '/_sandbox/switches', { salesforce: values })
  const none = {
    requireEmail: false,
    refusedIds: [],
    flowRefusedIds: [],
    flowLockedIds: [],
    requiredFields: [],
    duplicateRule: 'off',
    deleteFailedIds: [],
    keptObjects: [],
  }
  beforeAll(async () => {
    world = await startWorld({ contacts: 5 })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(() => switches(none))

  it.each<[string, (id: string) => object, { reason: string; detail: string }]>([
    [
      'a validation rule',
      (id) => ({ refusedIds: [id] }),
      {
        reason: 'validation',
        detail:
          'a validation rule of the org refuses the change; fill in what it asks for on the record, or let our user pass the rule (FIELD_CUSTOM_VALIDATION_EXCEPTION)',
      },
    ],
    [
      'a flow',
      (id) => ({ flowRefusedIds: [id] }),
      {
        reason: 'validation',
        detail:
          'a flow or trigger of the org refuses the change; ask whoever maintains it to let our user pass (CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY)',
      },
    ],
    [
      'a lock',
      (id) => ({ flowLockedIds: [id] }),
      {
        reason: 'conflict',
        detail:
          'the record is locked by an approval or a flow; finish the approval or unlock the record (ENTITY_IS_LOCKED)',
      },
    ],
    [
      'a required field',
      () => ({ requiredFields: ['Department'] }),
      {
        reason: 'validation',
        detail:
          'the org requires Department; fill it in on the record, or make the field optional (REQUIRED_FIELD_MISSING)',
      },
    ],
    [
      'a duplicate rule that blocks',
      () => ({ duplicateRule: 'block' }),
      {
        reason: 'conflict',
        detail:
          'a duplicate rule of the org blocks the change; merge the duplicates, or let the rule allow our user to save (DUPLICATES_DETECTED)',
      },
    ],
  ])('tells of %s, in both languages', async (name, rule, expected) => {
    const email = `${name.replaceAll(' ', '-')}@rules.example.test`
    const record = await createRow(world, 'Contact', { Email: email })
    await createRow(world, 'Contact', { Email: email.toUpperCase(), Department: 'Sales' })
    await switches(rule(record.id))
    const outcomes = await connected.open().suppress([orderFor([email], [record])])
    expect(outcomes).toMatchObject([{ status: 'refused', ...expected }])
    expect((await rowState(world, record.id))['HasOptedOutOfEmail']).toBe(false)
    const french = inFrench(expected.detail, [salesforce.french])
    expect([french === null, french === expected.detail]).toEqual([false, false])
  })

  it('passes a duplicate rule that only alerts', async () => {
    const record = await createRow(world, 'Contact', { Email: 'alert@rules.example.test' })
    await createRow(world, 'Contact', { Email: 'alert@rules.example.test' })
    await switches({ duplicateRule: 'alert' })
    const outcomes = await connected.open().suppress([orderFor(['alert@rules.example.test'], [record])])
    expect(outcomes).toMatchObject([{ status: 'applied' }])
  })

  it.each<[string, (id: string) => object, string]>([
    [
      'other records',
      (id) => ({ deleteFailedIds: [id] }),
      'other records of the org keep this one (cases); delete or reassign them there first (DELETE_FAILED)',
    ],
    [
      'a missing right',
      () => ({ keptObjects: ['Contact'] }),
      'our user may not do this with the record; give it access to the record and the right on its object (INSUFFICIENT_ACCESS_OR_READONLY)',
    ],
  ])('tells of a deletion that %s refuse', async (_name, rule, detail) => {
    const record = await createRow(world, 'Contact', { Email: 'kept@rules.example.test' })
    await switches(rule(record.id))
    expect(await connected.open().remove?.([{ orderId: 'a', record, stage: 'bin' }])).toMatchObject([
      { status: 'refused', detail },
    ])
    expect(inFrench(detail, [salesforce.french])).not.toBe(detail)
  })

  it('tells in French what a rule kept of an emptied record', async () => {
    const record = await createRow(world, 'Contact', { Email: 'filled@rules.example.test', FirstName: 'Ines' })
    await switches({ requireEmail: true })
    const [outcome] = (await connected.open().remove?.([{ orderId: 'a', record, stage: 'anonymise' }])) ?? []
    const detail = outcome?.status === 'refused' ? outcome.detail : ''
    expect(detail).toMatch(/^a validation rule of the org refuses Email; .*; still filled: Email$/u)
    expect(inFrench(detail, [salesforce.french])).toMatch(
      /^une règle de validation de l’organisation refuse Email\s; .*\s; encore remplis\s: Email$/u,
    )
  })
})

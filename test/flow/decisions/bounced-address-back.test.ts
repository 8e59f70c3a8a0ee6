import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, it } from 'vitest'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { untilRead } from '../contacts/address-steps.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'

/**
 * An address that mail came back from holds each record that shows it, however often it goes and comes back at either
 * system, in whatever order (docs/decisions/0047-mail-that-came-back.md).
 */
const systems = ['hubspot', 'salesforce'] as const
type System = (typeof systems)[number]
/** Each record goes from the address and back: the orders in which two of them do. */
const orders = ['hhss', 'hshs', 'hssh', 'sshh', 'shsh', 'shhs'] as const
const cases = systems.flatMap((bounces) => orders.map((order) => ({ bounces, order })))
type Case = (typeof cases)[number]

let scene: Scene
const ids = new Map<Case, Readonly<Record<System, string>>>()
const old = ({ bounces, order }: Case) => `${order}@${bounces}-back.example.test`
const other = (one: Case) => `new-${old(one)}`
/** Which address each record has after so many steps. */
function after(one: Case, steps: number): Record<System, string> {
  const moves = (letter: string) => one.order.slice(0, steps).split(letter).length - 1
  const shown = (letter: string) => (moves(letter) === 1 ? other(one) : old(one))
  return { hubspot: shown('h'), salesforce: shown('s') }
}
const heldAt = async (one: Case): Promise<Record<System, boolean>> => {
  const { hubspot, salesforce } = ids.get(one) ?? { hubspot: '', salesforce: '' }
  const { properties } = (await scene.contact(hubspot)) as { properties: Record<string, string | null> }
  const row = await scene.salesforceRow(salesforce)
  return {
    hubspot: (properties['lawbase_hold_until'] ?? '') !== '',
    salesforce: (row['Lawbase_Hold_Until__c'] ?? null) !== null,
  }
}
const nameOf = ({ bounces, order }: Case) => `${bounces} ${order}`
async function untilHeld(steps: number) {
  const expected = Object.fromEntries(
    cases.map((one) => {
      const { hubspot, salesforce } = after(one, steps)
      return [nameOf(one), { hubspot: hubspot === old(one), salesforce: salesforce === old(one) }]
    }),
  )
  await until(`each record is held as it should be after ${steps} steps`, async () => {
    await scene.poll()
    const found = await Promise.all(cases.map(async (one) => [nameOf(one), await heldAt(one)] as const))
    return isDeepStrictEqual(Object.fromEntries(found), expected)
  })
}

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  const make = makersOf(scene)
  for (const one of cases) {
    const lastname = `Back${one.order}${one.bounces}`
    ids.set(one, {
      hubspot: await make.hubspot(old(one), { lastname }),
      salesforce: await make.contact(old(one), { LastName: lastname }),
    })
  }
  await untilRead(scene, ...cases.map(old))
  for (const one of cases)
    await (one.bounces === 'hubspot'
      ? scene.act('hubspot', 'bounce', { id: ids.get(one)?.hubspot, reason: 'UNKNOWN_USER' })
      : scene.act('salesforce', 'update', {
          object: 'Contact',
          id: ids.get(one)?.salesforce,
          fields: { EmailBouncedDate: scene.app.clock.now().toISOString(), EmailBouncedReason: '550 5.1.1' },
        }))
  await untilHeld(0)
}, 120_000)
afterAll(() => scene.close())

it.each([1, 2, 3, 4])(
  'holds the records that show it, and no other, after %i steps',
  async (steps) => {
    for (const one of cases) {
      const [before, now] = [after(one, steps - 1), after(one, steps)]
      if (before.hubspot !== now.hubspot)
        await scene.act('hubspot', 'update-contact', {
          id: ids.get(one)?.hubspot,
          properties: { email: now.hubspot },
        })
      if (before.salesforce !== now.salesforce)
        await scene.act('salesforce', 'update', {
          object: 'Contact',
          id: ids.get(one)?.salesforce,
          fields: { Email: now.salesforce },
        })
    }
    await untilHeld(steps)
  },
  60_000,
)

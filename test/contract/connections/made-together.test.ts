import { expect, it } from 'vitest'
import { hubspotState, hubspotSubject } from '../hubspot/hubspot-subject.ts'
import { salesforceSubject } from '../salesforce/salesforce-subject.ts'
import { startWorld, type Connected, type World } from '../suite/harness.ts'

interface Seen {
  method: string
  path: string
  body: { inputs?: unknown[]; records?: unknown[] } | null
}

const cases = [
  { subject: hubspotSubject, together: '/contacts/batch/create', alone: /\/properties\/[^/]+\/contacts$/u },
  { subject: salesforceSubject, together: '/composite/sobjects', alone: /\/sobjects\/FieldPermissions$/u },
] as const

/** Creates our fields in an account of its own, after `before`: what was reported, and asked of the vendor. */
async function provisioned(
  { subject, together, alone }: (typeof cases)[number],
  before: (world: World, connected: Connected) => Promise<unknown>,
) {
  const world = await startWorld({ contacts: 0 })
  try {
    const connected = await subject.connect(world)
    await before(world, connected)
    const report = await connected.open().provision?.()
    const seen = (await world.control<Seen[]>('GET', `/_sandbox/requests?system=${subject.system}&after=0`)).filter(
      ({ method }) => method === 'POST',
    )
    return {
      report,
      state: subject === hubspotSubject ? (await hubspotState(world)).customProperties : [],
      together: seen
        .filter(({ path }) => path.endsWith(together))
        .map(({ body }) => (body?.inputs ?? body?.records ?? []).length),
      alone: seen.filter(({ path }) => alone.test(path)).length,
      again: await connected.open().provision?.(),
    }
  } finally {
    await world.close()
  }
}

// docs/reference/hubspot.md#properties-api, docs/reference/salesforce.md#collections.
it.each(cases)(
  '$subject.system: fields are made and opened in one call, and alone where it is refused',
  async (one) => {
    const whole = await provisioned(one, () => Promise.resolve())
    expect([whole.together.length, whole.alone]).toEqual([1, 0])
    expect(whole.together[0]).toBeGreaterThan(20)
    const refused = await provisioned(one, (world) =>
      world.control('POST', '/_sandbox/faults', {
        system: one.subject.system,
        kind: 'server-error',
        status: 400,
        method: 'POST',
        pathIncludes: one.together,
        times: 1,
      }),
    )
    expect(refused).toEqual({ ...whole, together: whole.together, alone: whole.together[0] })
    expect(refused.again?.created).toEqual([])
  },
)

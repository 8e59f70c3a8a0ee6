import { describe, expect, it } from 'vitest'
import { hubspotSubject } from '../hubspot/hubspot-subject.ts'
import { salesforceSubject } from '../salesforce/salesforce-subject.ts'
import { scene } from '../suite/scene.ts'

describe.each([hubspotSubject, salesforceSubject])('the mystery shopper at $connector.label', (subject) => {
  const shared = scene(subject, 5)

  it('says no there as anybody would, twice without harm', async () => {
    const { email, ref: record } = await shared.fresh()
    const { shopper } = shared.connected.open()
    const order = { orderId: 'no', email, record }
    expect(await shopper?.optOut([order])).toEqual([{ orderId: 'no', status: 'written' }])
    expect(await shopper?.optOut([order])).toEqual([{ orderId: 'no', status: 'written' }])
    expect(await subject.optedOut(shared.world, record, email)).toBe(true)
    expect(await shared.connected.open().read?.([record])).toMatchObject([{ blocks: { email: 'enforced' } }])
  })
})

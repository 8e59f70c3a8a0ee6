import { expect, it } from 'vitest'
import type { AuditView } from '../../../store/evidence/audit-view.ts'
import type { PropagationView } from '../../../store/objections/objections-view.ts'
import { laneOf } from './lane-times.ts'

const recordedAt = new Date('2026-11-29T05:00:00.000Z')
const after = (ms: number) => new Date(recordedAt.getTime() + ms)
const row = { connectionId: 'c', objectionId: 'o', doneAt: null, firstSentAt: null, writtenAt: null } as PropagationView
const proof = (at: Date) =>
  ({ connectionId: 'c', at, details: { objectionId: 'o', to: 'applied' } }) as unknown as AuditView

it.each([
  [1_200, 1_200],
  [0, 0],
  [-40, null],
])('of a proof %i ms after the recording shows %s', (ms, shown) => {
  expect(laneOf({ recordedAt }, row, [proof(after(ms))])).toMatchObject({ endMs: shown, endAt: after(ms) })
})

import { expect, it } from 'vitest'
import { outcomeOf } from './answer.ts'

const orderId = 'o-1'
const mine = { orderId, status: 'accepted', ticket: 'sup_o-1', proof: 1 }
const receipt = (ticket: string) => ({ orderId, status: 'accepted', ticket, proof: 2 })

// docs/reference/brokers.md#state-mapping.
it.each<[string, unknown]>([
  ['', mine],
  ['not json', mine],
  ['null', mine],
  ['[]', mine],
  ['"sp_1"', mine],
  ['{}', mine],
  ['{"receipt":" "}', mine],
  [`{"id":"${'x'.repeat(201)}"}`, mine],
  ['{"receipt":"sp_1","id":"other"}', receipt('sp_1')],
  ['{"ticket":17}', receipt('17')],
  ['{"id":null,"receipt":"sp_2"}', receipt('sp_2')],
  ['{"id":{"value":1},"ticket":"sp_3"}', receipt('sp_3')],
])('reads a receipt from %s', (body, expected) => {
  expect(outcomeOf(orderId, 'sup_o-1', { status: 200, headers: new Headers(), body })).toEqual(expected)
})

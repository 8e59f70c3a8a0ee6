import { expect, it } from 'vitest'
import { move, propagationStates } from './states.ts'

it('knows exactly the moves of the design, and throws for any other', () => {
  const allowed = propagationStates.flatMap((from) =>
    propagationStates
      .filter((to) => {
        try {
          return move(from, to) === to
        } catch {
          return false
        }
      })
      .map((to) => `${from} → ${to}`),
  )
  expect(allowed).toEqual([
    'queued → sending',
    'queued → superseded',
    'sending → queued',
    'sending → written',
    'sending → applied',
    'sending → accepted',
    'sending → waiting',
    'sending → absent',
    'sending → refused',
    'sending → superseded',
    'written → applied',
    'written → waiting',
    'written → refused',
    'written → superseded',
    'applied → queued',
    'applied → superseded',
    'accepted → applied',
    'accepted → absent',
    'accepted → refused',
    'accepted → superseded',
    'waiting → queued',
    'waiting → superseded',
    'absent → queued',
    'absent → superseded',
    'refused → queued',
    'refused → superseded',
  ])
})

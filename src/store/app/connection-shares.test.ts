import { describe, expect, it } from 'vitest'
import { defaultConnections, minConnections, shareConnections } from './connection-shares.ts'

describe('connections of one process', () => {
  it.each([
    [36, 16],
    [97, 23],
    [197, 48],
    [297, 72],
    [5_000, 72],
  ])('of a server that allows %d are %d', (allowed, connections) => {
    expect(defaultConnections(allowed)).toBe(connections)
  })

  it('are refused with a sentence where the service and a run do not fit', () => {
    expect(() => defaultConnections(35)).toThrow(
      'The database server allows 35 connections; Lawbase needs 36: 16 for the service, as many for a run, and some to spare. Raise max_connections.',
    )
  })

  it.each([
    [72, true, { doors: 13, asks: 8, work: 27, queue: 24 }],
    [72, false, { doors: 21, asks: 8, work: 43, queue: 0 }],
    [minConnections, true, { doors: 2, asks: 2, work: 6, queue: 6 }],
  ])('%d, queue in the database: %s', (total, queue, shares) => {
    expect(shareConnections(total, queue)).toEqual(shares)
    expect(Object.values(shareConnections(total, queue)).reduce((sum, one) => sum + one, 0)).toBe(total)
  })
})

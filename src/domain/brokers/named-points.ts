import type { Text } from '../app/tables/text.ts'
import { diligencePoints } from './tables/diligence-points.ts'

/** Points of a broker's check, given by their ids, in words: "first collector (I1), forms seen (I4)". */
export const namedPoints = (ids: readonly string[], language: keyof Text): string =>
  diligencePoints
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name }) => `${name[language]} (${id})`)
    .join(', ')

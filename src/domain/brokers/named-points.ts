import type { Text } from '../app/tables/text.ts'
import { diligencePoints } from './tables/diligence-points.ts'

/** Points of a broker's check, given by their ids, in words: each name with its id in brackets. */
export const namedPoints = (ids: readonly string[], language: keyof Text): string =>
  diligencePoints
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name }) => `${name[language]} (${id})`)
    .join(', ')

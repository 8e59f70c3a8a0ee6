import { inFrench, sharedInFrench } from '../../connector/french.ts'
import type { Connector } from '../../connector/contract.ts'
import type { Language } from '../ui/format.ts'
import { oursInFrench } from './our-failures.ts'

/** Whose sentences are known: those of the connectors of the program. */
export interface Speakers {
  readonly connectors: ReadonlyMap<string, Pick<Connector, 'french'>>
}

/** Signs of the longest detail of ours; what is longer is a system's own word. */
const longest = 600

/**
 * What Lawbase or a connector said, in the language of the page; null = the words are a vendor's, and are quoted as
 * they are.
 */
export function ourDetail(detail: string, language: Language, { connectors }: Speakers): string | null {
  if (detail.length > longest) return null
  const theirs = [...connectors.values()].map(({ french }) => french)
  const french = inFrench(detail, [oursInFrench, sharedInFrench, ...new Set(theirs)])
  return language === 'fr' || french === null ? french : detail
}

/** Puts details into texts of one language; a vendor's own words stay as they are. */
export const detailsIn =
  (language: Language, speakers: Speakers) =>
  (detail: string): string =>
    ourDetail(detail, language, speakers) ?? detail

import type { JobFunction } from './tables/job-titles.ts'
import { remembered } from '../app/remembered.ts'
import { readTitle } from './title-reading.ts'

/** Nobody's title is longer: what follows is not read. */
const maxTitle = 300

/** Lower case, no accents, no gender marks; what stands between the parts of a title stays. */
export function foldTitle(raw: string): string {
  return raw
    .slice(0, maxTitle)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/œ/gu, 'oe')
    .replace(/[’‘`´]/gu, "'")
    .replace(
      /\(?\b[hfmwdx]\b ?[/|] ?[hfmwdx]\b(?: ?[/|] ?[hfmwdx]\b)?\)?|\((?:all genders?|gn|[hfmwdx]-[hfmwdx])\)/gu,
      ' ',
    )
    .replace(/(?<=\p{L}{3})[·•.](?:rices?|trices?|euses?|se|nne|enne|ne|iere|ere|ves?|le|e)(?:[·•.]s)?(?!\p{L})/gu, '')
    .replace(
      /(?<=\p{L}{3})\((?:rices?|trices?|teur|eur|euses?|se|nne|enne|ne|iere|ere|ves?|le|e|s|in|innen|r|n)\)/gu,
      '',
    )
    .replace(/(?<=\p{L}{3})\/-?(?:rices?|trices?|euses?|se|nne|enne|ne|iere|ere|ves?|e|in|innen|r|n)(?!\p{L})/gu, '')
    .replace(/(?<=\p{L}{3})[:*_](?:innen|in|r|n|e)(?!\p{L})/gu, '')
    .replace(/(?<=\p{L}{3})-(?:trice|rice|euse|e)(?!\p{L})/gu, '')
}

/** The form in which titles are compared: "Responsable Achats (H/F)" and "responsable achats" are one title. */
export const normalTitle = remembered((raw: string): string =>
  foldTitle(raw)
    .replace(/[,;:()|–—]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim(),
)

const functionsRead = remembered((title: string): readonly JobFunction[] => readTitle(foldTitle(title)))

/**
 * Functions of a job title: the admin's own table first, then what the words of the title say. Empty = unknown, a
 * person decides (docs/reference/law.md#b1f): a title that is read wrongly would send mail that is not lawful, an
 * unknown one asks once.
 */
export function functionsOfTitle(title: string, own: Readonly<Record<string, JobFunction>>): readonly JobFunction[] {
  const normal = normalTitle(title)
  const decided = Object.hasOwn(own, normal) ? own[normal] : undefined
  return decided === undefined ? functionsRead(title) : [decided]
}

import { nameWords } from '../tables/person-names.ts'

/** What the form of a word says where no table has it: a service, something that narrows a service down, or nothing. */
type WordShape = 'service' | 'qualifier' | null

/**
 * Reads the ending of a word that no table knows (docs/reference/law.md#a1, #a15). Endings of abstract nouns name a
 * service (dematerialisation), endings of adjectives narrow one down (dentaires). Endings that family names have too
 * are left out, and so are short words.
 */
export function shapeOf(word: string): WordShape {
  if (word.length < 7 || endsInName(word)) return null
  if ((word.length >= 10 && abstractNoun.test(word)) || (word.length >= 8 && work.test(word)) || isCompound(word))
    return 'service'
  return adjective.test(word) || (word.length >= 9 && germanAdjective.test(word)) ? 'qualifier' : null
}

/** jconcepcion and teamclement end in a name. */
function endsInName(word: string): boolean {
  for (let from = 0; from <= word.length - 4; from++) if (nameWords.has(word.slice(from))) return true
  return false
}

const abstractNoun =
  /(?:[ts]ions?|isme|logie|logia|graphie|ungen|ierung|altung|eitung|ellung|echnung|endung|orgung|icherung|wesen|abteilung|ciones|cion|zione|zioni|amientos?|imientos?|afdeling|schalter|meldung)$/u

/** French nouns of work: jardinage, cloisonnement. Names begin with le, la, de or du. */
const work = /^(?:(?!l[ae]|d[eu]|sau)|(?=.{11,}$)).*(?:[nltryds]age|[nt]ements?)$/u

/** A word for people at work behind anything that is no name: wundteam, nachtdienst. */
function isCompound(word: string): boolean {
  const [, before = ''] = compound.exec(word) ?? []
  return before !== '' && !nameWords.has(before)
}
const compound =
  /^(.{3,})(?:teams?|services?|support|hotline|dienste?|zentrale|sekretariat|verwaltung|buero|schicht|redaktion)$/u

const adjective = /(?:aires|(?<!nr)iques|ives|isees?|iees|ateurs|trices|istes|ifs|ivos|itarios|itarias|itari[eao])$/u
const germanAdjective = /(?:ische[sn]?|liche[sn]?|.{3}(?:technik|handel|material|teile|produkte|systeme))$/u

/** The number that every French school has (seven digits and a letter): its mailbox is called after it. */
export const schoolNumber: RegExp = /^\d{7}[a-z]$/u

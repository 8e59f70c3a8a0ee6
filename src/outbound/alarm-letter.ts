import { longDate } from '../connector/long-date.ts'
import type { Mail } from './mail.ts'

/** What an alarm's mail says. Names no person: a mailbox is read by many. */
export interface AlarmFacts {
  /** Name of the Connection. */
  system: string
  objections: number
  afterMinutes: number
  since: Date
  timeZone: string
  /** The objection is the mystery shopper's, not a person's. */
  shopper: boolean
  /** Where the cause and the next step stand. */
  url: string
}

/** The mail of an alarm in the reader's language. */
export function alarmLetter(language: 'en' | 'fr', facts: AlarmFacts): Omit<Mail, 'to'> {
  const when = longDate(language, facts.since, { timeZone: facts.timeZone, timeStyle: 'short' })
  const amount = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(facts.objections)
  const [hours, minutes] = [facts.afterMinutes / 60, facts.afterMinutes]
  const inHours = Number.isInteger(hours)
  const after = inHours ? `${hours} h` : `${minutes} min`
  if (facts.shopper) return shopperLetter(language, facts, after, when)
  const text =
    language === 'fr'
      ? [
          `${amount} ${facts.objections > 1 ? 'oppositions ne sont pas appliquées' : 'opposition n’est pas appliquée'} dans ${facts.system} après ${after}. La plus ancienne attend depuis le ${when}.`,
          'Ces personnes peuvent encore être contactées depuis ce système. Lawbase continue d’essayer.',
          `La cause et la suite à donner : ${facts.url}`,
        ]
      : [
          `${amount} ${facts.objections > 1 ? 'objections are' : 'objection is'} not applied in ${facts.system} after ${after}. The oldest has been waiting since ${when}.`,
          'These people can still be contacted from that system. Lawbase keeps trying.',
          `The cause and what to do: ${facts.url}`,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject:
      language === 'fr'
        ? `Lawbase : ${amount} ${facts.objections > 1 ? 'oppositions' : 'opposition'} en attente dans ${facts.system} depuis plus de ${after}`
        : `Lawbase: ${amount} ${facts.objections > 1 ? 'objections' : 'objection'} not in ${facts.system} after ${after}`,
  }
}

/** Nobody is concerned, and the mail says so first: what is wrong is the way. */
function shopperLetter(
  language: 'en' | 'fr',
  { system, url }: AlarmFacts,
  after: string,
  when: string,
): Omit<Mail, 'to'> {
  const text =
    language === 'fr'
      ? [
          `Aucune personne n’est concernée : l’opposition du test mystère de Lawbase n’est pas vérifiée dans ${system} après ${after}. Le test date du ${when}.`,
          'Une opposition réelle serait touchée de la même façon. Lawbase continue d’essayer.',
          `État du test : ${url}`,
        ]
      : [
          `No person is concerned: the objection of Lawbase’s mystery shopper is not verified in ${system} after ${after}. The round began on ${when}.`,
          'A real objection would be affected in the same way. Lawbase keeps trying.',
          `Status of the round: ${url}`,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject:
      language === 'fr'
        ? `Lawbase : test mystère non vérifié dans ${system} après ${after}`
        : `Lawbase: mystery shopper not verified in ${system} after ${after}`,
  }
}

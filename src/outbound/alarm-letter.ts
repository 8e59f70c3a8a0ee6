import type { Mail } from './mail.ts'

/** What an alarm's mail says. Names no person: a mailbox is read by many. */
export interface AlarmFacts {
  /** Name of the Connection. */
  system: string
  noes: number
  afterMinutes: number
  since: Date
  timeZone: string
  /** Where the cause and the next step stand. */
  url: string
}

/** The mail of an alarm in the reader's language. */
export function alarmLetter(language: 'en' | 'fr', facts: AlarmFacts): Omit<Mail, 'to'> {
  const when = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: facts.timeZone, dateStyle: 'long', timeStyle: 'short' }).format(facts.since)
  const amount = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(facts.noes)
  const [hours, minutes] = [facts.afterMinutes / 60, facts.afterMinutes]
  const inHours = Number.isInteger(hours)
  const after = inHours ? `${hours} h` : `${minutes} min`
  const text = language === 'fr'
    ? [
        `${amount} ${facts.noes > 1 ? 'oppositions ne sont pas appliquées' : 'opposition n’est pas appliquée'} dans ${facts.system} après ${after}. La plus ancienne attend depuis le ${when}.`,
        'Ces personnes peuvent encore être contactées depuis ce système. Lawbase continue d’essayer.',
        `La cause et la suite à donner : ${facts.url}`,
      ]
    : [
        `${amount} ${facts.noes > 1 ? 'objections are' : 'objection is'} not applied in ${facts.system} after ${after}. The oldest waits since ${when}.`,
        'These people can still be contacted from that system. Lawbase goes on trying.',
        `The cause and what to do: ${facts.url}`,
      ]
  return {
    language, text: `${text.join('\n\n')}\n`,
    subject: language === 'fr' ? `Lawbase : ${amount} ${facts.noes > 1 ? 'oppositions' : 'opposition'} en attente dans ${facts.system} depuis plus de ${after}` : `Lawbase: ${amount} ${facts.noes > 1 ? 'objections' : 'objection'} not in ${facts.system} after ${after}`,
  }
}

import { longDate } from '../connector/long-date.ts'
import type { Mail } from './mail.ts'

/** What the mail about somebody else's purge says. Names no person. */
interface PurgeFacts {
  /** Name of the Connection. */
  system: string
  /** Records that vanished, and those of them whose term had not passed by our clock. */
  deleted: number
  notDue: number
  /** Any instant of the UTC day on which they did. */
  day: Date
  /** Where the days stand one by one. */
  url: string
}

/** The mail that tells of another purge, in the reader's language. */
export function purgeLetter(
  language: 'en' | 'fr',
  { system, deleted, notDue, day, url }: PurgeFacts,
): Omit<Mail, 'to'> {
  const when = longDate(language, day, { timeZone: 'UTC' })
  const number = (count: number) => new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(count)
  const text =
    language === 'fr'
      ? [
          `Le ${when}, ${number(deleted)} fiches ont disparu de ${system} sans plan de Lawbase. ${number(notDue)} d’entre elles n’avaient pas dépassé leur durée de conservation.`,
          'Une autre purge semble en cours : l’outil de conservation du CRM, une règle automatique ou un import. Deux purges qui comptent autrement suppriment des personnes actives : n’en gardez qu’une.',
          `Le détail par jour : ${url}`,
        ]
      : [
          `On ${when}, ${number(deleted)} records disappeared from ${system} without a Lawbase plan. For ${number(notDue)} of them the retention period had not ended.`,
          'Another purge seems to be running: the CRM’s own retention tool, an automatic rule or an import. Two purges that count differently delete active people: keep only one.',
          `Day by day: ${url}`,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject:
      language === 'fr'
        ? `Lawbase : une autre purge semble supprimer des fiches dans ${system}`
        : `Lawbase: another purge seems to be deleting records in ${system}`,
  }
}

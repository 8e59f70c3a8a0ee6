import { longDate } from '../connector/long-date.ts'
import type { Mail } from './mail.ts'

/** The mail to admins and DPOs when the audit log is no longer sealed, in the reader's language. */
export function unsealedLetter(
  language: 'en' | 'fr',
  facts: { since: Date; timeZone: string; url: string },
): Omit<Mail, 'to'> {
  const when = longDate(language, facts.since, { timeZone: facts.timeZone, timeStyle: 'medium' })
  const text =
    language === 'fr'
      ? [
          `Des entrées du journal d’audit ne sont pas scellées depuis plus d’une minute ; la plus ancienne est du ${when}.`,
          'Elles sont enregistrées, mais tant qu’elles ne sont pas scellées, une ligne changée ou retirée parmi elles ne se verrait pas. Le journal du service dit pourquoi ; Lawbase réessaie chaque seconde.',
          `À traiter : ${facts.url}`,
        ]
      : [
          `Entries of the audit log have been unsealed for more than a minute; the oldest is of ${when}.`,
          'They are recorded, but until they are sealed a row changed or removed among them would not show. The log of the service says why; Lawbase tries again each second.',
          `Action needed: ${facts.url}`,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject:
      language === 'fr'
        ? 'Lawbase : le journal d’audit n’est plus scellé'
        : 'Lawbase: the audit log is not being sealed',
  }
}

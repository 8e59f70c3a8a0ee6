import { longDate } from '../../connector/long-date.ts'
import type { Mail } from '../mail.ts'

/** What is told of a use of the account for emergencies. */
interface UseFacts {
  name: string
  email: string
  at: Date
  timeZone: string
  /** Where the console is opened. */
  url: string
}

/** The mail to each admin about it, in the reader's language. */
export function breakGlassLetter(
  language: 'en' | 'fr',
  { name, email, at, timeZone, url }: UseFacts,
): Omit<Mail, 'to'> {
  const when = longDate(language, at, { timeZone, timeStyle: 'short' })
  const text =
    language === 'fr'
      ? [
          `Le compte de secours ${name} (${email}) a été ouvert par son mot de passe le ${when}.`,
          'Si vous savez pourquoi, dites-le sur la page Aujourd’hui : l’alerte y reste jusque-là. Sinon, réactivez la connexion locale sur la machine (lawbase users local-login on), mettez fin à l’accès de ce compte, puis désignez-en un autre.',
          url,
        ]
      : [
          `The emergency account ${name} (${email}) was opened by its password on ${when}.`,
          'If you know why, say so on the page Today: the warning stays there until then. If you do not, switch local login on again on the machine (lawbase users local-login on), end the access of the account, and name another one.',
          url,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject:
      language === 'fr' ? 'Lawbase : le compte de secours a été utilisé' : 'Lawbase: the emergency account was used',
  }
}

import { longDate } from '../../connector/long-date.ts'
import type { Mail } from '../mail.ts'

/** What is told of somebody who may approve from now on. */
interface ApproverFacts {
  name: string
  email: string
  role: string
  why: 'invited' | 'role' | 'enabled' | 'reset' | 'company'
  /** Who did it; null = somebody at the command line of the server, or the company's own login. */
  by: string | null
  at: Date
  timeZone: string
  /** Where the account is confirmed. */
  url: string
}

const causes = {
  en: {
    invited: 'was invited',
    role: 'was given this role',
    enabled: 'has access again',
    reset: 'got a new password by a one-time link',
    company: 'got this role',
  },
  fr: {
    invited: 'a reçu une invitation',
    role: 'a reçu ce rôle',
    enabled: 'a de nouveau accès',
    reset: 'a reçu un nouveau mot de passe par un lien à usage unique',
    company: 'a reçu ce rôle',
  },
} as const

const nobodyNamed = {
  en: { here: 'someone at the command line of the server', company: 'the groups of the company login' },
  fr: {
    here: 'une personne en ligne de commande sur le serveur',
    company: 'les groupes de la connexion de l’entreprise',
  },
} as const

/** The mail to each admin and DPO about a new approver, in the reader's language. */
export function approverLetter(
  language: 'en' | 'fr',
  { name, email, role, why, by, at, timeZone, url }: ApproverFacts,
): Omit<Mail, 'to'> {
  const when = longDate(language, at, { timeZone, timeStyle: 'short' })
  const who = by ?? nobodyNamed[language][why === 'company' ? 'company' : 'here']
  const roleName = role === 'dpo' ? 'DPO' : language === 'fr' ? 'administrateur' : 'admin'
  const text =
    language === 'fr'
      ? [
          `${name} (${email}), rôle ${roleName}, ${causes.fr[why]} le ${when}, par ${who}.`,
          'Ce compte ne peut rien approuver pendant 24 heures. Jusqu’à sa confirmation par un autre administrateur ou DPO, il ne peut pas non plus approuver ce que cette personne a préparé ou approuvé.',
          `Si vous connaissez cette personne, confirmez le compte. Sinon, mettez fin à son accès : ${url}`,
        ]
      : [
          `${name} (${email}), role ${roleName}, ${causes.en[why]} on ${when}, by ${who}.`,
          'This account cannot approve anything for 24 hours. Until another admin or DPO confirms it, it cannot approve what that person made or approved either.',
          `If you know this person, confirm the account. If not, end its access: ${url}`,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject: language === 'fr' ? `Lawbase : ${email} peut désormais approuver` : `Lawbase: ${email} can now approve`,
  }
}

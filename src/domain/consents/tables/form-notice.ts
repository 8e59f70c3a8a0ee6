import type { ConsentPurpose } from '../../decisions/facts.ts'
import type { FormLanguage } from './consent-boxes.ts'

/** What the notice of a questionnaire is made of. */
interface NoticeParts {
  company: string
  contact: string
  event: string
  subject: string
  /** The connected system in which the person becomes a contact. */
  system: string
  months: number
  purposes: readonly ConsentPurpose[]
}

/**
 * The notice shown with a questionnaire, line by line (docs/reference/law.md#d1, #d-notice): who, why and on which
 * basis, for whom, how long as a figure, rights, withdrawal told before (E7), complaint, what is compulsory. The
 * privacy policy is linked below it.
 */
export const noticeLines: Readonly<Record<FormLanguage, (parts: NoticeParts) => readonly string[]>> = {
  fr: ({ company, contact, event, subject, system, months, purposes }) => [
    `${company} est responsable de vos données, recueillies ici (${event}). Contact\u00A0: ${contact}.`,
    `Elles servent à vous répondre et à vous proposer ${subject}, ce qui est notre intérêt légitime tant que vous ne vous y opposez pas${purposes.length === 0 ? '' : '\u00A0; ce que vous cochez repose sur votre consentement et sur lui seul'}.`,
    `Les lisent nos équipes et nos outils (${system}, envoi des messages). Elles ne sont ni vendues ni transmises à d’autres entreprises.`,
    `Nous les gardons ${months} mois après notre dernier échange, sauf si vous devenez client.`,
    'Vous pouvez demander à les voir, les corriger, les effacer, en limiter l’usage ou les recevoir, et vous opposer à tout moment à la prospection.',
    ...(purposes.length === 0 ? [] : ['Un consentement se retire à tout moment, en un clic, par le lien de nos messages et de la confirmation que nous vous envoyons. Ne rien cocher n’a aucune conséquence.']),
    'Vous pouvez adresser une réclamation à l’autorité de protection des données (en France, la CNIL). Seule l’adresse e-mail est obligatoire, ainsi que les champs marqués.',
  ],
  en: ({ company, contact, event, subject, system, months, purposes }) => [
    `${company} is the controller of your data, collected here (${event}). Contact: ${contact}.`,
    `We use them to answer you and to tell you about ${subject}, which is our legitimate interest as long as you do not object${purposes.length === 0 ? '' : '; what you tick rests on your consent and on nothing else'}.`,
    `They are read by our teams and our tools (${system}, sending of messages). They are neither sold nor handed to other companies.`,
    `We keep them for ${months} months after our last exchange, unless you become a customer.`,
    'You can ask to see, correct or erase them, to limit their use or to receive them, and object to prospecting at any time.',
    ...(purposes.length === 0 ? [] : ['A consent can be withdrawn at any time, with one click, by the link in our messages and in the confirmation we send you. Ticking nothing has no consequence.']),
    'You can complain to the data protection authority. Only the e-mail address is compulsory, and the fields marked so.',
  ],
}

import type { Channel } from '../../app/channel.ts'
import type { ConsentPurpose } from '../../decisions/facts.ts'

/** Languages in which a questionnaire can be shown. */
export const formLanguages = ['fr', 'en'] as const
export type FormLanguage = (typeof formLanguages)[number]

/** What one box of a questionnaire can open: one purpose and one channel, never two (docs/reference/law.md#e3). */
interface BoxRow {
  id: string
  purpose: ConsentPurpose
  channel: Channel
  /** Needs the number of the person. */
  number: boolean
  /** Our own sentence: names who will write (E4), about what, by which channel. */
  text: Readonly<Record<FormLanguage, (company: string, subject: string) => string>>
}

/**
 * Handing data on to others is no box here: its text must name each of them (docs/reference/law.md#e4, #s-canal), which
 * is a contract's matter.
 */
export const boxRows = [
  box('prospecting-email', 'prospecting', 'email', (company, subject) => `J’accepte que ${company} m’écrive par e-mail au sujet de ${subject}.`, (company, subject) => `I agree that ${company} writes to me by e-mail about ${subject}.`),
  box('prospecting-phone', 'prospecting', 'phone', (company, subject) => `J’accepte qu’une personne de ${company} m’appelle au sujet de ${subject}.`, (company, subject) => `I agree that a person of ${company} calls me about ${subject}.`),
  box('prospecting-sms', 'prospecting', 'sms', (company, subject) => `J’accepte que ${company} m’envoie des SMS au sujet de ${subject}.`, (company, subject) => `I agree that ${company} sends me text messages about ${subject}.`),
  box('prospecting-robocall', 'prospecting', 'robocall', (company, subject) => `J’accepte que ${company} m’adresse des appels automatiques, par une machine, au sujet de ${subject}.`, (company, subject) => `I agree that ${company} has a machine call me about ${subject}.`),
  box('prospecting-post', 'prospecting', 'post', (company, subject) => `J’accepte que ${company} m’écrive par courrier postal au sujet de ${subject}.`, (company, subject) => `I agree that ${company} writes to me by post about ${subject}.`),
  box('prospecting-social', 'prospecting', 'social', (company, subject) => `J’accepte que ${company} m’écrive sur les réseaux sociaux au sujet de ${subject}.`, (company, subject) => `I agree that ${company} writes to me on social networks about ${subject}.`),
  box('audience', 'audience', 'audience', (company, subject) => `J’accepte que ${company} utilise mon adresse pour me montrer de la publicité ciblée au sujet de ${subject} sur d’autres sites.`, (company, subject) => `I agree that ${company} uses my address to show me targeted advertising about ${subject} on other sites.`),
  box('pixel', 'pixel', 'email', (company) => `J’accepte que ${company} mesure si j’ouvre ses e-mails.`, (company) => `I agree that ${company} measures whether I open its e-mails.`),
] as const satisfies readonly BoxRow[]

function box<Id extends string>(id: Id, purpose: ConsentPurpose, channel: Channel, fr: (company: string, subject: string) => string, en: (company: string, subject: string) => string) {
  return { id, purpose, channel, number: channel === 'phone' || channel === 'sms' || channel === 'robocall', text: { fr, en } }
}

export type BoxId = (typeof boxRows)[number]['id']
export const boxIds = boxRows.map((row) => row.id) as [BoxId, ...BoxId[]]

export function boxRow(id: BoxId): BoxRow {
  const row = boxRows.find((one) => one.id === id)
  if (row === undefined) throw new Error(`There is no box ${id satisfies BoxId}`)
  return row
}

/**
 * What a sentence beside a box can speak of, besides the channels: data for others, and matters that are no
 * solicitation.
 */
export type BoxSubject = Channel | 'transfer' | 'other-matter'

/**
 * Words, in plain form, by which a sentence names a channel; several words stand side by side. Used to find a box that
 * covers two things at once (docs/reference/law.md#e3): what is not found here is no proof that the sentence is well
 * made.
 */
export const subjectWords: Readonly<Record<BoxSubject, readonly string[]>> = {
  email: ['e mail', 'e mails', 'email', 'emails', 'mail', 'mails', 'mel', 'courriel', 'courriels', 'courrier electronique', 'courriers electroniques', 'newsletter', 'newsletters', 'infolettre', 'lettre d information', 'electronic mail', 'emailing', 'e mailing'],
  sms: ['sms', 'texto', 'textos', 'mms', 'text message', 'text messages', 'texts', 'whatsapp', 'message texte', 'messages texte'],
  phone: ['telephone', 'phone', 'appel', 'appels', 'appelle', 'appeler', 'appelent', 'telephonique', 'telephoniques', 'call', 'calls', 'called', 'rappelle', 'rappeler', 'demarchage telephonique', 'telephoner'],
  robocall: ['automate d appel', 'automates d appel', 'appel automatique', 'appels automatiques', 'appel automatise', 'appels automatises', 'prerecorded', 'preenregistre', 'preenregistres', 'robocall', 'robocalls', 'automated call', 'automated calls'],
  post: ['postal', 'postale', 'postaux', 'la poste', 'by post', 'post', 'by letter', 'letters', 'lettre papier', 'courrier papier', 'catalogue papier', 'paper mail'],
  social: ['linkedin', 'xing', 'reseau social', 'reseaux sociaux', 'social network', 'social networks', 'social media', 'medias sociaux', 'facebook', 'instagram'],
  fax: ['fax', 'telecopie', 'telecopies', 'telecopieur'],
  audience: ['publicite ciblee', 'publicites ciblees', 'targeted advertising', 'targeted ads', 'retargeting', 'reciblage', 'annonces ciblees'],
  transfer: ['partenaire', 'partenaires', 'partner', 'partners', 'des tiers', 'third party', 'third parties', 'filiales', 'subsidiaries', 'group companies', 'societes du groupe', 'autres exposants', 'other exhibitors'],
  'other-matter': ['conditions generales', 'cgu', 'cgv', 'terms and conditions', 'terms of use', 'terms of service', 'reglement du jeu', 'contest rules', 'jeu concours', 'prize draw', 'politique de confidentialite', 'privacy policy'],
}

/**
 * Channels that a sentence about one of them may name as well, because the words overlap: a machine that calls is a
 * call.
 */
export const alsoNames: Readonly<Partial<Record<BoxSubject, readonly BoxSubject[]>>> = { robocall: ['phone'] }

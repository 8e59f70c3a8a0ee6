import type { RegisterFacts, RegisterRecipient } from './register-facts.ts'
import type { Text } from '../../app/tables/text.ts'

const activityIds = ['prospecting', 'objections', 'consents', 'rights', 'screening', 'accounts'] as const
export type ActivityId = (typeof activityIds)[number]

/** One purpose of the register (docs/reference/law.md#h2); its sentences stand in both languages. */
interface Activity {
  id: ActivityId
  /** Is it done here at all? */
  when(facts: RegisterFacts): boolean
  people(facts: RegisterFacts): number
  /** Months that are a setting; null = the sentence of `term` says it all. */
  months(facts: RegisterFacts): number | null
  recipients: readonly RegisterRecipient['kind'][]
  purpose: Text
  basis: Text
  persons: Text
  data: Text
  term: Text
}

const none = () => null

/** In the order of the register. */
export const activities: readonly Activity[] = [
  {
    id: 'prospecting', when: () => true, people: (facts) => facts.people, months: (facts) => facts.inactivityMonths, recipients: ['crm', 'mailer', 'tool'],
    purpose: { fr: 'Prospecter des professionnels pour les offres de l’entreprise', en: 'Prospect professionals for what the company sells' },
    basis: { fr: 'Intérêt légitime, art. 6(1)(f), avec l’évaluation citée ; consentement, art. 6(1)(a), là où la règle du pays, du canal ou de l’offre l’exige', en: 'Legitimate interest, art. 6(1)(f), with the assessment named; consent, art. 6(1)(a), where the rule of the country, the channel or the offer requires it' },
    persons: { fr: 'Contacts professionnels d’entreprises clientes ou à prospecter', en: 'Professional contacts of companies that are customers or may become so' },
    data: { fr: 'Nom, fonction, entreprise, pays, adresses et numéros professionnels ; origine ; dates des clics et des réponses ; information donnée ; verdict et règle', en: 'Name, job title, company, country, professional addresses and numbers; origin; dates of clicks and replies; notice given; verdict and rule' },
    term: { fr: 'Effacement après ce délai sans activité de la personne (un clic ou une réponse ; jamais une ouverture)', en: 'Deleted after this time without activity of the person (a click or a reply; never an open)' },
  },
  {
    id: 'objections', when: () => true, people: (facts) => facts.objections, months: none, recipients: ['crm', 'mailer', 'broker'],
    purpose: { fr: 'Respecter les oppositions partout, et le prouver', en: 'Honour objections everywhere, and prove it' },
    basis: { fr: 'Obligation légale, art. 6(1)(c) : droit d’opposition (art. 21) et preuve de son respect (art. 5(2))', en: 'Legal obligation, art. 6(1)(c): right to object (art. 21) and proof that it was honoured (art. 5(2))' },
    persons: { fr: 'Personnes qui se sont opposées ou ont demandé l’effacement', en: 'People who objected or asked for erasure' },
    data: { fr: 'Empreinte à clé secrète (HMAC) de l’adresse ou du numéro, canaux, date, voie de réception, preuve, état dans chaque système', en: 'Keyed hash of the address or number, channels, date, channel of receipt, evidence, state in each system' },
    term: { fr: 'Au moins 3 ans, réexaminé tous les 3 ans tant que l’entreprise prospecte', en: 'At least 3 years, reviewed every 3 years while the company prospects' },
  },
  {
    id: 'consents', when: (facts) => facts.consents > 0, people: (facts) => facts.consents, months: none, recipients: ['crm'],
    purpose: { fr: 'Collecter les consentements et en garder la preuve', en: 'Collect consents and keep their proof' },
    basis: { fr: 'Obligation légale, art. 6(1)(c) : preuve du consentement (art. 7(1))', en: 'Legal obligation, art. 6(1)(c): proof of consent (art. 7(1))' },
    persons: { fr: 'Personnes qui ont donné un consentement : par un questionnaire, en réponse à notre demande, sur papier ou de vive voix', en: 'People who gave a consent: on a questionnaire, in answer to our request, on paper or in person' },
    data: { fr: 'Réponses, cases cochées, texte affiché ou lu, signature, date, papier scanné ou note de qui l’a entendu, confirmation, retrait', en: 'Answers, ticked boxes, text shown or read out, signature, date, scanned paper or note of who heard it, confirmation, withdrawal' },
    term: { fr: 'Tant que le consentement sert, puis 3 ans', en: 'While the consent is relied on, then 3 years' },
  },
  {
    id: 'rights', when: () => true, people: () => 0, months: none, recipients: [],
    purpose: { fr: 'Répondre aux demandes d’accès et d’effacement', en: 'Answer requests for access and erasure' },
    basis: { fr: 'Obligation légale, art. 6(1)(c) : art. 12 à 19', en: 'Legal obligation, art. 6(1)(c): art. 12 to 19' },
    persons: { fr: 'Personnes qui exercent un droit', en: 'People who exercise a right' },
    data: { fr: 'Demande, dates, vérification de l’identité ; message reçu, chiffré ; adresse, numéro et nom, chiffrés, de qui demande l’accès sans être dans la base', en: 'Request, dates, identity check; message received, encrypted; address, number and name, encrypted, of people who ask for access and are not in the database' },
    term: { fr: 'Message reçu : 30 jours après son classement ; trace d’une demande d’effacement et de sa réponse : comme la preuve d’opposition ; d’une demande d’accès : 3 ans après la réponse', en: 'Message received: 30 days after it was sorted; record of an erasure request and its answer: as the proof of an objection; of an access request: 3 years after the answer' },
  },
  {
    id: 'screening', when: (facts) => facts.screenings > 0, people: () => 0, months: none, recipients: [],
    purpose: { fr: 'Contrôler un fichier avant son import', en: 'Check a list before it is imported' },
    basis: { fr: 'Obligation légale, art. 6(1)(c) : respect des oppositions (art. 21)', en: 'Legal obligation, art. 6(1)(c): honouring objections (art. 21)' },
    persons: { fr: 'Personnes figurant dans le fichier', en: 'People in the list' },
    data: { fr: 'Lignes du fichier, chiffrées', en: 'Rows of the list, encrypted' },
    term: { fr: '7 jours ; ensuite seuls restent des nombres et l’empreinte du fichier', en: '7 days; then only figures and the digest of the file stay' },
  },
  {
    id: 'accounts', when: () => true, people: (facts) => facts.users, months: none, recipients: [],
    purpose: { fr: 'Gérer les accès à Lawbase et tracer qui a vu quoi', en: 'Manage access to Lawbase and trace who saw what' },
    basis: { fr: 'Obligation légale, art. 6(1)(c) : sécurité (art. 32)', en: 'Legal obligation, art. 6(1)(c): security (art. 32)' },
    persons: { fr: 'Utilisateurs de Lawbase', en: 'Users of Lawbase' },
    data: { fr: 'Nom, adresse, rôle, connexions, actions', en: 'Name, address, role, logins, actions' },
    term: { fr: 'Connexions : 12 mois ; actions concernant une personne : aussi longtemps que leur preuve sert', en: 'Logins: 12 months; actions about a person: as long as they serve as proof' },
  },
]

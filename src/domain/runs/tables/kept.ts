import type { Text } from '../../app/tables/text.ts'

export const keptIds = ['deliveries', 'uploads', 'copies', 'addresses', 'logins', 'journal', 'memory', 'vanished', 'acts', 'consents', 'links', 'dossiers', 'changes', 'samples', 'delivered', 'access', 'scans', 'objections'] as const
export type KeptId = (typeof keptIds)[number]

/**
 * What is kept only for a time, and what happens then (docs/reference/promises.md#kept; docs/reference/law.md#f18, #g9,
 * #h1, #h5). Exactly one of `days`, `months` is set.
 */
interface KeptRow {
  id: KeptId
  what: Text
  days?: number
  months?: number
  /** From when it counts, and what happens at the end. */
  end: Text
  /** `night`: by the nightly run; `self`: by its own job all day; `stays`: nothing goes, it is counted. */
  by: 'night' | 'self' | 'stays'
}

/** In the order in which they are shown. Terms without a row in the rules are our choice. */
export const keptRows: readonly KeptRow[] = [
  { id: 'deliveries', days: 30, by: 'night', what: { fr: 'Messages reçus des systèmes (webhooks)', en: 'Messages received from systems (webhooks)' }, end: { fr: 'après réception ; seule leur empreinte reste', en: 'after receipt; only their digest stays' } },
  { id: 'uploads', days: 7, by: 'night', what: { fr: 'Fichiers déposés et résultats de contrôle', en: 'Uploaded files and screening results' }, end: { fr: 'après dépôt ; nombres et empreinte restent', en: 'after the upload; figures and digest stay' } },
  { id: 'copies', days: 30, by: 'self', what: { fr: 'Copies de messages reçus par e-mail', en: 'Copies of messages received by mail' }, end: { fr: 'après classement, plus longtemps si une question est ouverte', en: 'after they were sorted, longer while a question is open' } },
  { id: 'addresses', days: 30, by: 'self', what: { fr: 'Adresses IP des personnes qui répondent', en: 'IP addresses of people who answer' }, end: { fr: 'après la réponse', en: 'after the answer' } },
  { id: 'logins', months: 12, by: 'night', what: { fr: 'Connexions à Lawbase', en: 'Logins to Lawbase' }, end: { fr: 'après leur fin', en: 'after they ended' } },
  { id: 'journal', months: 36, by: 'night', what: { fr: 'Verdicts rendus, sans opposition de la personne', en: 'Verdicts, where the person has not opted out' }, end: { fr: 'après le verdict ; avec une opposition, aussi longtemps qu’elle', en: 'after the verdict; with an opt-out, as long as the opt-out' } },
  { id: 'memory', months: 13, by: 'night', what: { fr: 'Mémoire des contacts inactifs supprimés (empreinte à clé secrète, HMAC)', en: 'Memory of removed inactive contacts (keyed hash)' }, end: { fr: 'après la suppression', en: 'after the removal' } },
  { id: 'vanished', days: 90, by: 'night', what: { fr: 'Noms et adresses des personnes disparues de tous les systèmes sans plan de Lawbase', en: 'Names and addresses of people who disappeared from every system without a Lawbase plan' }, end: { fr: 'après la dernière disparition, si rien ne reste à décider ; les oppositions restent', en: 'after the last record disappeared, if nothing is left to decide; opt-outs stay' } },
  { id: 'acts', months: 36, by: 'night', what: { fr: 'Activité dans d’autres outils de personnes absentes de tous les systèmes (empreinte à clé secrète, HMAC)', en: 'Activity in other tools of people who are in no system (keyed hash)' }, end: { fr: 'après cette activité', en: 'after the activity' } },
  { id: 'consents', months: 36, by: 'night', what: { fr: 'Preuves de consentement', en: 'Proofs of consent' }, end: { fr: 'après retrait ou suppression du contact', en: 'after withdrawal or removal of the contact' } },
  { id: 'links', months: 36, by: 'night', what: { fr: 'Liens de désinscription', en: 'Unsubscribe links' }, end: { fr: 'après suppression du contact : un clic tardif compte encore', en: 'after the contact was removed: a late click still counts' } },
  { id: 'dossiers', months: 36, by: 'night', what: { fr: 'Pièces qui prouvent une source', en: 'Files that prove a source' }, end: { fr: 'après le dernier ajout, une fois qu’aucun contact n’a plus cette source', en: 'after the last addition, once no contact has this source' } },
  { id: 'changes', days: 30, by: 'night', what: { fr: 'Changements de verdict que votre webhook n’a pas acceptés', en: 'Verdict changes that your webhook did not accept' }, end: { fr: 'après le changement', en: 'after the change' } },
  { id: 'samples', days: 90, by: 'night', what: { fr: 'Adresses des échantillons de courtiers', en: 'Addresses in samples of brokers' }, end: { fr: 'après le tirage, ou plus tôt à la clôture ; le résultat reste', en: 'after the draw, or earlier when the sample is closed; the result stays' } },
  { id: 'delivered', days: 90, by: 'night', what: { fr: 'Empreintes à clé secrète (HMAC) des lignes livrées de personnes absentes de la base', en: 'Keyed hashes of delivered rows of people who are not in the database' }, end: { fr: 'après le contrôle du fichier', en: 'after the list was screened' } },
  { id: 'access', months: 36, by: 'night', what: { fr: 'Demandes d’accès et leur réponse : dates, vérification de l’identité ; adresse, numéro et nom des personnes absentes de la base (chiffrés)', en: 'Access requests and their answer: dates, identity check; address, number and name of people who are not in the database (encrypted)' }, end: { fr: 'après la réponse', en: 'after the answer' } },
  { id: 'scans', months: 12, by: 'stays', what: { fr: 'Courriers numérisés et notes d’une opposition', en: 'Scanned letters and notes of an opt-out' }, end: { fr: 'ensuite ouverts aux seuls DPO et administrateurs', en: 'then only a DPO and admins may open them' } },
  { id: 'objections', months: 36, by: 'stays', what: { fr: 'Oppositions (empreinte à clé secrète, HMAC)', en: 'Opt-outs (keyed hash)' }, end: { fr: 'au moins, puis réexamen tous les 3 ans tant que l’entreprise prospecte', en: 'at least, then reviewed every 3 years while the company prospects' } },
]

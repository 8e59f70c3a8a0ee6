import type { Text } from '../../app/tables/text.ts'

const id: Text = { en: 'random number of the person here; no address can be made from it', fr: 'numéro aléatoire de la personne ici ; aucune adresse ne peut en être tirée' }

/** What each field of a person's data.json says, by its name at the top. */
export const personFields = {
  number: { en: 'number of this pack, as the audit log names it', fr: 'numéro de ce dossier, tel que le journal d’audit le nomme' },
  issuedAt: { en: 'when the pack was made (UTC); everything in it is as of then', fr: 'moment où le dossier a été fait (UTC) ; tout y est à cette date' },
  controller: { en: 'the company that answers for the data', fr: 'la société responsable des données' },
  dpo: { en: 'whom to write to', fr: 'à qui écrire' },
  authority: { en: 'supervisory authority of the company', fr: 'autorité de contrôle de la société' },
  contacts: { en: 'what is held: per person one list of records (one per system, with its last acts and its blocks), where the data come from, since when, and why they may be held (verdict, lawful basis, rule, term)', fr: 'ce qui est détenu : par personne, les fiches (une par système, avec ses derniers actes et ses blocages), l’origine des données, depuis quand, et pourquoi elles peuvent l’être (verdict, base légale, règle, terme)' },
  recipients: { en: 'who really received data or the no, first and last time', fr: 'qui a réellement reçu des données ou l’opposition, première et dernière fois' },
  otherTools: { en: 'tools the company uses without a connection here; whether they hold the person is not known here', fr: 'outils utilisés sans connexion ici ; on ne sait pas ici s’ils détiennent la personne' },
  noes: { en: 'objections, with door, times and the SHA-256 of files that prove them', fr: 'oppositions, avec la porte, les dates et le SHA-256 des fichiers qui les prouvent' },
  objections: { en: 'the same with each system’s state, what was read back there and when; the signed form stands in receipts/', fr: 'les mêmes avec l’état de chaque système, ce qui y a été relu et quand ; la forme signée est dans receipts/' },
  stopped: { en: 'what stays stopped for good, by channel and kind of message, since when', fr: 'ce qui reste arrêté pour toujours, par canal et type de message, depuis quand' },
  consents: { en: 'consents with the sentence that was shown, and their withdrawal', fr: 'consentements avec la phrase montrée, et leur retrait' },
  notices: { en: 'how and when the person was informed (GDPR art. 13, 14)', fr: 'comment et quand la personne a été informée (RGPD art. 13, 14)' },
  messages: { en: 'messages of the person that are kept, and until when', fr: 'messages de la personne qui sont gardés, et jusqu’à quand' },
  retention: { en: 'months of silence after which data go; until when a no is kept at least', fr: 'mois de silence après lesquels les données partent ; jusqu’à quand une opposition est gardée au moins' },
  assessments: { en: 'balance of interests each offer rests on', fr: 'mise en balance sur laquelle repose chaque offre' },
  decisions: { en: 'journal of verdicts: when, by which rule, and who asked for it', fr: 'journal des verdicts : quand, selon quelle règle, et qui l’a demandé' },
  holds: { en: 'pauses: “not for now”', fr: 'pauses : « pas maintenant »' },
  legalHolds: { en: 'legal holds on this person', fr: 'conservations juridiques sur cette personne' },
  lifts: { en: 'later acts by which the person ended an objection, and for what', fr: 'actes ultérieurs par lesquels la personne a levé une opposition, et pour quoi' },
  questions: { en: 'the one question before the term', fr: 'l’unique question avant le terme' },
  erasures: { en: 'requests to be erased, with the day the answer was due and was sent', fr: 'demandes d’effacement, avec le jour où la réponse était due et a été envoyée' },
  removals: { en: 'removal plans the person was in, and what became of each record', fr: 'plans de suppression où la personne figurait, et ce qu’est devenue chaque fiche' },
  certificates: { en: 'removals whose signed certificate stands in certificates/; `addressProven`: it proves that the address went', fr: 'suppressions dont le certificat signé est dans certificates/ ; `addressProven` : il prouve que l’adresse est partie' },
  evidence: { en: 'files that prove something, each under its SHA-256 in evidence/; sizes in bytes', fr: 'fichiers qui prouvent quelque chose, chacun sous son SHA-256 dans evidence/ ; tailles en octets' },
  withheld: { en: 'objections that another person may have said, for they are that contact’s or stand on an address both hold: their files stay out', fr: 'oppositions qu’une autre personne a pu dire, car elles sont celles de ce contact ou portent sur une adresse commune : leurs fichiers restent dehors' },
  audit: { en: 'how many acts stand in audit/acts.jsonl, each with its place in the chain (seq), the link before it (previous) and its own (chain); audit/head.json is the signed end of the chain', fr: 'nombre d’actes dans audit/acts.jsonl, chacun avec sa place dans la chaîne (seq), le maillon d’avant (previous) et le sien (chain) ; audit/head.json est la fin signée de la chaîne' },
} as const satisfies Readonly<Record<string, Text>>

/** What the files and fields of a period's pack say. */
export const periodFields = {
  'objections.jsonl': { en: 'one line per objection recorded in the period, with each system’s state, its first proof and what was read back', fr: 'une ligne par opposition enregistrée dans la période, avec l’état de chaque système, sa première preuve et ce qui y a été relu' },
  'breaches.jsonl': { en: 'terms that were not kept: a no not proved everywhere within 48 hours (late-no), a request answered after its day or not at all (late-answer). Noes found at a first read are not counted', fr: 'délais non tenus : une opposition non prouvée partout sous 48 heures (late-no), une demande répondue après son jour ou pas du tout (late-answer). Les oppositions trouvées à la première lecture ne comptent pas' },
  'removals.jsonl': { en: 'removal plans made, approved or ended in the period, with author, approvers and counts; certificates/ holds the signed certificate of each that ended', fr: 'plans de suppression faits, approuvés ou terminés dans la période, avec auteur, approbateurs et nombres ; certificates/ contient le certificat signé de chacun qui s’est terminé' },
  'erasure-requests.jsonl': { en: 'requests to be erased that came, were due or were answered in the period', fr: 'demandes d’effacement reçues, dues ou répondues dans la période' },
  'runs.jsonl': { en: 'nightly runs with their figures', fr: 'passages de nuit avec leurs nombres' },
  'settings.jsonl': { en: 'settings saved, by whom, and what changed', fr: 'réglages enregistrés, par qui, et ce qui a changé' },
  'audit/acts.jsonl': { en: 'every act in the log from the first to the last one of the period, without a gap; the chain links (chain) follow from audit/head-before.json and end at audit/head-after.json. “lawbase verify” recomputes them; “lawbase audit verify --head” compares both heads with the log', fr: 'chaque acte du journal du premier au dernier de la période, sans trou ; les maillons (chain) partent de audit/head-before.json et finissent à audit/head-after.json. « lawbase verify » les recalcule ; « lawbase audit verify --head » compare les deux têtes avec le journal' },
  contactId: id,
  record: { en: 'id of a record in its system', fr: 'identifiant d’une fiche dans son système' },
  recordedAt: { en: 'when the no was recorded: the 48 hours count from then (UTC)', fr: 'moment où l’opposition a été enregistrée : les 48 heures courent de là (UTC)' },
  receivedAt: { en: 'when the person said it (UTC)', fr: 'moment où la personne l’a dite (UTC)' },
  provedAt: { en: 'when the system was first proved to honour the no; null = not yet', fr: 'moment où le système a prouvé pour la première fois qu’il respecte l’opposition ; null = pas encore' },
  readBack: { en: 'the system’s own values as they were read there, and when', fr: 'les valeurs du système lui-même telles qu’elles y ont été lues, et quand' },
  proof: { en: 'level of proof: read-back, read-back-marked (marked only), accepted-3 to accepted-1 (told, not readable), none', fr: 'niveau de preuve : read-back (relu), read-back-marked (marqué seulement), accepted-3 à accepted-1 (averti, non lisible), none' },
  counts: { en: 'sums over the lines of the files', fr: 'sommes des lignes des fichiers' },
} as const satisfies Readonly<Record<string, Text>>

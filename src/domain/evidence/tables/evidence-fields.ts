import type { Text } from '../../app/tables/text.ts'

const id: Text = { en: 'random number of the person here; it reveals no address', fr: 'numéro aléatoire de la personne ici ; il ne révèle aucune adresse' }

/** What each field of a person's data.json says, by its name at the top. */
export const personFields = {
  number: { en: 'number of this pack, as the audit log names it', fr: 'numéro de ce dossier, tel que le journal d’audit le nomme' },
  issuedAt: { en: 'when the pack was made (UTC); everything in it is as of then', fr: 'moment où le dossier a été établi (UTC) ; tout y est à cette date' },
  controller: { en: 'the company responsible for the data', fr: 'la société responsable des données' },
  dpo: { en: 'whom to write to', fr: 'à qui écrire' },
  authority: { en: 'supervisory authority of the company', fr: 'autorité de contrôle de la société' },
  contacts: { en: 'what is held: per person one list of records (one per system, with its last activity, its blocks, and the calls and meetings read of it: day, kind, outcome and whether a note exists, never its text), where the data comes from (sources that were withdrawn apart), since when, and why it may be held (verdict, lawful basis, rule, retention)', fr: 'ce qui est détenu : par personne, les fiches (une par système, avec ses dernières activités et ses blocages), l’origine des données (les sources retirées à part), depuis quand, et pourquoi elles peuvent l’être (verdict, base légale, règle, durée de conservation)' },
  recipients: { en: 'who actually received data or the objection, first and last time', fr: 'qui a réellement reçu des données ou l’opposition, première et dernière fois' },
  otherTools: { en: 'tools the company uses without a connection here; whether they hold the person is not known here', fr: 'outils utilisés sans connexion ici ; on ne sait pas ici s’ils détiennent la personne' },
  noes: { en: 'objections, with channel of receipt, times and the SHA-256 of files that prove them', fr: 'oppositions, avec la voie de réception, les dates et le SHA-256 des fichiers qui les prouvent' },
  objections: { en: 'the same with each system’s state, the value verified there and when; the signed form is in receipts/', fr: 'les mêmes avec l’état de chaque système, la valeur qui y a été vérifiée et quand ; la forme signée est dans receipts/' },
  stopped: { en: 'what stays stopped permanently, by channel and kind of message, since when', fr: 'ce qui reste arrêté définitivement, par canal et type de message, depuis quand' },
  consents: { en: 'consents with the sentence that was shown, and their withdrawal', fr: 'consentements avec la phrase montrée, et leur retrait' },
  consentsInFields: { en: 'what fields of systems said of consents since they changed there: withdrawn, no longer in the field, or agreed again', fr: 'ce que des champs de systèmes ont dit de consentements depuis qu’ils ont changé : retiré, plus dans le champ, ou accepté de nouveau' },
  notices: { en: 'how and when the person was informed (GDPR art. 13, 14)', fr: 'comment et quand la personne a été informée (RGPD art. 13, 14)' },
  messages: { en: 'messages of the person that are kept, and until when', fr: 'messages de la personne qui sont gardés, et jusqu’à quand' },
  retention: { en: 'months of inactivity after which data is deleted; until when an objection is kept at least', fr: 'mois d’inactivité après lesquels les données sont supprimées ; jusqu’à quand une opposition est gardée au moins' },
  assessments: { en: 'balance of interests each offer rests on', fr: 'mise en balance sur laquelle repose chaque offre' },
  decisions: { en: 'journal of verdicts: when, by which rule, and who asked for it', fr: 'journal des verdicts : quand, selon quelle règle, et qui l’a demandé' },
  holds: { en: 'pauses: “not for now”', fr: 'pauses : « pas maintenant »' },
  legalHolds: { en: 'legal holds on this person', fr: 'conservations décidées pour cette personne' },
  lifts: { en: 'later actions by which the person ended an objection, and for what', fr: 'démarches ultérieures par lesquelles la personne a levé une opposition, et pour quoi' },
  questions: { en: 'the one re-permission question', fr: 'l’unique demande de reconfirmation' },
  erasures: { en: 'requests to be erased, with how the identity was checked, the day the answer was due and was sent, and who took the decision back and why', fr: 'demandes d’effacement, avec la vérification de l’identité, le jour où la réponse était due et a été envoyée, et qui a retiré la décision et pourquoi' },
  accessRequests: { en: 'requests for access, with how the identity was checked and the day the answer was due and was sent', fr: 'demandes d’accès, avec la vérification de l’identité et le jour où la réponse était due et a été envoyée' },
  removals: { en: 'removal plans the person was in, what became of them (anonymised: a system keeps an emptied record; back: someone took a record out of a bin), and what happened to each record', fr: 'plans de suppression où la personne figurait, ce qu’elle y est devenue (anonymised : un système garde une fiche vidée ; back : quelqu’un a sorti une fiche d’une corbeille), et ce qu’est devenue chaque fiche' },
  certificates: { en: 'removals whose signed certificate is in certificates/; `addressProven`: it proves that the address was removed', fr: 'suppressions dont le certificat signé est dans certificates/ ; `addressProven` : il prouve que l’adresse a été supprimée' },
  evidence: { en: 'files that prove something, each under its SHA-256 in evidence/; sizes in bytes', fr: 'fichiers qui prouvent quelque chose, chacun sous son SHA-256 dans evidence/ ; tailles en octets' },
  withheld: { en: 'objections that another person may have made, because they belong to that contact or are about an address both hold: their files are left out', fr: 'oppositions qu’une autre personne a pu faire, car elles sont celles de ce contact ou portent sur une adresse commune : leurs fichiers ne sont pas inclus' },
  audit: { en: 'how many entries are in audit/acts.jsonl, each with its place in the chain (seq), the link before it (previous) and its own (chain); audit/head.json is the signed end of the chain', fr: 'nombre d’entrées dans audit/acts.jsonl, chacune avec sa place dans la chaîne (seq), le maillon précédent (previous) et le sien (chain) ; audit/head.json est la fin signée de la chaîne' },
} as const satisfies Readonly<Record<string, Text>>

/** What the files and fields of a period's pack say. */
export const periodFields = {
  'objections.jsonl': { en: 'one line per objection recorded in the period, with each system’s state, its first proof and the value verified there', fr: 'une ligne par opposition enregistrée dans la période, avec l’état de chaque système, sa première preuve et la valeur qui y a été vérifiée' },
  'breaches.jsonl': { en: 'missed deadlines: an objection not proven everywhere within 48 hours (late-no), a request answered after its due day or not at all (late-answer). Objections found at a first read are not counted', fr: 'délais non tenus : une opposition non prouvée partout sous 48 heures (late-no), une demande traitée après sa date limite ou pas du tout (late-answer). Les oppositions trouvées à la première lecture ne comptent pas' },
  'removals.jsonl': { en: 'removal plans made, approved or ended in the period, with author, approvers and counts (removed, anonymised and back, there again, apart); certificates/ holds the signed certificate of each that ended', fr: 'plans de suppression faits, approuvés ou terminés dans la période, avec auteur, approbateurs et nombres (removed, supprimées, anonymised, anonymisées, et back, de retour, à part) ; certificates/ contient le certificat signé de chacun qui s’est terminé' },
  'erasure-requests.jsonl': { en: 'requests to be erased that came, were due or were answered in the period', fr: 'demandes d’effacement reçues, dues ou traitées dans la période' },
  'access-requests.jsonl': { en: 'requests for access that came, were due or were answered in the period', fr: 'demandes d’accès reçues, dues ou traitées dans la période' },
  'runs.jsonl': { en: 'nightly runs with their figures', fr: 'traitements nocturnes avec leurs nombres' },
  'settings.jsonl': { en: 'settings saved, by whom, and what changed', fr: 'réglages enregistrés, par qui, et ce qui a changé' },
  'audit/acts.jsonl': { en: 'every entry of the log from the first to the last one of the period, without a gap; the chain links (chain) follow from audit/head-before.json and end at audit/head-after.json. “lawbase verify” recomputes them; “lawbase audit verify --head” compares both heads with the log', fr: 'chaque entrée du journal de la première à la dernière de la période, sans interruption ; les maillons (chain) partent de audit/head-before.json et finissent à audit/head-after.json. « lawbase verify » les recalcule ; « lawbase audit verify --head » compare les deux têtes avec le journal' },
  contactId: id,
  record: { en: 'id of a record in its system', fr: 'identifiant d’une fiche dans son système' },
  recordedAt: { en: 'when the objection was recorded: the 48 hours count from then (UTC)', fr: 'moment où l’opposition a été enregistrée : les 48 heures courent à partir de là (UTC)' },
  receivedAt: {
    en: 'when the person made it (UTC); with notLaterThan the day on which it was found, made by then at the latest',
    fr: 'moment où la personne l’a exprimée (UTC) ; avec notLaterThan le jour où elle a été trouvée, exprimée au plus tard alors',
  },
  notLaterThan: {
    en: 'it was found in a system that gives no date: receivedAt is the latest possible time',
    fr: 'elle figurait dans un système qui ne donne pas de date : receivedAt est le moment le plus tardif possible',
  },
  corrected: {
    en: 'it was entered for the wrong person: corrected when, by whom and why; null = no',
    fr: 'elle a été saisie pour la mauvaise personne : corrigée quand, par qui et pourquoi ; null = non',
  },
  provedAt: { en: 'when the system was first proven to honour the objection; null = not yet', fr: 'moment où le système a prouvé pour la première fois qu’il respecte l’opposition ; null = pas encore' },
  readBack: { en: 'the system’s own values as they were read there, and when', fr: 'les valeurs du système lui-même telles qu’elles y ont été lues, et quand' },
  proof: { en: 'level of proof: read-back, read-back-marked (marked only), accepted-3 to accepted-1 (notified, not readable), none', fr: 'niveau de preuve : read-back (relu), read-back-marked (marqué seulement), accepted-3 à accepted-1 (averti, non lisible), none' },
  counts: { en: 'sums over the lines of the files', fr: 'sommes des lignes des fichiers' },
} as const satisfies Readonly<Record<string, Text>>

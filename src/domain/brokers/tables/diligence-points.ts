import type { Text } from '../../app/tables/text.ts'

export const diligenceIds = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12'] as const
export type DiligenceId = (typeof diligenceIds)[number]

/** One point of the checks of a seller of data (docs/reference/law.md#i). */
export interface DiligencePoint {
  id: DiligenceId
  /** Two to four words, for where the question has no room. */
  name: Text
  question: Text
  /** What shows it: a contract clause alone never does (S-EDF, S-FORIOU, S-CALOGA). */
  evidence: Text
  /** `consent`: only where the use of the data needs a consent. */
  must: 'always' | 'consent' | 'never'
  /** "Not applicable" with a reason closes it: the point can have no object. */
  mayNotApply: boolean
  source: string
}

export const diligencePoints: readonly DiligencePoint[] = [
  {
    id: 'I1', must: 'always', mayNotApply: false, source: 'S-CALOGA',
    name: { fr: 'premier collecteur', en: 'first collector' },
    question: { fr: 'Le vendeur a-t-il indiqué qui a collecté en premier, où, quand et avec quel formulaire ?', en: 'Has the seller stated who first collected the data, where, when and with which form?' },
    evidence: { fr: 'Capture du formulaire pour chaque version, adresse de la page, dates', en: 'Screenshot of each form version, address of the page, dates' },
  },
  {
    id: 'I2', must: 'consent', mayNotApply: false, source: 'S-EDF',
    name: { fr: 'preuve des consentements', en: 'proof of consents' },
    question: { fr: 'Donne-t-il la preuve du consentement de chaque personne, et non un modèle ?', en: 'Does it give proof of consent for each person, not a sample?' },
    evidence: { fr: 'Enregistrement par personne : date, texte exact, geste, canal, finalité', en: 'Record per person: date, exact text, action, channel, purpose' },
  },
  {
    id: 'I3', must: 'consent', mayNotApply: false, source: 'S-HUBSIDE S-CANAL',
    name: { fr: 'notre nom dans la liste', en: 'our name in the list' },
    question: { fr: 'Notre raison sociale figurait-elle, ce jour-là, dans la liste des partenaires montrée ?', en: 'Was our legal name in the list of partners shown that day?' },
    evidence: { fr: 'Liste des partenaires, datée', en: 'List of partners, dated' },
  },
  {
    id: 'I4', must: 'always', mayNotApply: false, source: 'S-TAGADA S-FORIOU S-CALOGA',
    name: { fr: 'formulaires vus', en: 'forms seen' },
    question: { fr: 'Avons-nous vu les formulaires, et sont-ils sans conception trompeuse ?', en: 'Have we seen the forms, and are they free of misleading design?' },
    evidence: { fr: 'Captures annotées par nous : refuser est aussi visible qu’accepter, rien n’est coché', en: 'Screenshots with our notes: refusing is as visible as accepting, nothing is pre-ticked' },
  },
  {
    id: 'I5', must: 'always', mayNotApply: true, source: 'S-FORIOU S-HUBSIDE',
    name: { fr: 'information des personnes', en: 'people informed' },
    question: { fr: 'Les personnes ont-elles reçu une information et un moyen de refuser, et pouvaient-elles s’attendre à nous ?', en: 'Did the people get a notice and a way to refuse, and could they expect us?' },
    evidence: { fr: 'Texte de l’information et preuve de sa remise. Sans objet si tout repose sur le consentement', en: 'Text of the notice and proof that it was given. Not applicable if all rests on consent' },
  },
  {
    id: 'I6', must: 'always', mayNotApply: false, source: 'CJ3 CN6',
    name: { fr: 'échange des oppositions', en: 'objections exchanged' },
    question: { fr: 'Les oppositions circulent-elles dans les deux sens, par une voie, un format, un délai et avec accusé de réception ?', en: 'Are objections exchanged both ways, with an agreed channel, format and deadline, and with acknowledgement?' },
    evidence: { fr: 'Annexe du contrat, et un essai réel', en: 'Annex of the contract, and a live test' },
  },
  {
    id: 'I7', must: 'always', mayNotApply: false, source: 'CN5',
    name: { fr: 'nettoyage avant livraison', en: 'cleaned before delivery' },
    question: { fr: 'Le fichier est-il nettoyé avant livraison avec notre liste d’opposition, puis chez nous à la réception ?', en: 'Is the file cleaned before delivery against our suppression list, and again by us on receipt?' },
    evidence: { fr: 'Nombres avant et après, pour chaque livraison', en: 'Counts before and after, for each delivery' },
  },
  {
    id: 'I8', must: 'always', mayNotApply: false, source: 'CN9',
    name: { fr: 'durée de conservation', en: 'retention period' },
    question: { fr: 'La durée de conservation chez le vendeur est-elle fixée, et la date du dernier contact de la personne est-elle dans chaque ligne ?', en: 'Is the seller’s retention period fixed, and does each row carry the date of the person’s last inbound contact?' },
    evidence: { fr: 'Colonne dans le fichier, durée dans le contrat', en: 'Column in the file, period in the contract' },
  },
  {
    id: 'I9', must: 'always', mayNotApply: false, source: 'S-KASPR',
    name: { fr: 'chaîne des sources', en: 'chain of sources' },
    question: { fr: 'La chaîne des sources est-elle connue : sous-fournisseurs, données aspirées, réglages de visibilité respectés ?', en: 'Is the chain of sources known: sub-suppliers, scraped data, visibility settings respected?' },
    evidence: { fr: 'Déclaration du vendeur et contrôle par sondage', en: 'Declaration of the seller and our sampling' },
  },
  {
    id: 'I10', must: 'always', mayNotApply: false, source: 'S-CALOGA S-SOLOCAL S-FUTURA',
    name: { fr: 'rôles écrits', en: 'roles written down' },
    question: { fr: 'Les rôles sont-ils fixés par écrit : qui décide des sources, des champs et des durées ?', en: 'Are the roles written down: who decides sources, fields and retention periods?' },
    evidence: { fr: 'Accord (art. 26) ou contrat (art. 28) ; clauses types si les données quittent l’UE', en: 'Arrangement (art. 26) or contract (art. 28); approved clauses if data leave the EU' },
  },
  {
    id: 'I11', must: 'always', mayNotApply: false, source: 'S-EDF S-FORIOU S-CALOGA',
    name: { fr: 'contrôle des livraisons', en: 'deliveries checked' },
    question: { fr: 'Avons-nous le droit de contrôler nous-mêmes, et le faisons-nous à chaque livraison ?', en: 'Do we have the right to check for ourselves, and do we do so for each delivery?' },
    evidence: { fr: 'Clause d’audit, et le résultat d’un contrôle que nous avons fait', en: 'Audit clause, and the result of a check we made' },
  },
  {
    id: 'I12', must: 'always', mayNotApply: false, source: 'CN6',
    name: { fr: 'pas de revente', en: 'not passed on' },
    question: { fr: 'Est-il convenu que les données ne sont pas transmises plus loin, et que le vendeur ne les tient pas lui-même d’un consentement donné à un autre ?', en: 'Is it agreed that the data are not passed on, and that the seller does not itself hold it under consent given to someone else?' },
    evidence: { fr: 'Clause du contrat et contrats d’amont', en: 'Clause of the contract, and contracts upstream' },
  },
]

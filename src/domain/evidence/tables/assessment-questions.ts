import type { Text } from '../../app/tables/text.ts'

export const assessmentQuestions = ['interest', 'necessity', 'data', 'expectations', 'impact', 'safeguards'] as const
export type AssessmentQuestion = (typeof assessmentQuestions)[number]

/**
 * The questions of a balance of interests, in order (ED1: interest lawful, precise and real; processing necessary;
 * balance and reasonable expectations written down). `start`: how an answer may begin, with what Lawbase does here.
 */
export const assessmentTexts: Readonly<Record<AssessmentQuestion, { question: Text; help: Text; start: Text }>> = {
  interest: {
    question: { fr: 'Quel intérêt précis, réel et licite poursuivez-vous ?', en: 'Which precise, real and lawful interest do you pursue?' },
    help: { fr: 'Dites à qui l’offre sert et ce que l’entreprise y gagne ; « faire du commerce » ne suffit pas.', en: 'Say whom the offer serves and what the company gains; “doing business” is not enough.' },
    start: { fr: 'Faire connaître l’offre à des professionnels dont la fonction est concernée, pour ', en: 'Make the offer known to professionals whose function it concerns, in order to ' },
  },
  necessity: {
    question: { fr: 'Pourquoi ce traitement est-il nécessaire ? Quel moyen moins intrusif avez-vous écarté, et pourquoi ?', en: 'Why is this processing necessary? Which less intrusive option did you reject, and why?' },
    help: { fr: 'Par exemple : adresses génériques, publicité sans données, salons.', en: 'For example: role mailboxes, advertising without data, trade shows.' },
    start: { fr: '', en: '' },
  },
  data: {
    question: { fr: 'Quelles données, de quelles sources, pour quelle durée ?', en: 'Which data, from which sources, for how long?' },
    help: { fr: 'Nommez les sources ; les données sensibles et les mineurs n’ont pas leur place ici.', en: 'Name the sources; sensitive data and minors have no place here.' },
    start: { fr: 'Nom, fonction, entreprise, coordonnées professionnelles. Sources : ', en: 'Name, job title, company, professional contact details. Sources: ' },
  },
  expectations: {
    question: { fr: 'La personne peut-elle raisonnablement s’y attendre ?', en: 'Can the person reasonably expect it?' },
    help: { fr: 'Lien avec la fonction, contexte de la collecte, information donnée. Une personne qui n’a pas connu le courtier ne s’y attend pas.', en: 'Link with the function, context of the collection, notice given. Someone who never heard of the broker does not expect it.' },
    start: { fr: '', en: '' },
  },
  impact: {
    question: { fr: 'Quelles conséquences pour elle, et avec quelle gravité ?', en: 'What are the consequences for the person, and how serious are they?' },
    help: { fr: 'Fréquence, canaux, dérangement, perte de contrôle.', en: 'Frequency, channels, disturbance, loss of control.' },
    start: { fr: '', en: '' },
  },
  safeguards: {
    question: { fr: 'Quelles garanties rétablissent l’équilibre ?', en: 'Which safeguards restore the balance?' },
    help: { fr: 'Celles de Lawbase sont proposées ; gardez celles qui sont vraies chez vous.', en: 'Those of Lawbase are suggested; keep those that are true for you.' },
    start: {
      fr: 'Un moyen de refuser dans chaque message, transmis à tous les systèmes et vérifié ; information dès le premier message ; effacement des contacts inactifs ; fonctions sans rapport avec l’offre écartées.',
      en: 'A way to refuse in every message, sent to every system and verified; notice in the first message; inactive contacts removed; functions the offer does not concern left out.',
    },
  },
}

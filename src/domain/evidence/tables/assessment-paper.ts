import type { NoticeLanguage } from '../../notices/tables/notice-words.ts'
import type { AssessmentQuestion } from './assessment-questions.ts'

/** What stands on the paper of an assessment beside its answers. */
interface AssessmentPaper {
  /** `{offer}` = its name. */
  title: string
  questions: Readonly<Record<AssessmentQuestion, string>>
  outcome: string
  favourable: string
  unfavourable: string
  /** `{page}` of `{pages}`. */
  page: string
}

/** The paper in the languages of the console is made of its own texts; here are the others. */
export const assessmentPapers: Readonly<Record<Exclude<NoticeLanguage, 'fr' | 'en'>, AssessmentPaper>> = {
  de: {
    title: 'Interessenabwägung für „{offer}“',
    questions: {
      interest: 'Welches genaue, tatsächliche und rechtmäßige Interesse verfolgen Sie?',
      necessity: 'Warum ist diese Verarbeitung erforderlich? Welches mildere Mittel haben Sie verworfen, und warum?',
      data: 'Welche Daten, aus welchen Quellen, für welche Dauer?',
      expectations: 'Kann die Person vernünftigerweise damit rechnen?',
      impact: 'Welche Folgen hat sie für die Person, und wie schwer wiegen diese?',
      safeguards: 'Welche Garantien stellen das Gleichgewicht wieder her?',
    },
    outcome: 'Wie fällt die Abwägung aus?',
    favourable: 'Mit diesen Garantien überwiegt das Interesse des Unternehmens',
    unfavourable: 'Die Interessen der Person überwiegen: keine Ansprache auf Grundlage berechtigter Interessen',
    page: '{page} von {pages}',
  },
  es: {
    title: 'Evaluación del interés legítimo para «{offer}»',
    questions: {
      interest: '¿Qué interés preciso, real y lícito persigue?',
      necessity: '¿Por qué es necesario este tratamiento? ¿Qué medio menos intrusivo ha descartado, y por qué?',
      data: '¿Qué datos, de qué fuentes y durante cuánto tiempo?',
      expectations: '¿Puede la persona esperarlo razonablemente?',
      impact: '¿Qué consecuencias tiene para ella, y de qué gravedad?',
      safeguards: '¿Qué garantías restablecen el equilibrio?',
    },
    outcome: '¿Cuál es el resultado de la ponderación?',
    favourable: 'Prevalece el interés, con estas garantías',
    unfavourable: 'Prevalecen los intereses de la persona: ninguna prospección basada en el interés legítimo',
    page: '{page} de {pages}',
  },
  it: {
    title: 'Valutazione del legittimo interesse per «{offer}»',
    questions: {
      interest: 'Quale interesse preciso, reale e lecito persegue?',
      necessity: 'Perché questo trattamento è necessario? Quale mezzo meno invasivo ha scartato, e perché?',
      data: 'Quali dati, da quali fonti, per quanto tempo?',
      expectations: 'La persona può ragionevolmente attenderselo?',
      impact: 'Quali conseguenze per la persona, e di quale gravità?',
      safeguards: 'Quali garanzie ristabiliscono l’equilibrio?',
    },
    outcome: 'Qual è l’esito del bilanciamento?',
    favourable: 'L’interesse prevale, con queste garanzie',
    unfavourable: 'Prevalgono gli interessi della persona: nessuna attività commerciale sulla base del legittimo interesse',
    page: '{page} di {pages}',
  },
  nl: {
    title: 'Belangenafweging voor ‘{offer}’',
    questions: {
      interest: 'Welk precies, werkelijk en rechtmatig belang streeft u na?',
      necessity: 'Waarom is deze verwerking noodzakelijk? Welk minder ingrijpend middel hebt u verworpen, en waarom?',
      data: 'Welke gegevens, uit welke bronnen, hoelang?',
      expectations: 'Kan de persoon dit redelijkerwijs verwachten?',
      impact: 'Welke gevolgen heeft het voor de persoon, en hoe ernstig zijn die?',
      safeguards: 'Welke waarborgen herstellen het evenwicht?',
    },
    outcome: 'Hoe valt de afweging uit?',
    favourable: 'Het belang weegt zwaarder, met deze waarborgen',
    unfavourable: 'De belangen van de persoon wegen zwaarder: geen benadering op grond van gerechtvaardigd belang',
    page: '{page} van {pages}',
  },
}

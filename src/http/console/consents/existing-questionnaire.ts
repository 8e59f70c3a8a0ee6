import type { Questionnaire, QuestionnaireVersion } from '../../../store/consents/questionnaires.ts'
import type { AnswerLine } from '../../../store/consents/consents-view.ts'

export interface Existing {
  questionnaire: Questionnaire
  version: QuestionnaireVersion
  answers: readonly AnswerLine[]
}

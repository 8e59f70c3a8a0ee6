import type { Answer } from '../../domain/consents/questionnaire-answer.ts'

/** What an answer's file says of the person, for the systems that are to know them. */
interface AnsweredPerson {
  email: string
  phone: string | null
  fields: Answer['fields']
}
export function personOfProof(bytes: Buffer): AnsweredPerson {
  return (JSON.parse(bytes.toString('utf8')) as { answer: AnsweredPerson }).answer
}

/** What somebody calls themselves in an answer. */
export const answeredName = ({ fields: { firstName, lastName } }: Pick<Answer, 'fields'>) => ({
  firstName: firstName ?? null,
  lastName: lastName ?? null,
})

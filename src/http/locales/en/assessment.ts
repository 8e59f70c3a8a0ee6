import { minAnswerLength } from '../../../domain/evidence/assessment.ts'
import { wordsOf } from '../words.ts'

const { n } = wordsOf('en-GB')

export const assessment = {
  tab: 'Assessment', title: (offer: string) => `Legitimate-interest assessment of “${offer}”`, none: 'No assessment yet: without it legitimate interest cannot be a basis, and these contacts stay in review.', inForce: (id: string, when: string, author: string) => `${id} is in force, of ${when}, by ${author}. A change makes a new version; the earlier ones stay.`,
  against: (id: string, when: string) => `${id} of ${when} concluded against the company: legitimate interest is no basis for this offer.`, elsewhere: (id: string, when: string, author: string) => `The assessment in force is kept elsewhere: ${id} of ${when}, by ${author}. Writing one here replaces it.`,
  templateMore: 'A template answers as far as your company’s facts go. What only you can weigh is in [[double brackets]].', template: (language: string, people: string) => `Template in ${language}, ${people}`, answered: 'answered', toAnswer: 'to answer', outcome: 'How does the balance come out?', favourable: 'The interest prevails, with these safeguards', unfavourable: 'The person’s interests prevail: no prospecting on legitimate interest', save: 'Save as a new version', saved: (id: string) => `Saved as ${id}. It applies from the next run.`, pdf: 'Download PDF', write: 'Write the assessment', open: (id: string) => `Read ${id}`,
  versions: 'Versions', version: 'Version', when: 'When', author: 'Author', result: 'Outcome', forIt: 'prevails', againstIt: 'does not prevail', page: (now: number, of: number) => `${n(now)} of ${n(of)}`,
  errors: { answer: `Answer in your own words, at least ${n(minAnswerLength)} characters.`, outcome: 'State the outcome.' },
}

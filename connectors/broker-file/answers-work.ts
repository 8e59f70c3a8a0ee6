import { readAnswers } from './answers.ts'

/** Reads a broker's answers in a thread of its own. */
export default readAnswers

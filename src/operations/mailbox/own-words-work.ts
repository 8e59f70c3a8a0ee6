import { ownWords } from '../../domain/mailbox/text/own-words.ts'

/** The sender's own sentences of a text, found in a thread of its own. */
export default (text: string): string => ownWords(text).sentences.join('\n')

import type { Texts } from '../../../locales/texts.ts'

/**
 * What letters to people say. French and English are in the locales, which the pages around the letters use as well.
 */
export interface LetterTexts {
  erasure: {
    letter: Texts['erasure']['letter']
    absent: Pick<Texts['erasure']['absent'], 'by' | 'found' | 'letter'>
  }
  absentAccess: Pick<
    Texts['absentAccess'],
    | 'by'
    | 'system'
    | 'whole'
    | 'upTo'
    | 'result'
    | 'never'
    | 'objections'
    | 'consents'
    | 'notices'
    | 'messages'
    | 'letter'
  >
  related: Pick<Texts['related'], 'yours' | 'kinds' | 'parts' | 'why' | 'notHonoured'>
}

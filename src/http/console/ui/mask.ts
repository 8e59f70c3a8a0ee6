import type { View } from '../app/view.ts'

/** `+33 6 •• •• •• 12`: the beginning and the last two digits, always the same number of dots. */
export function maskPhone(phone: string): string {
  const text = phone.replace(/[^\d+]/gu, '')
  const head = text.startsWith('+') ? `${text.slice(0, 3)} ${text.slice(3, 4)}` : text.slice(0, 2)
  return `${head} •• •• •• ${text.slice(-2)}`
}

/** A contact that nothing else of a row names: the word, then the short form of its id. */
export const contactCode = ({ t }: Pick<View, 't'>, id: string): string =>
  t.common.contactCode(id.slice(0, 8).toUpperCase())

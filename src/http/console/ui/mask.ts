/** `+33 6 •• •• •• 12`: the beginning and the last two digits, always the same number of dots. */
export function maskPhone(phone: string): string {
  const text = phone.replace(/[^\d+]/gu, '')
  const head = text.startsWith('+') ? `${text.slice(0, 3)} ${text.slice(3, 4)}` : text.slice(0, 2)
  return `${head} •• •• •• ${text.slice(-2)}`
}

/** French typography: no-break spaces before : ; ? ! % and inside « », apostrophe ’. */
export function frenchText(text: string): string {
  return text
    .replace(/'/gu, '’')
    .replace(/ ([:;?!%»])/gu, '\u00A0$1')
    .replace(/« /gu, '«\u00A0')
}

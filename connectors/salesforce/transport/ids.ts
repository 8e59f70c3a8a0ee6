const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** Whether the text can be a Salesforce id; anything else would make a whole call fail with MALFORMED_ID. */
export function isId(id: string): boolean {
  return /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(id)
}

/**
 * The 18-character form: reports and exports give 15 (docs/reference/salesforce.md#ids). Ids are compared in this form.
 */
export function to18(id: string): string {
  if (id.length !== 15) return id
  const suffix = [0, 5, 10].map((start) => {
    const bits = id
      .slice(start, start + 5)
      .split('')
      .reduce((sum, char, bit) => sum + (/[A-Z]/.test(char) ? 1 << bit : 0), 0)
    return suffixAlphabet.charAt(bits)
  })
  return id + suffix.join('')
}

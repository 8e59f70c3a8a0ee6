const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const checksumLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** docs/reference/salesforce.md#ids, checksum: one letter per group of five, from the upper-case bits. */
export function checksum(id15: string): string {
  let suffix = ''
  for (let group = 0; group < 3; group += 1) {
    let bits = 0
    for (let bit = 0; bit < 5; bit += 1) if (/[A-Z]/.test(id15[group * 5 + bit] ?? '')) bits += 1 << bit
    suffix += checksumLetters[bits] ?? 'A'
  }
  return suffix
}

export function to18(id: string): string {
  return id.length === 15 ? id + checksum(id) : id
}

/** 15 characters, or 18 with the right checksum (its case does not matter). */
export function isId(value: string): boolean {
  if (/^[0-9A-Za-z]{15}$/.test(value)) return true
  return /^[0-9A-Za-z]{18}$/.test(value) && checksum(value.slice(0, 15)) === value.slice(15).toUpperCase()
}

export function makeId(prefix: string, number: number): string {
  let digits = ''
  for (let rest = number; rest > 0 || digits === ''; rest = Math.floor(rest / 62))
    digits = (alphabet[rest % 62] ?? '0') + digits
  const id15 = `${prefix}J8000${digits.padStart(7, '0')}`
  return id15 + checksum(id15)
}

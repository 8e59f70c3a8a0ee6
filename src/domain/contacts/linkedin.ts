/**
 * A person's own page at LinkedIn as an address without what differs from one way of writing it to the next: country,
 * `www`, capitals, accents as signs, what follows the name. Null = no page of a person: a company's, or the id of
 * another product of LinkedIn.
 */
export function linkedInPage(raw: string): string | null {
  const [, name] = /(?:^|\.|\/)linkedin\.com\/in\/([^/?#\s]+)/iu.exec(raw.trim()) ?? []
  if (name === undefined) return null
  const plain = decoded(name).normalize('NFC').toLowerCase()
  return plain === '' ? null : `linkedin.com/in/${plain}`
}

/**
 * The value of the first field, by name, that holds such a page: what an account calls the field is its own choice.
 */
export function linkedInOf(fields: Readonly<Record<string, unknown>>): { linkedin?: string } {
  const found = Object.entries(fields)
    .filter(([name]) => isLinkedInName(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, value]) => (typeof value === 'string' && linkedInPage(value) !== null ? [value] : []))[0]
  return found === undefined ? {} : { linkedin: found }
}

/** A field that is called after LinkedIn. */
export const isLinkedInName = (name: string): boolean => /linked_?in/iu.test(name)

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

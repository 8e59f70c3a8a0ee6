const subjects: ReadonlyMap<string, (company: string) => string> = new Map([
  ['fr', (company) => `Vos données personnelles chez ${company}`],
  ['en', (company) => `Your personal data at ${company}`],
  ['de', (company) => `Ihre personenbezogenen Daten bei ${company}`],
  ['es', (company) => `Sus datos personales en ${company}`],
  ['it', (company) => `I Suoi dati personali presso ${company}`],
  ['nl', (company) => `Uw persoonsgegevens bij ${company}`],
])

/** Subject of a mail that holds a notice and nothing else: it says so, and advertises nothing. */
export function noticeSubject(language: string, company: string): string {
  return (subjects.get(language) ?? ((name: string) => `Your personal data at ${name}`))(company)
}

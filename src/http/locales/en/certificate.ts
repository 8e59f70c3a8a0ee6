import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

/** Words of removal certificates, on paper and where they are asked for. */
export const certificate = {
  title: 'Certificate of a removal', number: 'Number', rule: 'Rule', made: 'Planned', by: (who: string): string => `by ${who}`, approved: 'Approved', held: 'Held, nothing deleted, until', finished: 'Ended', issued: 'Issued',
  kinds: { silent: 'Silent past the term', 'no-source': 'No source found', objected: 'Objected to everything', erasure: 'Asked to be erased' },
  rules: { silent: (months: number | null, own: readonly string[]): string => `G1: no act of the person for ${months === null ? 'the term' : `${n(months)} months`}${own.length === 0 ? '' : `; own terms: ${own.join('; ')}`}`, 'no-source': 'C13: nobody could say where they came from within thirty days', objected: 'GDPR art. 17(1)(c): every no read back everywhere for thirty days', erasure: 'GDPR art. 17(1): erased at the person’s own request' },
  settings: (version: number): string => `settings version ${n(version)}`,
  went: (went: number, planned: number): string => `${n(went)} of ${n(planned)} people went`,
  counts: 'People', base: 'In the base', candidates: 'Candidates', guards: 'Kept by a guard', planned: 'Planned', removed: 'Removed', left: 'Left in time', refused: 'Refused by a system',
  systems: 'What became of the records', system: 'System', records: 'Records', readBack: 'read back absent', when: 'Read back', binUntil: 'In the vendor’s bin until', binUnknown: 'term of the bin not known', binPast: (when: string): string => `its term ended on ${when}`,
  absent: (removed: number, records: number): string => `${n(removed)} of ${n(records)} records read back absent`, erased: (count: number): string => `${n(count)} erased for good`, anonymised: (count: number): string => `${n(count)} emptied of the person`, bin: (when: string): string => `in its bin until ${when}`, inBin: 'in its bin until', wentShort: 'People removed',
  remains: 'What the vendors still hold',
  root: 'Root over the addresses that went', rootMore: (count: number): string => `${some(count, 'address', 'addresses')}. None is written here. Who knows one can be given a certificate that leads from it to this root, while the removal memory lasts.`,
  person: 'This certificate was asked for one address: who knows it can check that it was among those that went.',
  card: 'Certificate', cardMore: 'Signed, without names or addresses; anybody can check it on the page “Is this receipt genuine?” or with lawbase verify.', pdf: 'Certificate (PDF)', json: 'Signed file (JSON)',
  email: 'E-mail address', emailHint: 'To prove that one person was among those that went. The address is not stored.', forOne: 'Signed file for this address',
  errors: { 'not-in-it': 'This address is not among those that went, or it went longer ago than the removal memory reaches.', email: 'Give one e-mail address.' },
  key: 'Signed with the key', check: (url: string): string => `Check the file at ${url}, or with: lawbase verify certificate.json --fingerprint "…"`, checkCli: 'Check the file with: lawbase verify certificate.json --fingerprint "…"', page: (now: number, of: number): string => `${now} of ${of}`,
}

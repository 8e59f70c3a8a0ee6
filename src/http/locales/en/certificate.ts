import type { CertificateCounts } from '../../../domain/removals/certificate.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

/** Words of removal certificates, on paper and where they are asked for. */
export const certificate = {
  title: 'Certificate of a removal', number: 'Number', rule: 'Rule', made: 'Planned', by: (who: string): string => `by ${who}`, approved: 'Approved', held: 'Held, nothing deleted, until', finished: 'Ended', issued: 'Issued',
  kinds: { silent: 'Inactive past the retention period', 'no-source': 'No source found', objected: 'Objected to everything', erasure: 'Asked to be erased' },
  rules: { silent: (months: number | null, own: readonly string[]): string => `No activity of the person for ${months === null ? 'the retention period' : `${n(months)} months`}${own.length === 0 ? '' : `; own periods: ${own.join('; ')}`} (G1)`, 'no-source': 'No source was found within thirty days (C13)', objected: 'GDPR art. 17(1)(c): every objection verified in every system for thirty days', erasure: 'GDPR art. 17(1): erased at the person’s own request' },
  settings: (version: number): string => `settings version ${n(version)}`,
  headline: ({ planned, gone, inBin, unconfirmed = 0, anonymised, back, refused }: CertificateCounts): string => {
    const rest = [[inBin, 'in a recycle bin'], [unconfirmed, 'in a recycle bin when last read, which cannot be read since'], [anonymised, 'anonymised'], [back, 'there again, taken out of a recycle bin'], [refused, 'refused by a system']] as const
    return [`Of ${some(planned, 'person', 'people')} planned: ${n(gone)} gone for good`, ...rest.flatMap(([count, what]) => (count === 0 ? [] : [`${n(count)} ${what}`]))].join(', ')
  },
  went: (went: number, planned: number): string => `${n(went)} of ${n(planned)} people removed`,
  gone: 'Gone for good', inBinPeople: 'In a recycle bin', unconfirmedPeople: 'Not confirmed: system disconnected', anonymisedPeople: 'Anonymised', back: 'There again',
  editions: { 1: 'First version. It is completed once absence was verified after the last day of each recycle bin.', 2: 'Second version: absence was verified after the last day of each recycle bin.' },
  cutOffShort: 'absence in its recycle bin not confirmed: disconnected since',
  editionCut: (systems: string): string => `First version. ${systems} is disconnected: what lay in its recycle bin cannot be read, so absence there after the bin’s last day is not confirmed. If it is connected again, absence is read and this certificate completed.`,
  alsoCut: (systems: string): string => `${systems} is disconnected: absence there is not confirmed, and is read if it is connected again.`,
  cutOff: (count: number, { last, isOver, since }: { last: string | null; isOver: boolean; since: string }): string => `${n(count)} in its recycle bin when last read${last === null ? '' : isOver ? `, whose last day was ${last}` : `, until ${last} at the latest`}; disconnected since ${since}: absence there is not confirmed`,
  counts: 'People', base: 'In the base', candidates: 'Candidates', guards: 'Protected by a guard', planned: 'Planned', removed: 'Removed', left: 'Taken out in time', broughtBack: 'Brought back since', refused: 'Refused by a system',
  systems: 'What happened to the records', system: 'System', records: 'Records', readBack: 'verified absent', when: 'Verified', binUntil: 'In the vendor’s recycle bin until', binPast: (when: string): string => `its last day was ${when}; absence was not verified yet`,
  backNow: (count: number): string => `${n(count)} there again, taken out of the bin by someone`,
  afterBin: (when: string, absent: number, back: number, still: number): string => [`verified on ${when}: ${n(absent)} absent`, ...(back === 0 ? [] : [`${n(back)} there again, taken out of the bin by someone`]), ...(still === 0 ? [] : [`${n(still)} still shown in the bin`])].join(', '),
  absent: (removed: number, records: number): string => `${n(removed)} of ${n(records)} records verified absent`, erased: (count: number): string => `${n(count)} erased for good`, anonymised: (count: number): string => `${n(count)} anonymised`, bin: (count: number, when: string): string => `${n(count)} in its recycle bin until ${when} at the latest`, binOpen: (count: number): string => `${n(count)} in its recycle bin, for how long is not known`, inBin: 'in its recycle bin, at the latest until', wentShort: 'People removed', afterBinShort: 'verified after the bin’s last day, absent',
  remains: 'What the vendors still hold',
  root: 'Root over the removed addresses', rootMore: (count: number): string => `${some(count, 'address', 'addresses')}. None is written here. Anyone who knows one can get a certificate that leads from it to this root, as long as the removal memory is kept.`,
  person: 'This certificate was made for one address: anyone who knows it can check that it was among those removed.',
  card: 'Certificate', cardMore: 'Signed, without names or addresses; anyone can check it on the page “Is this receipt genuine?” or with lawbase verify.', pdf: 'Certificate (PDF)', json: 'Signed file (JSON)',
  email: 'E-mail address', emailHint: 'To prove that one person was among those removed. The address is not stored.', forOne: 'Signed file for this address',
  errors: { 'not-in-it': 'This address is not among those removed, or it was removed longer ago than the removal memory reaches.', email: 'Give one e-mail address.' },
  key: 'Signed with the key', check: (url: string): string => `Check the file at ${url}, or with: lawbase verify certificate.json --fingerprint "…"`, checkCli: 'Check the file with: lawbase verify certificate.json --fingerprint "…"', page: (now: number, of: number): string => `${now} of ${of}`,
}

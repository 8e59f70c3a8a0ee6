import { always, type LegalRow } from '../../app/tables/legal-row.ts'

/** Where data can come from (docs/reference/law.md#c). C15, append and never overwrite, is a rule of the store. */
export const sourceKinds = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10', 'C11', 'C12', 'C13', 'C14'] as const
export type SourceKind = (typeof sourceKinds)[number]
/** Kinds a person can map or declare: all but "no source". */
export const declaredKinds = sourceKinds.filter((kind): kind is Exclude<SourceKind, 'C13'> => kind !== 'C13')
export type DeclaredKind = (typeof declaredKinds)[number]

/** Facts that a source of a kind is recorded with; the first ones named are those without which it proves nothing. */
const sourceFields = [
  'form', 'version', 'page', 'event', 'context', 'receivedBy', 'speaker', 'words', 'confirmation', 'sale', 'productFamily', 'referrer', 'reason', 'contract', 'delivery', 'collector', 'partnerList', 'noticeProof',
  'url', 'robots', 'fields', 'user', 'tool', 'pattern', 'baseSource', 'register', 'licence', 'seller', 'dealDate', 'importer', 'fileDigest', 'entity',
] as const
export type SourceField = (typeof sourceFields)[number]

interface SourceKindRow extends LegalRow {
  id: SourceKind
  /** Collected from the person: the notice belongs to that moment (D1). Else D2. */
  direct: boolean
  /** Its very moment shows the notice: a form or a sale does, a card or a talk does not (C2, C3). */
  informs: boolean
  fields: readonly SourceField[]
  /** The exact origin must be named to the person, so a source without a name proves nothing. */
  named: boolean
  /**
   * `review` = a person must accept it first; `checked` = the seller must have passed section I; `public` = only what
   * everybody could see.
   */
  gate: 'none' | 'review' | 'checked' | 'public' | 'missing'
  /** Where the ask needs a consent that is not there: `BLOCK`, because such data may not be used to go and ask. */
  withoutConsent: 'NEED_CONSENT' | 'BLOCK'
}

const row = (id: SourceKind, from: string, ground: LegalRow['ground'], rest: Omit<SourceKindRow, keyof LegalRow>): SourceKindRow =>
  ({ id, validFrom: always, validUntil: null, source: from, ground, confidence: 'good', ...rest })
const direct = { direct: true, informs: true, named: false, gate: 'none', withoutConsent: 'NEED_CONSENT' } as const
const indirect = { direct: false, informs: false } as const

const sourceKindRows: readonly SourceKindRow[] = [
  row('C1', 'G13', 'law', { ...direct, fields: ['form', 'version', 'page'] }),
  row('C2', 'product V1', 'choice', { ...direct, informs: false, fields: ['event', 'receivedBy', 'context'] }),
  row('C3', 'G', 'law', { ...direct, informs: false, fields: ['speaker', 'words', 'confirmation'] }),
  row('C4', 'product', 'choice', { ...direct, fields: ['event', 'form', 'version'] }),
  row('C5', 'LF1', 'law', { ...direct, fields: ['sale', 'productFamily'] }),
  row('C6', 'S-FUTURA', 'doctrine', { ...indirect, named: true, gate: 'none', withoutConsent: 'NEED_CONSENT', fields: ['referrer', 'reason'] }),
  row('C7', 'S-EDF S-CALOGA', 'doctrine', { ...indirect, named: true, gate: 'checked', withoutConsent: 'BLOCK', fields: ['contract', 'delivery', 'collector', 'form', 'partnerList', 'noticeProof'] }),
  row('C8', 'CN7 CN8 S-KASPR', 'doctrine', { ...indirect, named: true, gate: 'review', withoutConsent: 'BLOCK', fields: ['url', 'robots', 'fields'] }),
  row('C9', 'CN7', 'doctrine', { ...indirect, named: true, gate: 'public', withoutConsent: 'NEED_CONSENT', fields: ['url', 'user'] }),
  row('C10', 'product S-NESTOR', 'choice', { ...indirect, named: true, gate: 'review', withoutConsent: 'BLOCK', fields: ['tool', 'pattern', 'baseSource'] }),
  row('C11', 'IT2', 'doctrine', { ...indirect, named: true, gate: 'none', withoutConsent: 'NEED_CONSENT', fields: ['register', 'licence'] }),
  row('C12', 'S-CARREFOUR', 'doctrine', { ...indirect, named: true, gate: 'review', withoutConsent: 'NEED_CONSENT', fields: ['seller', 'dealDate'] }),
  row('C13', 'G14 G15', 'law', { ...indirect, named: false, gate: 'missing', withoutConsent: 'NEED_CONSENT', fields: ['importer', 'fileDigest'] }),
  row('C14', 'S-COSMO', 'doctrine', { ...indirect, named: true, gate: 'checked', withoutConsent: 'BLOCK', fields: ['entity', 'contract'] }),
]

const byId: ReadonlyMap<SourceKind, SourceKindRow> = new Map(sourceKindRows.map((one) => [one.id, one]))

export function sourceKindRow(kind: SourceKind): SourceKindRow {
  const found = byId.get(kind)
  if (found === undefined) throw new Error(`no source kind ${kind}`)
  return found
}

export function isDirect(kind: SourceKind): boolean {
  return byId.get(kind)?.direct ?? false
}

/**
 * Whether people of such a source count as informed when their data were collected. `told`: what whoever added the
 * source says of it; null = nobody did.
 */
export const informedAtCollection = (kind: SourceKind, told: boolean | null): boolean =>
  isDirect(kind) && (told ?? sourceKindRow(kind).informs)

/** Days in which a missing source may be found (C13). */
export const sourceSearchDays = 30

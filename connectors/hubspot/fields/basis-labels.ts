import { nativeBasisOf, type NativeBasis } from '../../../src/connector/orders.ts'

/** HubSpot's own words, with every dash as a hyphen. */
export const basisLabels: Readonly<Record<NativeBasis, string>> = {
  'legitimate-interest-prospect': 'legitimate interest - prospect/lead',
  'existing-customer': 'legitimate interest - existing customer',
  'freely-given-consent': 'freely given consent from contact',
}

/** Any dash becomes a hyphen: two of the vendor's values hold an en dash, one a hyphen. */
export function normalBasis(value: string): string {
  return value
    .toLowerCase()
    .split(/[\u2010-\u2015\u2212-]/u)
    .map((part) => part.trim())
    .join(' - ')
}

/** `value` where it is what Lawbase writes for the basis in its own field, so that it says nothing more; else null. */
export function ownBasis(tagged: string | null, value: string): string | null {
  const written = nativeBasisOf[tagged ?? '']
  return written !== undefined && normalBasis(value) === basisLabels[written] ? value : null
}

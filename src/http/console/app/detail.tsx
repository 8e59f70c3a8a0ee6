import { ourDetail } from '../../locales/our-details.ts'
import type { View } from './view.ts'

/**
 * Why a system did not do it: what Lawbase or the connector says of it in the page's language, a vendor's own words as
 * a quote. `asSentence`: it stands alone, with a capital and a full stop.
 */
export function Detail({ view, text, asSentence = false }: { view: View; text: string; asSentence?: boolean }) {
  const ours = ourDetail(text, view.language, view.app)
  if (ours === null) return <q lang="en">{text}</q>
  return <span>{asSentence ? sentence(ours) : ours}</span>
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/u.test(text) ? '' : '.'}`
}

import { ourDetail } from '../../locales/our-details.ts'
import type { View } from '../app/view.ts'

/** Why a system did not do it: what Lawbase says of it in the page's language, a vendor's own words as a quote. */
export function Detail({ view, text }: { view: View; text: string }) {
  const ours = ourDetail(text, view.language)
  return ours === null ? <q lang="en">{text}</q> : <span>{ours}</span>
}

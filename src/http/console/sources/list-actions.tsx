import { holdHref } from '../app/hold-href.ts'
import type { View } from '../app/view.ts'
import { attestHref } from './attestation-cards.tsx'

/** What a DPO does with everyone on a filtered list; `list`: its filters as they stand in the address. */
export function ListActions({ view, list }: { view: View; list: string }) {
  const c = view.t.contacts
  return (
    <>
      <a class="btn" href={attestHref({ connectionId: null, value: null, year: null, list })}>
        {c.tellSource}
      </a>{' '}
      <a class="btn" href={`/sources/list?${new URLSearchParams({ list }).toString()}`}>
        {c.addSource}
      </a>{' '}
      <a class="btn quiet" href={holdHref({ list })}>
        {c.keep}
      </a>
    </>
  )
}

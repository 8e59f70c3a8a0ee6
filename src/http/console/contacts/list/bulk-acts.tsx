import { Icon } from '../../../ui/icon.tsx'
import { holdHref } from '../../app/hold-href.ts'
import type { View } from '../../app/view.ts'
import { attestHref } from '../../sources/attestation-cards.tsx'

/** What a DPO does with several people at once, in the order in which it is offered. */
const bulkActs = ['source', 'attest', 'hold', 'objection'] as const
type BulkAct = (typeof bulkActs)[number]

/** The page that shows what an act would do; `list`: filters of the contact list as they stand in its address. */
const pages: Readonly<Record<BulkAct, (list: string) => string>> = {
  source: (list) => `/sources/list?${new URLSearchParams({ list }).toString()}`,
  attest: (list) => attestHref({ connectionId: null, value: null, year: null, list }),
  hold: (list) => holdHref({ list }),
  objection: (list) => `/objections/list?${new URLSearchParams({ list }).toString()}`,
}

/** Where an act on ticked people goes on; of an unknown one the list of these people. */
export function bulkHref(act: string | undefined, ids: readonly string[]): string {
  const list = new URLSearchParams({ ids: ids.join(',') }).toString()
  const known = bulkActs.find((one) => one === act)
  return known === undefined ? `/contacts?${list}` : pages[known](list)
}

/** Acts on everyone under the filters of a list; `list`: its filters as they stand in the address. */
export function ListActs({ view, list }: { view: View; list: string }) {
  return (
    <>
      {bulkActs.map((act) => (
        <a class="btn" href={pages[act](list)}>
          {view.t.contacts.bulk[act]}
        </a>
      ))}
    </>
  )
}

/** Acts on those who are ticked in the form around it. */
export function TickedActs({ view, isNobodyTicked }: { view: View; isNobodyTicked: boolean }) {
  const c = view.t.contacts.bulk
  return (
    <div class="card-body acts" id="ticked">
      {isNobodyTicked ? (
        <p class="wrong" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" size={14} />
          {c.nobody}
        </p>
      ) : null}
      <label class="check" data-tick-all hidden>
        <input type="checkbox" data-ticks="contact" /> {c.all}
      </label>
      <span class="hint">{c.ticked}</span>
      {bulkActs.map((act) => (
        <button type="submit" class="btn small" name="act" value={act}>
          {c[act]}
        </button>
      ))}
    </div>
  )
}

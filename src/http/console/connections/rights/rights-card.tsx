import type { RightProps } from './right.tsx'
import { Suppress } from './suppress-right.tsx'
import { Tag } from './tag-right.tsx'
import { Remove } from './remove-right.tsx'

/** Three rights in order, each with its exact writes, before it is granted (docs/reference/promises.md#i9). */
export function RightsCard({ view, facts, admin }: RightProps) {
  const t = view.t.connections.rights
  const { connector } = facts
  return (
    <section class="card" id="rights">
      <div class="card-head">
        <h2>{t.title}</h2>
        <span class="hint">{t.note}</span>
      </div>
      <Suppress view={view} facts={facts} admin={admin} />
      {connector.writes.tag.length === 0 ? null : <Tag view={view} facts={facts} admin={admin} />}
      {connector.writes.remove.length === 0 ? null : <Remove view={view} facts={facts} admin={admin} />}
    </section>
  )
}

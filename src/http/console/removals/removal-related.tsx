import { detailsIn } from '../../locales/our-details.ts'
import type { RelatedFates } from '../../../operations/removals/related-fates.ts'
import { keptParts } from '../../documents/related-lines.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { View } from '../app/view.ts'

/**
 * What hangs on the people of a plan: how many of each kind go, and how many stay and why. Numbers, never what is
 * inside.
 */
export function RelatedCard({
  view,
  where,
  fates: { countedAt, of },
}: {
  view: View
  where: PlanFacts['where']
  fates: RelatedFates
}) {
  const { f } = view
  const t = view.t.related
  const treated = where.filter((row) => row.treatsRelated || of.has(row.connectionId))
  const named = where.filter((row) => !treated.includes(row))
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      {treated.length === 0 ? null : countedAt === null && of.size === 0 ? (
        <p class="empty">{t.counting}</p>
      ) : (
        treated.map((row) => {
          const fates = of.get(row.connectionId) ?? []
          return fates.length === 0 ? (
            <p class="empty">
              {t.inSystem(row.label)}
              {f.colon}
              {t.nothing}
            </p>
          ) : (
            <table class="rows">
              <caption class="sr-only">{`${t.title}, ${t.inSystem(row.label)}`}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.inSystem(row.label)}</th>
                  <th scope="col" class="num">
                    {t.columns.along}
                  </th>
                  <th scope="col" class="num">
                    {t.columns.deleted}
                  </th>
                  <th scope="col">{t.columns.kept}</th>
                </tr>
              </thead>
              <tbody>
                {fates.map((fate) => (
                  <tr>
                    <th scope="row">{t.kinds[fate.kind]}</th>
                    <td class="num" data-label={t.columns.along}>
                      {f.number(fate.along)}
                    </td>
                    <td class="num" data-label={t.columns.deleted}>
                      {f.number(fate.deleted)}
                      {fate.inBin === 0 ? null : <p class="hint">{t.parts.inBin(fate.inBin)}</p>}
                    </td>
                    <td data-label={t.columns.kept}>
                      {fate.kept.length + fate.refused.length === 0 && fate.unread === null
                        ? view.t.common.none
                        : keptParts(fate, view.t.related, detailsIn(view.language, view.app)).map((part) => (
                            <p>{part}</p>
                          ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        })
      )}
      <div class="card-body">
        {countedAt === null ? null : <p class="hint">{t.counted(f.dateTime(countedAt))}</p>}
        {named.length === 0 ? null : <p class="hint">{t.named(f.list(named.map(({ label }) => label)))}</p>}
      </div>
    </section>
  )
}

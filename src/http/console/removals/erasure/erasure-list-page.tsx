import { dayOf } from '../../../../domain/app/day.ts'
import type { ErasureRequest } from '../../../../store/removals/erasure-requests.ts'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/pill.tsx'
import type { View } from '../../app/view.ts'
import { scopeOf, ErasurePill } from './erasure-pill.tsx'

/** All erasure requests, with the day by which each is to be answered. */
export function erasureListPage(view: View, rows: readonly ErasureRequest[]): string {
  const { t, f } = view
  const e = t.erasure
  const today = dayOf(view.now)
  return html(
    <Page
      view={view}
      nav="removals"
      title={e.title}
      context={<p>{e.context}</p>}
      crumbs={[[t.removals.title, '/removals']]}
      actions={
        <a class="btn" href="/erasures/absent">
          {e.absent.act}
        </a>
      }
    >
      <section class="card">
        {rows.length === 0 ? (
          <p class="empty">{e.none}</p>
        ) : (
          <table class="rows">
            <caption class="sr-only">{e.list}</caption>
            <thead>
              <tr>
                <th scope="col">{e.columns.number}</th>
                <th scope="col">{e.columns.received}</th>
                <th scope="col">{e.columns.due}</th>
                <th scope="col">{e.columns.scope}</th>
                <th scope="col">{e.columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td class="strong">
                    <a href={`/erasures/${row.id}`}>{row.number}</a>
                  </td>
                  <td data-label={e.columns.received} class="nowrap">
                    {f.day(row.receivedOn)}
                  </td>
                  <td data-label={e.columns.due} class="nowrap">
                    {f.day(row.dueOn)}{' '}
                    {row.answeredAt === null && row.dueOn < today ? <Pill tone="broken">{e.overdue}</Pill> : null}
                  </td>
                  <td data-label={e.columns.scope}>{scopeOf(view, row)}</td>
                  <td data-label={e.columns.state}>
                    <ErasurePill view={view} request={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>,
  )
}

import type { AttestedSet } from '../../../domain/sources/attestation.ts'
import { declaredKinds } from '../../../domain/sources/tables/source-kinds.ts'
import type { AttestationRow } from '../../../store/sources/attestations.ts'
import { Choice, emptyForm, PostButton } from '../ui/form.tsx'
import { listWords } from '../ui/list/list-words.ts'
import { Time } from '../ui/time.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'

/** A declaration, and how many people it covers. */
export type CoveredAttestation = AttestationRow & { people: number }

/** `CRM, salon, 2024`; what is not chosen is not named. */
export function nameOfSet(view: View, label: string | null, set: AttestedSet): string {
  const s = view.t.sources
  return [
    label ?? s.attestation.anySystem,
    set.sourceValue === null ? null : set.sourceValue === '' ? s.noValue : set.sourceValue,
    set.createdIn === null ? null : String(set.createdIn),
    set.list === null ? null : s.attestation.listed(listWords(view, set.list)),
  ]
    .filter((part) => part !== null)
    .join(', ')
}

/** The address of the page that attests one set. */
export function attestHref(set: {
  connectionId: string | null
  value: string | null
  year: number | null
  list?: string | null
}): string {
  const query = new URLSearchParams({
    ...(set.connectionId === null ? {} : { system: set.connectionId }),
    ...(set.value === null ? {} : { value: set.value === '' ? '-' : set.value }),
    ...(set.year === null ? {} : { year: String(set.year) }),
    ...(set.list == null ? {} : { list: set.list }),
  })
  return `/sources/attest?${query.toString()}`
}

/** Leads to the page that attests the records of one system or year. */
export function ChooseSet({
  view,
  systems,
  years,
}: {
  view: View
  systems: readonly { id: string; label: string }[]
  years: readonly number[]
}) {
  const s = view.t.sources.attestation
  return (
    <section class="card" id="attest">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <form method="get" action="/sources/attest" class="card-body stack narrow">
        <p class="hint">{s.choose}</p>
        <div class="row-fields">
          <Choice
            name="system"
            prefix="attest-"
            label={view.t.sources.system}
            form={emptyForm}
            options={[['', s.anySystem], ...systems.map((row) => [row.id, row.label] as const)]}
          />
          <Choice
            name="year"
            prefix="attest-"
            label={s.year}
            form={emptyForm}
            options={[['', s.anyYear], ...years.map((year) => [String(year), String(year)] as const)]}
          />
        </div>
        <p>
          <button type="submit" class="btn">
            {s.look}
          </button>
        </p>
      </form>
    </section>
  )
}

/** What was attested, by whom, and the button that withdraws it. */
export function Attestations({ view, rows }: { view: View; rows: readonly CoveredAttestation[] }) {
  const { t, f } = view
  const s = t.sources
  const a = s.attestation
  const of = (row: AttestationRow) => nameOfSet(view, row.label, row)
  return (
    <section class="card" id="attestations">
      <div class="card-head">
        <h2>{a.list}</h2>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{a.none}</p>
      ) : (
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{a.of}</th>
              <th scope="col">{s.kind}</th>
              <th scope="col" class="num">
                {s.people}
              </th>
              <th scope="col">{a.by}</th>
              <th scope="col">{a.at}</th>
              <th scope="col">
                <span class="hidden">{a.withdraw}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td data-label={a.of}>{of(row)}</td>
                <td data-label={s.kind}>
                  {declaredKinds.includes(row.kind as never)
                    ? `${t.common.sourceKinds[row.kind]} (${row.kind})`
                    : row.kind}
                  <p class="hint">{row.name}</p>
                  <details>
                    <summary class="hint">{a.statement}</summary>
                    <p>{row.statement}</p>
                  </details>
                </td>
                <td data-label={s.people} class="num">
                  {f.number(row.people)}
                </td>
                <td data-label={a.by}>{row.author}</td>
                <td data-label={a.at}>
                  <Time at={row.createdAt}>{f.date(row.createdAt)}</Time>
                </td>
                <td>
                  {row.withdrawnAt !== null ? (
                    <p class="hint">{a.withdrawn(f.date(row.withdrawnAt))}</p>
                  ) : allowed(view.role, may.judge) ? (
                    <PostButton
                      view={view}
                      action={`/sources/attestations/${row.id}/withdraw`}
                      label={`${a.withdraw}${f.colon}${of(row)}`}
                    >
                      {a.withdraw}
                    </PostButton>
                  ) : (
                    a.standing
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { ContactConsent } from '../../../store/consents/consents-view.ts'
import type { FieldConsent } from '../../../store/consents/field-consents.ts'
import { FieldConsents } from './field-consents.tsx'
import { doorName } from '../../documents/door-name.ts'
import type { View } from '../app/view.ts'
import { waitsText } from './waits-text.ts'

interface Props {
  view: View
  contactId: string
  consents: readonly ContactConsent[]
  inFields: readonly FieldConsent[]
  /** Nobody is there any more. */
  purged: boolean
}

/** What the person agreed to, in which words, what proves it, and what ended it. */
export function ConsentsCard({ view, contactId, consents, inFields, purged }: Props) {
  const { t, f } = view
  const c = t.recordedConsents
  return (
    <section class="card" id="consents">
      <div class="card-head">
        <h2>{c.title}</h2>
        {purged || !allowed(view.role, may.person) ? null : (
          <a class="btn small" href={`/contacts/${contactId}/consent`}>
            {c.add}
          </a>
        )}
      </div>
      {consents.length === 0 ? (
        <p class="empty">{c.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{c.title}</caption>
          <thead>
            <tr>
              <th scope="col">{c.channels}</th>
              <th scope="col">{c.words}</th>
              <th scope="col">{c.given}</th>
              <th scope="col">{c.proof}</th>
            </tr>
          </thead>
          <tbody>
            {consents.map((row) => (
              <tr>
                <td data-label={c.channels}>{row.channels.map((channel) => t.common.channels[channel]).join(', ')}</td>
                <td data-label={c.words}>{row.text}</td>
                <td data-label={c.given}>
                  {f.day(row.givenOn)}
                  <p class="hint">{stateOf(view, row)}</p>
                </td>
                <td data-label={c.proof}>
                  {c.acts[row.recordedBy !== null && row.act === 'signature' ? 'paper' : row.act] ?? row.act}
                  {row.recordedBy === null ? null : <p class="hint">{c.recordedBy(row.recordedBy)}</p>}
                  <p class="hint">
                    <a href={`/evidence/${row.evidenceId}`} download>
                      {c.file}
                    </a>
                  </p>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <FieldConsents view={view} consents={inFields} />
    </section>
  )
}

function stateOf(view: View, row: ContactConsent): string {
  const { t, f } = view
  const { withdrawnOn, confirmedOn } = row
  const c = t.recordedConsents
  if (withdrawnOn !== null) {
    const by = doorName(t.common, { door: row.withdrawnDoor ?? '', origin: row.withdrawnIn })
    return c.withdrawn(f.day(withdrawnOn), by)
  }
  if (confirmedOn !== null) return c.confirmed(f.day(confirmedOn))
  return row.mustConfirm ? waitsText(view, row) : ''
}

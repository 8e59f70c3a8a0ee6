import type { FieldConsent } from '../../../store/consents/field-consents.ts'
import { fieldState } from '../../documents/records/field-consent-line.ts'
import type { View } from '../app/view.ts'

/** What fields of systems said of consents since they changed there; nothing where none did. */
export function FieldConsents({ view, consents }: { view: View; consents: readonly FieldConsent[] }) {
  const { t, f } = view
  const c = t.fieldConsents
  if (consents.length === 0) return null
  return (
    <>
      <h3>{c.title}</h3>
      <p class="hint">{c.more}</p>
      <table class="rows">
        <caption class="sr-only">{c.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.recordedConsents.channels}</th>
            <th scope="col">{c.showed}</th>
            <th scope="col">{c.since}</th>
            <th scope="col">{c.state}</th>
          </tr>
        </thead>
        <tbody>
          {consents.map((row) => (
            <tr>
              <td data-label={t.recordedConsents.channels}>
                {row.channels.map((channel) => t.common.channels[channel]).join(', ')}
              </td>
              <td data-label={c.showed}>
                {row.value}
                <p class="hint">{c.inField(row.system, row.field)}</p>
              </td>
              <td data-label={c.since}>{row.since === null ? c.unknownDay : f.day(row.since)}</td>
              <td data-label={c.state}>{fieldState(view, row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

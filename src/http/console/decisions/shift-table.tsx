import { verdicts } from '../../../domain/decisions/tables/verdicts.ts'
import type { VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import type { View } from '../app/view.ts'

/** What would change, under the form it was asked for; `leading`: compared with the verdicts in force. */
export interface OfferPreview {
  of: string
  leading: boolean
  shift: VerdictShift
}

/** Verdicts by channel before and after a change that was not saved; verdicts that nobody has are left out. */
export function ShiftTable({ view, shift, about }: { view: View; shift: VerdictShift; about: string }) {
  const { t, f } = view
  const s = t.offers.preview
  const shown = verdicts.filter((verdict) =>
    shift.channels.some(({ counts }) => (counts[verdict].before ?? 0) + counts[verdict].after > 0),
  )
  return (
    <div id="preview" class="stack">
      <p role="status">
        {s.written} {shift.changed === null ? s.first : s.changed(shift.changed)} {about}{' '}
        {shift.judged < shift.total ? s.part(shift.judged, shift.total) : s.all(shift.judged)}
      </p>
      <div class="scroll" tabindex={0} role="region" aria-label={s.caption}>
        <table class="rows small boxed">
          <caption>{s.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{s.channel}</th>
              {shift.changed === null ? null : (
                <th scope="col" class="num">
                  {s.moves}
                </th>
              )}
              {shown.map((verdict) => (
                <th scope="col" class="num">
                  {t.common.verdicts[verdict]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shift.channels.map(({ channel, changed, counts }) => (
              <tr>
                <th scope="row">{t.common.channels[channel]}</th>
                {changed === null ? null : (
                  <td class="num">{changed === 0 ? f.number(0) : <strong>{f.number(changed)}</strong>}</td>
                )}
                {shown.map((verdict) => {
                  const { before, after } = counts[verdict]
                  return (
                    <td class="num">
                      {before === null || before === after ? (
                        f.number(after)
                      ) : (
                        <strong>{s.to(f.number(before), f.number(after))}</strong>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

import { allowed, may } from '../../../domain/accounts/roles.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { OpenRequest } from '../../../store/contacts/open-requests.ts'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'

const folders = { access: '/access', erasure: '/erasures', review: '/reviews' } as const

/** What waits for an answer about a contact, above everything else; what is late is said as on Today. */
export function OpenRequests({ view, requests }: { view: View; requests: readonly OpenRequest[] }) {
  const { t, f } = view
  const r = t.contact.requests
  const opens = allowed(view.role, may.judge)
  return (
    <>
      {requests.map(({ kind, id, number, dueOn }) => {
        const isLate = dueOn !== null && dueOn < dayOf(view.now)
        return (
          <div class={isLate ? 'notice broken' : 'notice wait'}>
            <Icon name={isLate ? 'alert-triangle' : 'clock-hour-4'} />
            <p>
              {opens ? <a href={`${folders[kind]}/${id}`}>{r[kind](number)}</a> : r[kind](number)}
              {dueOn === null ? '' : `, ${isLate ? t.common.overdue(f.day(dueOn)) : t.common.by(f.day(dueOn))}`}
            </p>
          </div>
        )
      })}
    </>
  )
}

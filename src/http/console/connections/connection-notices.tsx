import { Detail } from '../app/detail.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { ConnectionFacts } from './facts/connection-facts.ts'
import type { View } from '../app/view.ts'

/** What to say on top besides the page itself: a failed act, a bad answer. */
export interface ConnectionNotice {
  text: string
  /** The vendor's or connector's own sentence, in English. */
  detail?: string
}

/** What went wrong or is waited for, above everything else. */
export function ConnectionNotices({
  view,
  facts,
  notice,
}: {
  view: View
  facts: ConnectionFacts
  notice: ConnectionNotice | null
}) {
  const { t, f } = view
  const c = t.connections
  const { connection } = facts
  const revoked = connection.state === 'needs-reauthorisation'
  return (
    <>
      {notice === null ? null : (
        <div class="notice broken" role="alert">
          <Icon name="alert-triangle" />
          <div>
            <strong>{notice.text}</strong>
            {notice.detail === undefined ? null : (
              <p>
                <Detail view={view} text={notice.detail} />
              </p>
            )}
          </div>
        </div>
      )}
      {revoked ? (
        <div class="notice broken">
          <Icon name="plug-connected-x" />
          <p>{c.revokedMore}</p>
        </div>
      ) : null}
      {connection.pullFailedAt !== null &&
      connection.pullFailure !== null &&
      connection.state !== 'disconnected' &&
      !revoked ? (
        <div class="notice broken">
          <Icon name="alert-triangle" />
          <div>
            <strong>
              {c.failure(f.dateTime(connection.pullFailedAt))} {c.failureNext}
            </strong>
            <p>
              <Detail view={view} text={connection.pullFailure} />
            </p>
          </div>
        </div>
      ) : null}
      {facts.pendingLifts === 0 ? null : (
        <div class="notice wait">
          <Icon name="clock-hour-4" />
          <div>
            <strong>{t.today.needs.liftPending(connection.label, facts.pendingLifts)}</strong>
            <p>{t.today.needs.liftPendingMore}</p>
          </div>
        </div>
      )}
    </>
  )
}

import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'
import { OnThisMachineOnly } from '../app/on-this-machine-only.tsx'

/** A value that is shown once, right after it was made. */
export interface Shown {
  kind: 'invite' | 'key' | 'hook'
  value: string
  who: string
}

/** The value with a button that copies it; it is nowhere else. */
export function ShownOnce({ view, shown }: { view: View; shown: Shown }) {
  const { t } = view
  const u = t.users
  const [title, text, label] =
    shown.kind === 'invite'
      ? [u.link.title, u.link.text(shown.who), u.link.label]
      : shown.kind === 'key'
        ? [u.key.newTitle, u.key.text, u.key.label]
        : [u.hook.newTitle, u.hook.text, u.hook.secret]
  return (
    <section class="card shown-once" role="status">
      <div class="card-head">
        <h2>{title}</h2>
      </div>
      <div class="card-body stack">
        <p>{text}</p>
        {shown.kind === 'invite' ? <OnThisMachineOnly view={view} text={t.consoleAddress.localLink} /> : null}
        <div class="copy-field">
          <span class="copy-label">{label}</span>
          {shown.kind === 'invite' ? (
            <code data-invite>{shown.value}</code>
          ) : shown.kind === 'key' ? (
            <code data-api-key>{shown.value}</code>
          ) : (
            <code data-hook-secret>{shown.value}</code>
          )}
          <button type="button" class="btn small" data-copy={shown.value} data-copied={t.common.copied} hidden>
            <Icon name="copy" size={16} />
            {t.common.copy}
          </button>
        </div>
      </div>
    </section>
  )
}

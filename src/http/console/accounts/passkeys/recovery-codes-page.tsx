import type { Login } from '../../../app/session.ts'
import { textsOf } from '../../../locales/texts.ts'
import { Icon } from '../../../ui/icon.tsx'
import { html } from '../../ui/html.ts'
import { PlainPage } from '../../ui/plain.tsx'

/** The codes for a lost app or passkey, shown once. */
export function recoveryCodesPage({ user }: Login, codes: readonly string[]): string {
  const { account, common } = textsOf(user.language)
  const t = account.second
  return html(
    <PlainPage language={user.language} title={t.codesTitle} switchTo={null} wide>
      <p>{t.codesContext}</p>
      <ul class="plain-list" data-recovery-codes>
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="actions">
        <button type="button" class="btn" data-copy={codes.join('\n')} data-copied={common.copied} hidden>
          <Icon name="copy" size={16} />
          {t.copyAll}
        </button>
        <a class="btn primary" href="/">
          {t.kept}
        </a>
      </p>
    </PlainPage>,
  )
}

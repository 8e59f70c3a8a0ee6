import type { ComponentChildren } from 'preact'
import { assetUrl } from '../../../app/assets.ts'
import { textsOf } from '../../../locales/texts.ts'
import type { Language } from '../../../ui/format.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Csrf } from '../../ui/form.tsx'

/** Where the browser asks what to make or to sign. */
export const optionsPaths = { add: '/account/passkeys/options', prove: '/login/second/options' } as const

interface PasskeyFormProps {
  language: Language
  csrf: string
  purpose: keyof typeof optionsPaths
  /** Where the answer of the browser is sent, and in which field. */
  action: string
  field: string
  label: string
  kind: 'primary' | 'plain'
  children?: ComponentChildren
}

/** A form whose answer the browser gives by a passkey: shown where it can (assets/passkeys.js). */
export function PasskeyForm({ language, csrf, purpose, action, field, label, kind, children }: PasskeyFormProps) {
  const t = textsOf(language).account.second
  return (
    <>
      <form
        method="post"
        action={action}
        class="stack"
        data-passkey={purpose}
        data-options={optionsPaths[purpose]}
        hidden
      >
        <Csrf token={csrf} />
        <input type="hidden" name={field} value="" data-passkey-answer />
        {children}
        <div role="alert" data-passkey-fault hidden>
          <p class="wrong">
            <Icon name="alert-triangle" size={14} />
            {t.passkeyFailed}
          </p>
        </div>
        <button type="submit" class={`btn ${kind}`}>
          <Icon name="key" size={16} />
          {label}
        </button>
      </form>
      <script src={assetUrl('passkeys.js')} defer />
    </>
  )
}

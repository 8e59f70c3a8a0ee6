import { textsOf } from '../../locales/texts.ts'
import type { Language } from '../../ui/format.ts'

interface CodeFieldProps {
  name: string
  language: Language
  isWrong: boolean
  /** Whether a recovery code is taken, too. */
  recovery?: boolean
}

/** Where a code of the authenticator app is typed, or a recovery code. */
export function CodeField({ name, language, isWrong, recovery = true }: CodeFieldProps) {
  const t = textsOf(language).account.second
  return (
    <div class="field">
      <label for={name}>{t.code}</label>
      <span class="control">
        <input
          id={name}
          name={name}
          inputmode="text"
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={40}
          required
          autofocus
          aria-invalid={isWrong ? 'true' : undefined}
          aria-describedby={`${name}-hint`}
        />
      </span>
      <p class="hint" id={`${name}-hint`}>
        {recovery ? t.codeHint : t.codeHintApp}
      </p>
    </div>
  )
}

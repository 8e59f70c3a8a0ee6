import type { AskText } from '../../domain/removals/tables/repermission-texts.ts'
import { Address, Frame, queryOf, toHtml, type PersonView } from './person-frame.tsx'

export interface AskPageProps {
  masked: string
  action: string
  /** The texts with their fields filled in, and their language. */
  texts: AskText
  language: string
}

/** One question, two buttons of one size (docs/reference/law.md#e5). Opening it changes nothing. */
export function askPage(view: PersonView, { masked, action, texts, language }: AskPageProps): string {
  const lang = language === view.language.code ? undefined : language
  const target = `${action}?lang=${language}`
  return toHtml(
    <Frame view={view} title={texts.title} titleLang={lang} self={action}>
      <Address view={view} masked={masked} />
      <div lang={lang}>
        <p>{texts.more}</p>
        <form method="post" action={target} class="ask">
          <input type="hidden" name="answer" value="yes" />
          <p id="agree">{texts.yes}</p>
          <button type="submit" aria-describedby="agree">
            {texts.yesButton}
          </button>
        </form>
        <form method="post" action={target} class="ask">
          <input type="hidden" name="answer" value="no" />
          <button type="submit">{texts.noButton}</button>
        </form>
      </div>
    </Frame>,
  )
}

/**
 * What came of it; `stop`: where one click withdraws it (docs/reference/law.md#e7), null = nothing stands that could be
 * withdrawn.
 */
export function askDonePage(
  view: PersonView,
  { masked, action, texts, language }: AskPageProps,
  said: string,
  withdraw: boolean,
): string {
  const lang = language === view.language.code ? undefined : language
  return toHtml(
    <Frame view={view} title={texts.title} titleLang={lang} self={null}>
      <Address view={view} masked={masked} />
      <div class="done" role="status" lang={lang}>
        <p>{said}</p>
      </div>
      {!withdraw ? null : (
        <form method="post" action={`${action}${queryOf(view)}`} class="quiet" lang={lang}>
          <input type="hidden" name="answer" value="no" />
          <button type="submit" class="plain">
            {texts.noButton}
          </button>
        </form>
      )}
    </Frame>,
  )
}

import type { ComponentChildren } from 'preact'
import { render } from 'preact-render-to-string'
import type { FormLanguage } from '../../domain/consents/tables/consent-boxes.ts'
import type { PublicPage } from '../../domain/links/public-page.ts'
import { assetUrl } from '../app/assets.ts'
import { brandUrl, logoUrl } from './brand.ts'
import type { PersonLanguage, PersonLanguages } from './person-texts.ts'

export interface Controller {
  name: string
  contact: string
  privacyUrl: string
}

/** What every page of a person is drawn from. */
export interface PersonView {
  language: PersonLanguage
  languages: PersonLanguages
  controller: Controller | null
  page: PublicPage
  /** Shown inside another site of the company. */
  embed: boolean
}

/** Questionnaires are in French or English; the view's languages are those of the questionnaire. */
export const formLanguage = (view: PersonView): FormLanguage => (view.language.code === 'fr' ? 'fr' : 'en')

interface FrameProps {
  view: PersonView
  title: string
  /** Language of the title where it is not the page's. */
  titleLang?: string | undefined
  /** Where the language links lead; null = the page answers a POST and cannot be fetched again. */
  self: string | null
  /** A page for a broker says nothing of a person's rights. */
  forBroker?: boolean
  children: ComponentChildren
}

/** Parameters that a form or link must hand on. */
export function queryOf({ language, embed }: PersonView, code = language.code): string {
  return `?lang=${code}${embed ? '&embed=1' : ''}`
}

/** French puts a no-break space before its colon. */
export function colon({ language }: PersonView): string {
  return language.code === 'fr' ? '\u00A0: ' : ': '
}

export function Frame({ view, title, titleLang, self, forBroker = false, children }: FrameProps) {
  const { language, languages, controller, page, embed } = view
  const { texts } = language
  const name = controller?.name ?? ''
  const others = [...languages.values()].filter((other) => other.code !== language.code)
  return (
    <html lang={language.code}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href={assetUrl('public.css')} />
        <link rel="stylesheet" href={brandUrl(page)} />
      </head>
      <body data-lawbase-person-page={forBroker ? undefined : true} class={embed ? 'embed' : undefined}>
        <header>
          {name === '' ? (
            <span />
          ) : (
            <span class="brand">
              {page.logo === null ? (
                <span class="mark" aria-hidden="true">
                  {Array.from(name).slice(0, 2).join('')}
                </span>
              ) : (
                <img src={logoUrl(page.logo)} alt="" height="40" />
              )}
              {name}
            </span>
          )}
          {self === null || others.length === 0 ? null : (
            <nav class="languages" aria-label={texts.otherLanguages}>
              {others.map((other) => (
                <a href={`${self}${queryOf(view, other.code)}`} lang={other.code} hreflang={other.code}>
                  {other.texts.language}
                </a>
              ))}
            </nav>
          )}
        </header>
        <main>
          <h1 lang={titleLang}>{title}</h1>
          {children}
        </main>
        <footer>
          {controller === null ? null : (
            <p>
              {texts.controller}
              {colon(view)}
              {controller.name}.
            </p>
          )}
          {forBroker ? null : <p>{texts.rights}</p>}
          {controller === null ? null : (
            <p>
              <a
                href={controller.privacyUrl}
                target={embed ? '_blank' : undefined}
                rel={embed ? 'noopener' : undefined}
              >
                {texts.privacy}
              </a>{' '}
              · <a href={`mailto:${controller.contact}`}>{texts.write}</a>
            </p>
          )}
        </footer>
      </body>
    </html>
  )
}

export const toHtml = (page: preact.VNode): string => `<!doctype html>${render(page)}`

export function Address({ view, masked }: { view: PersonView; masked: string }) {
  return masked === '' ? null : (
    <p class="address">
      {view.language.texts.address}
      {colon(view)}
      <strong>{masked}</strong>
    </p>
  )
}

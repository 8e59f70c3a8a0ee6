import type { ComponentChildren } from 'preact'
import { assetUrl } from '../../app/assets.ts'
import type { Language } from '../../ui/format.ts'
import { iconUrl, Logo } from './logo.tsx'

/** Frame of the pages before login and of errors: one card in the middle. */
export function PlainPage({
  language,
  title,
  switchTo,
  children,
  wide = false,
}: {
  language: Language
  title: string
  /** Address of the same page in the other language, or null where a POST answered. */
  switchTo: string | null
  children: ComponentChildren
  wide?: boolean
}) {
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Lawbase`}</title>
        <link rel="icon" href={iconUrl} />
        <link rel="stylesheet" href={assetUrl('console.css')} />
        <script src={assetUrl('console.js')} defer />
      </head>
      <body class="plain">
        <header>
          <span class="brand">
            <Logo />
            Lawbase
          </span>
          {switchTo === null ? null : (
            <a href={`${switchTo}?lang=${other}`} lang={other} hreflang={other}>
              {other === 'fr' ? 'Français' : 'English'}
            </a>
          )}
        </header>
        <main class={wide ? 'card wide' : 'card'} id="main">
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}

import type { ComponentChildren } from 'preact'
import { render } from 'preact-render-to-string'
import { Icon } from '../ui/icon.tsx'
import { assetUrl } from '../assets.ts'
import { personTexts, type Language } from './person-texts.ts'

export interface Controller {
  name: string
  contact: string
  privacyUrl: string
}

interface FrameProps {
  language: Language
  title: string
  controller: Controller | null
  /** Where the language link leads; null = the page answers a POST and cannot be fetched again. */
  self: string | null
  script?: boolean
  children: ComponentChildren
}

function Frame({ language, title, controller, self, script, children }: FrameProps) {
  const text = personTexts[language]
  const name = controller?.name ?? ''
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href={assetUrl('public.css')} />
        {script === true ? <script src={assetUrl('stop.js')} defer /> : null}
      </head>
      <body>
        <header>
          {name === '' ? <span /> : <span class="brand"><span class="mark" aria-hidden="true">{Array.from(name).slice(0, 2).join('')}</span>{name}</span>}
          {self === null ? null : <a href={`${self}?lang=${text.otherCode}`} lang={text.otherCode} hreflang={text.otherCode}>{text.other}</a>}
        </header>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
        <footer>
          {controller === null ? null : <p>{text.controller}{language === 'fr' ? '\u00A0: ' : ': '}{controller.name}.</p>}
          <p>{text.rights}</p>
          {controller === null ? null : <p><a href={controller.privacyUrl}>{text.privacy}</a> · <a href={`mailto:${controller.contact}`}>{text.write}</a></p>}
        </footer>
      </body>
    </html>
  )
}

const page = (view: preact.VNode) => `<!doctype html>${render(view)}`

/** The page a person's link opens: nothing is changed by showing it; the script presses the button for the reader. */
export function stopPage(props: { language: Language; controller: Controller | null; masked: string; action: string }): string {
  const text = personTexts[props.language]
  return page(
    <Frame language={props.language} title={text.stopTitle} controller={props.controller} self={props.action} script>
      {props.masked === '' ? null : <p class="address">{text.address}{props.language === 'fr' ? '\u00A0: ' : ': '}<strong>{props.masked}</strong></p>}
      <form class="stop" method="post" action={`${props.action}?lang=${props.language}`} data-stop>
        <button type="submit"><Icon name="hand-stop" size={24} />{text.button}</button>
        <p>{text.stops}</p>
      </form>
    </Frame>,
  )
}

export function donePage(props: { language: Language; controller: Controller | null; masked: string; at: string; number: string }): string {
  const text = personTexts[props.language]
  return page(
    <Frame language={props.language} title={text.doneTitle} controller={props.controller} self={null}>
      {props.masked === '' ? null : <p class="address">{text.address}{props.language === 'fr' ? '\u00A0: ' : ': '}<strong>{props.masked}</strong></p>}
      <p class="done" role="status">{text.done(props.controller?.name ?? text.company)}</p>
      <p>{text.since} {props.at} · {props.number}</p>
      <p>{text.doneMore}</p>
    </Frame>,
  )
}

/** For an unknown token: the road never ends, and the answer tells nobody who is known (console.md 3.20). */
export function lostPage(props: { language: Language; controller: Controller | null; action: string; wrong: boolean; done: boolean }): string {
  const text = personTexts[props.language]
  return page(
    <Frame language={props.language} title={props.done ? text.doneTitle : text.lostTitle} controller={props.controller} self={props.done ? null : props.action}>
      {props.done ? (
        <p class="done" role="status">{text.lostDone}</p>
      ) : (
        <form class="lost" method="post" action={`${props.action}?lang=${props.language}`}>
          <label for="email">{text.lost}</label>
          <input id="email" name="email" type="email" inputmode="email" autocomplete="email" required aria-label={text.lostLabel} aria-invalid={props.wrong ? 'true' : undefined} aria-describedby={props.wrong ? 'wrong' : undefined} />
          {props.wrong ? <p id="wrong" class="wrong">{text.lostBad}</p> : null}
          <button type="submit">{text.lostButton}</button>
        </form>
      )}
    </Frame>,
  )
}

export function problemPage(props: { language: Language; controller: Controller | null; kind: 'problem' | 'wait' }): string {
  const text = personTexts[props.language]
  return page(
    <Frame language={props.language} title={text.problemTitle} controller={props.controller} self={null}>
      <p>{text[props.kind]}</p>
    </Frame>,
  )
}

import { Icon } from '../ui/icon.tsx'
import { Address, Frame, queryOf, toHtml, type PersonView } from './person-frame.tsx'
import { fill } from './person-texts.ts'

/** "Stop everything", first and biggest on every page that can stop. */
export function StopAll({ view, action, preview = false }: { view: PersonView; action: string; preview?: boolean }) {
  const { texts } = view.language
  return (
    <form class="stop" method="post" action={preview ? undefined : `${action}${queryOf(view)}`}>
      <input type="hidden" name="stop" value="all" />
      <button type={preview ? 'button' : 'submit'}>
        <Icon name="hand-stop" size={24} />
        {texts.stopAll}
      </button>
      <p>{texts.stopAllMore}</p>
    </form>
  )
}

/** A page with nothing but the big button, for a link of the mystery shopper's: it has nobody's choices to show. */
export function stopPage(view: PersonView, action: string): string {
  return toHtml(
    <Frame view={view} title={view.language.texts.stopTitle} self={action}>
      <StopAll view={view} action={action} />
    </Frame>,
  )
}

interface DoneProps {
  masked: string
  at: string
  number: string
  /** Null when the page's link has no preference page. */
  preferences: string | null
  /** Where "this was not me" is sent, with the objection; null = no mail can be sent. */
  notMe: { action: string; objectionId: string } | null
}

export function donePage(view: PersonView, props: DoneProps): string {
  const { texts } = view.language
  return toHtml(
    <Frame view={view} title={texts.doneTitle} self={null}>
      <Address view={view} masked={props.masked} />
      <p class="done" role="status">
        {fill(texts.done, { company: view.controller?.name ?? texts.company })}
      </p>
      <p>
        {fill(texts.since, { when: props.at })} · <span class="number">{props.number}</span>
      </p>
      <p>{texts.doneMore}</p>
      {props.preferences === null ? null : (
        <p>
          <a href={`${props.preferences}${queryOf(view)}`}>{texts.toPreferences}</a>
        </p>
      )}
      {props.notMe === null ? (
        <p class="quiet">{texts.notMeWrite}</p>
      ) : (
        <form method="post" action={`${props.notMe.action}${queryOf(view)}`} class="quiet">
          <input type="hidden" name="objection" value={props.notMe.objectionId} />
          <button type="submit" class="plain">
            {texts.notMe}
          </button>
          <p>{texts.notMeMore}</p>
        </form>
      )}
    </Frame>,
  )
}

/** A page of a few sentences: what came of something. */
export function messagePage(
  view: PersonView,
  props: {
    title: string
    masked?: string
    done?: readonly string[]
    lines: readonly string[]
    links?: readonly { text: string; href: string; label: string }[]
    back?: { href: string; label: string } | null
  },
): string {
  return toHtml(
    <Frame view={view} title={props.title} self={null}>
      <Address view={view} masked={props.masked ?? ''} />
      {props.done === undefined || props.done.length === 0 ? null : (
        <div class="done" role="status">
          {props.done.map((line) => (
            <p>{line}</p>
          ))}
        </div>
      )}
      {props.lines.map((line) => (
        <p>{line}</p>
      ))}
      {(props.links ?? []).map((link) => (
        <p>
          {link.text}
          <br />
          <a href={link.href} rel="noopener">
            {link.label}
          </a>
        </p>
      ))}
      {props.back === undefined || props.back === null ? null : (
        <p>
          <a href={props.back.href}>{props.back.label}</a>
        </p>
      )}
    </Frame>,
  )
}

/** For an unknown token: the road never ends, and the answer tells nobody who is known. */
export function lostPage(view: PersonView, props: { action: string; wrong: boolean; done: boolean }): string {
  const { texts } = view.language
  return toHtml(
    <Frame view={view} title={props.done ? texts.doneTitle : texts.lostTitle} self={props.done ? null : props.action}>
      {props.done ? (
        <p class="done" role="status">
          {texts.lostDone}
        </p>
      ) : (
        <form class="lost" method="post" action={`${props.action}${queryOf(view)}`}>
          <label for="email">{texts.lost}</label>
          <input
            id="email"
            name="email"
            type="email"
            inputmode="email"
            autocomplete="email"
            required
            aria-label={texts.lostLabel}
            aria-invalid={props.wrong ? 'true' : undefined}
            aria-describedby={props.wrong ? 'wrong' : undefined}
          />
          {props.wrong ? (
            <p id="wrong" class="wrong">
              {texts.lostBad}
            </p>
          ) : null}
          <button type="submit">{texts.lostButton}</button>
        </form>
      )}
    </Frame>,
  )
}

/** The page behind a mail's button: opening it changes nothing (scanners open links too). */
export function confirmPage(
  view: PersonView,
  props: {
    action: string
    masked: string
    title: string
    more: string
    list?: readonly string[]
    button: string
    other: string
  },
): string {
  return toHtml(
    <Frame view={view} title={props.title} self={props.action}>
      <Address view={view} masked={props.masked} />
      <p>{props.more}</p>
      {props.list === undefined ? null : (
        <ul>
          {props.list.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      <form method="post" action={`${props.action}${queryOf(view)}`}>
        <button type="submit">{props.button}</button>
      </form>
      <p class="quiet">{props.other}</p>
    </Frame>,
  )
}

/** The request waits on the disk: it is taken, and recorded with its own time. */
export function keptPage(view: PersonView): string {
  const { texts } = view.language
  return messagePage(view, { title: texts.doneTitle, done: [texts.kept], lines: [texts.keptMore] })
}

/** Something is in the way. Whoever came by their own link can still stop everything from here (`stop`: where to). */
export function personProblemPage(view: PersonView, kind: 'problem' | 'wait', stop: string | null = null): string {
  const { texts } = view.language
  return toHtml(
    <Frame view={view} title={texts.problemTitle} self={null}>
      <p>{texts[kind]}</p>
      {stop === null ? null : <StopAll view={view} action={stop} />}
    </Frame>,
  )
}

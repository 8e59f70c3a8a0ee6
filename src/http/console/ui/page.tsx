import type { ComponentChildren } from 'preact'
import { assetUrl } from '../../app/assets.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import { iconUrl } from './logo.tsx'
import { Csrf } from './form.tsx'
import { Help } from './help/help.tsx'
import { TourBar } from './help/tour.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Keys } from './keys.tsx'
import { Nav, type NavEntry } from './nav.tsx'
import { Time } from './time.tsx'

interface PageProps {
  view: View
  /** Which entry of the bar is open. */
  nav: NavEntry | null
  title: string
  /** Shown in the browser's tab when the heading is long. */
  tab?: string
  crumbs?: readonly (readonly [label: string, href: string])[]
  context?: ComponentChildren
  /** Without a script the page is asked for again after so long. */
  refreshSeconds?: number
  actions?: ComponentChildren
  children: ComponentChildren
}

/** The console's frame: bar, search, heading, content. */
export function Page(props: PageProps) {
  const { view, nav, title, crumbs = [], context, actions, children } = props
  const { t } = view
  return (
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${props.tab ?? title} · Lawbase`}</title>
        <link rel="icon" href={iconUrl} />
        <link rel="stylesheet" href={assetUrl('console.css')} />
        <script src={assetUrl('console.js')} defer />
        {props.refreshSeconds === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body>
        <a class="skip" href="#main">
          {t.common.skip}
        </a>
        <div class="shell">
          <Nav view={view} open={nav} />
          <div class="page">
            <TopBar view={view} />
            <main id="main" tabIndex={-1}>
              <TourBar view={view} />
              <div class="page-head">
                <div>
                  {crumbs.length === 0 ? null : (
                    <p class="crumbs">
                      {crumbs.map(([label, href]) => (
                        <>
                          <a href={href}>{label}</a>
                          {' / '}
                        </>
                      ))}
                      <span>{props.tab ?? title}</span>
                    </p>
                  )}
                  <h1>{title}</h1>
                  <Context view={view}>{context}</Context>
                </div>
                {actions === undefined ? null : <div class="actions">{actions}</div>}
              </div>
              {children}
            </main>
            <p class="sr-only" role="status" aria-live="polite" id="said" />
          </div>
        </div>
        <Keys view={view} />
      </body>
    </html>
  )
}

function TopBar({ view }: { view: View }) {
  const { t, f, now, frame } = view
  return (
    <section class="top" aria-label={t.common.search.region}>
      {allowed(view.role, may.person) ? (
        <form method="post" action="/search" role="search" class="search">
          <Csrf token={view.csrf} />
          <label class="sr-only" for="q">
            {t.common.search.label}
          </label>
          <Icon name="search" />
          <input id="q" name="q" type="search" placeholder={t.common.search.label} maxLength={300} autocomplete="off" />
          <button type="submit" class="sr-only">
            {t.common.search.go}
          </button>
        </form>
      ) : (
        <span />
      )}
      {allowed(view.role, may.person) ? (
        <a class="btn top-act" href="/objections/new">
          <Icon name="hand-stop" size={16} />
          {t.byHand.open}
        </a>
      ) : null}
      <Help view={view} />
      <p class="top-facts">
        <span class={frame.lastReadBackAt === null ? 'dot quiet' : 'dot'} aria-hidden="true" />
        <span>
          {frame.lastReadBackAt === null
            ? t.common.noReadBack
            : t.common.lastReadBack(f.relative(frame.lastReadBackAt, now))}
        </span>
        <span class="clock">
          <Time at={now}>{f.longDateTime(now)}</Time> {t.common.zone(zoneName(view.settings.timeZone))}
        </span>
      </p>
    </section>
  )
}

/** `Paris` of `Europe/Paris`. */
function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** What the page is about, and since when figures stand that are not of now. */
function Context({ view, children }: { view: View; children: ComponentChildren }) {
  const { oldest } = view.figures
  if (children === undefined && oldest === null) return null
  return (
    <div class="context">
      {children}
      {oldest === null ? null : (
        <p>
          <Time at={oldest}>{view.t.common.figuresAt(view.f.time(oldest))}</Time>
        </p>
      )}
    </div>
  )
}

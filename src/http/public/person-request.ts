import { longDate } from '../../connector/long-date.ts'
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Scope } from '../../domain/app/kind.ts'
import { defaultSettings, type Settings } from '../../domain/settings/settings.ts'
import type { App } from '../../operations/app/app.ts'
import type { Proof } from '../../operations/links/person-link.ts'
import { validMs, type Letter } from '../../operations/objections/person-mail.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { PersonView } from './person-frame.tsx'
import { chooseLanguage, fill, type PersonLanguages } from './person-texts.ts'
import { scopesText } from './scope-text.ts'

export type TokenRequest = FastifyRequest<{ Params: { token: string }; Querystring: { lang?: string; embed?: string } }>

/** What the pages work with. */
export interface Pages {
  app: App
  languages: PersonLanguages
}

export interface Opened {
  view: PersonView
  settings: Settings
}

/** The look and language of one visit; `ofLink` is the language the link was made with. */
export async function openPersonView(
  { app, languages }: Pages,
  request: FastifyRequest,
  ofLink: string | null,
): Promise<Opened> {
  const { settings } = await loadSettings(app.pool)
  // An address that is no text has no query yet.
  const query = (request.query ?? {}) as TokenRequest['query']
  const language = chooseLanguage(languages, { chosen: query.lang, ofLink, accept: request.headers['accept-language'] })
  return {
    settings,
    view: {
      language,
      languages,
      controller: settings.controller,
      page: settings.publicPage,
      embed: query.embed === '1' && settings.publicPage.embedOrigins.length > 0,
    },
  }
}

/** The look of a visit while the database is away: nothing of the company's is known, only the browser's language. */
export function openWithoutDatabase({ languages }: Pick<Pages, 'languages'>, request: FastifyRequest): Opened {
  const query = (request.query ?? {}) as TokenRequest['query']
  const language = chooseLanguage(languages, {
    chosen: query.lang,
    ofLink: null,
    accept: request.headers['accept-language'],
  })
  return {
    settings: defaultSettings,
    view: { language, languages, controller: null, page: defaultSettings.publicPage, embed: false },
  }
}

/** Sends a page of a person. Only the sites the admin listed may frame it, and only where `framable` (clickjacking). */
export function sendPersonPage(reply: FastifyReply, { view }: Opened, html: string, framable = false): FastifyReply {
  reply
    .type('text/html; charset=utf-8')
    .header('x-robots-tag', 'noindex')
    .header('content-language', view.language.code)
  if (framable && view.embed) {
    const policy = String(reply.getHeader('content-security-policy') ?? '')
    reply.header(
      'content-security-policy',
      policy.replace(/frame-ancestors [^;]*/u, `frame-ancestors ${view.page.embedOrigins.join(' ')}`),
    )
    reply.removeHeader('x-frame-options')
    reply.header('cross-origin-resource-policy', 'cross-origin')
  }
  return reply.send(html)
}

/** A browser says how it came to send a form; what says nothing, or comes from another site, may be a program. */
export function isDoubtful(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return !(site === undefined ? request.headers.origin !== undefined : site === 'same-origin' || site === 'none')
}

export const asksNotToPassOn = (request: FastifyRequest): boolean => request.headers['sec-gpc'] === '1'

/** Every text that says what a choice does, as this page shows it, and its hash. */
export function shownTexts({ view, settings }: Opened): { hash: Buffer; body: unknown } {
  const { texts } = view.language
  const used = Object.entries(texts).filter(([key]) =>
    /^(stopTitle|stopAll|chooseMore|channel\.|kind|pause|save$|yes$|no$)/u.test(key),
  )
  const body = {
    company: view.controller?.name ?? null,
    channels: settings.publicPage.channels,
    kinds: settings.kinds.map(({ id, name, channels }) => ({ id, name, channels })),
    texts: Object.fromEntries(used),
  }
  return {
    hash: createHash('sha256')
      .update(JSON.stringify([view.language.code, body]))
      .digest(),
    body,
  }
}

export function requestProof(request: FastifyRequest, opened: Opened, now: Date): Proof {
  const body = (request.body ?? {}) as Record<string, unknown>
  const shown = shownTexts(opened)
  const then = typeof body['shown'] === 'string' && /^[0-9a-f]{64}$/u.test(body['shown']) ? body['shown'] : null
  const doubtful = isDoubtful(request)
  return {
    language: opened.view.language.code,
    shown,
    shownThen: then === shown.hash.toString('hex') ? null : then,
    doubtful,
    gpc: asksNotToPassOn(request),
    notMe: doubtful ? notMeLetter(opened, now) : null,
  }
}

export function whenText({ view, settings }: Opened, at: Date): string {
  return longDate(view.language.code, at, { timeStyle: 'short', timeZone: settings.timeZone })
}

export function companyOf({ view }: Opened): string {
  return view.controller?.name ?? view.language.texts.company
}

/** The mail "was it you", asked at `now`. */
export function notMeLetter(opened: Opened, now: Date): Letter {
  const { texts, code } = opened.view.language
  const values = {
    company: companyOf(opened),
    at: whenText(opened, now),
    when: whenText(opened, new Date(now.getTime() + validMs)),
  }
  return { language: code, subject: fill(texts.mailNotMeSubject, values), body: fill(texts.mailNotMe, values) }
}

/** The mail whose button lets these start again. */
export function optInLetter(opened: Opened, free: readonly Scope[], now: Date): Letter {
  const { texts, code } = opened.view.language
  const values = {
    company: companyOf(opened),
    what: scopesText(opened.view, free, opened.settings.kinds),
    when: whenText(opened, new Date(now.getTime() + validMs)),
  }
  return { language: code, subject: fill(texts.mailOptInSubject, values), body: fill(texts.mailOptIn, values) }
}

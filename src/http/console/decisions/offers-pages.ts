import type { FastifyInstance, FastifyReply } from 'fastify'
import { normalTitle } from '../../../domain/titles/job-function.ts'
import { groupTitles } from '../../../domain/titles/title-groups.ts'
import { leadingOffer, type Offer } from '../../../domain/decisions/offer.ts'
import { Settings } from '../../../domain/settings/settings.ts'
import { jobFunctions, type JobFunction } from '../../../domain/titles/tables/job-titles.ts'
import type { App } from '../../../operations/app/app.ts'
import { previewVerdicts, type VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import { peopleByFunction } from '../../../store/decisions/offers-view.ts'
import { unknownTitles } from '../../../store/today/today-view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { offersPage, type OffersProps } from './offers-page.tsx'
import { answerKey } from './titles-card.tsx'
import { functionsAnswered } from './function-answers.ts'
import { newOffer } from './offer-card.tsx'
import { dayError } from '../app/days/day-error.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { parseTitleLines } from './title-lines.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { keptFigure } from '../app/kept-figure.ts'
import { openView, type View } from '../app/view.ts'

/** Titles that are grouped, the most frequent ones, and the groups that are shown. */
const titlesGrouped = 5_000
const groupsShown = 30

/** What is sold, whom it concerns, and which function a job title is. */
export function addOffersPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /offers', { roles: may.configure }, async (visit) => render(visit, null, emptyForm))
  addRoute(server, app, 'POST /offers', { roles: may.configure }, saveOffer)
  addRoute(server, app, 'POST /offers/titles', { roles: may.configure }, saveTitles)
}

async function render(
  visit: Visit,
  failed: string | null,
  form: FormState,
  preview: OffersProps['preview'] = null,
): Promise<string> {
  const { app, query } = visit
  const view = await openView(visit, '/offers')
  const [people, unknown] = await Promise.all([
    keptFigure(view, 'functions', null, () => peopleByFunction(app.pool)),
    unknownTitles(app.pool, titlesGrouped),
  ])
  const groups = groupTitles(unknown.titles).slice(0, groupsShown)
  return offersPage(view, {
    people,
    unknown: { ...unknown, groups },
    failed,
    form,
    preview,
    saved: query['saved'] !== undefined,
  })
}

async function saveOffer(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/offers')
  const id = form['offer'] ?? newOffer
  const typed = typedOffer(visit)
  const values = valuesOf(typed)
  const refused = async (faults: readonly string[]) =>
    sendPage(reply, await render(visit, id, { values, errors: errorsOf(view, faults, typed.assessment?.on) }), 422)
  const change = (current: Settings) => withOffer(current, id, form['act'], typed)
  if (form['act'] === 'preview' || form['act'] === 'preview-lead') {
    const leading = form['act'] === 'preview-lead'
    const result = tryOut(change(view.settings))
    if ('faults' in result) return refused(result.faults)
    const shift = await shiftOf(app, view.settings, result.tried, id, leading)
    return render(visit, id, { values, errors: {} }, { of: id, leading, shift })
  }
  const result = await changeSettings(app, login.user, change)
  return result.faults === null ? reply.redirect('/offers?saved=1', 303) : refused(result.faults)
}

function typedOffer(visit: Visit): Omit<Offer, 'id'> {
  const { form } = visit
  const text = (name: string) => (form[name] ?? '').trim()
  const assessment = { id: text('assessmentId'), author: text('assessmentAuthor'), on: text('assessmentOn') }
  return {
    name: text('name'),
    functions: functionsAnswered(form, 'concerned'),
    borderline: functionsAnswered(form, 'borderline'),
    audience: form['audience'] === 'consumer' ? 'consumer' : 'business',
    productFamily: text('productFamily') === '' ? null : text('productFamily'),
    assessment: Object.values(assessment).every((part) => part === '') ? null : assessment,
  }
}

/** What was typed, as the form shows it again. */
function valuesOf(typed: Omit<Offer, 'id'>): Record<string, string> {
  return {
    name: typed.name,
    functions: typed.functions.join(' '),
    borderline: typed.borderline.join(' '),
    audience: typed.audience,
    productFamily: typed.productFamily ?? '',
    assessmentId: typed.assessment?.id ?? '',
    assessmentAuthor: typed.assessment?.author ?? '',
    assessmentOn: typed.assessment?.on ?? '',
  }
}

/** The settings with one offer removed, put first, changed or added. */
function withOffer(current: Settings, id: string, act: string | undefined, typed: Omit<Offer, 'id'>): Settings {
  const place = current.offers.findIndex((offer) => offer.id === id)
  const others = current.offers.filter((offer) => offer.id !== id)
  const known = current.offers[place]
  if (act === 'remove') return { ...current, offers: others }
  if (act === 'lead') return { ...current, offers: [...(known === undefined ? [] : [known]), ...others] }
  if (known === undefined && id !== newOffer) return current
  const offer: Offer = { ...typed, id: known?.id ?? freeId(typed.name, current.offers) }
  return { ...current, offers: known === undefined ? [...current.offers, offer] : current.offers.with(place, offer) }
}

/** By the field in which the settings were refused. */
function errorsOf(view: View, faults: readonly string[], assessmentOn: string | undefined): Record<string, string> {
  const e = view.t.offers.errors
  const fields: Record<string, readonly [string, string]> = {
    name: ['name', e.name],
    functions: ['functions', e.functions],
    borderline: ['functions', e.functions],
    productFamily: ['productFamily', e.family],
    'assessment.id': ['assessmentId', e.assessment],
    'assessment.author': ['assessmentAuthor', e.assessment],
    'assessment.on': ['assessmentOn', dayError(view, assessmentOn, e.assessment)],
  }
  return Object.fromEntries(
    faults.flatMap((path) => {
      const field = fields[path.replace(/^offers\.\d+\./u, '')]
      return field === undefined ? [] : [field]
    }),
  )
}

/** Settings as they would be saved, or why they would not. */
function tryOut(settings: Settings): { faults: string[] } | { tried: Settings } {
  const parsed = Settings.safeParse(settings)
  return parsed.success ? { tried: parsed.data } : { faults: parsed.error.issues.map((issue) => issue.path.join('.')) }
}

/**
 * The offer's own verdicts with what was typed, beside those it has now; or, `leading`, beside those in force, as if
 * verdicts were for it.
 */
function shiftOf(app: App, now: Settings, tried: Settings, id: string, leading: boolean): Promise<VerdictShift> {
  const offer = tried.offers.find((one) => one.id === id) ?? (id === newOffer ? tried.offers.at(-1) : undefined) ?? null
  const known = leading ? leadingOffer(now.offers) : (now.offers.find((one) => one.id === id) ?? null)
  return previewVerdicts(app, known === null && now.offers.length > 0 ? null : { settings: now, offer: known }, {
    settings: tried,
    offer,
  })
}

/** A short id made of the name, which no other offer has: verdicts and assessments point at it, so it never changes. */
function freeId(name: string, offers: readonly Offer[]): string {
  const base =
    normalTitle(name)
      .replace(/[^a-z0-9]+/gu, '-')
      .replace(/^-+|-+$/gu, '')
      .slice(0, 28) || 'offer'
  const taken = new Set(offers.map((offer) => offer.id))
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? base : `${base}-${count}`
    if (!taken.has(id) && id !== newOffer && id !== 'titles') return id
  }
}

async function saveTitles(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/offers')
  const parsed = parseTitleLines(view, form['titles'] ?? '')
  if ('line' in parsed)
    return sendPage(
      reply,
      await render(visit, 'titles', {
        values: { titles: form['titles'] ?? '' },
        errors: { titles: view.t.offers.errors.titleLine(parsed.line) },
      }),
      422,
    )
  const answered = Object.keys(form).flatMap((name) => {
    const place = /^title-(\d{1,3})$/u.exec(name)?.[1]
    const fn = jobFunctions.find((code) => code === form[`function-${place ?? ''}`])
    const title = normalTitle(form[name] ?? '')
    return place === undefined || fn === undefined || title === ''
      ? []
      : [[title, [fn]] satisfies [string, JobFunction[]]]
  })
  const titles = { ...parsed.titles, ...Object.fromEntries(answered) }
  if (form['act'] === 'preview') {
    const [now, offer] = [view.settings, leadingOffer(view.settings.offers)]
    const values = {
      titles: form['titles'] ?? '',
      ...Object.fromEntries(answered.map(([title, [fn]]) => [answerKey(title), fn])),
    }
    return render(
      visit,
      'titles',
      { values, errors: {} },
      {
        of: 'titles',
        leading: true,
        shift: await previewVerdicts(app, { settings: now, offer }, { settings: { ...now, titles }, offer }),
      },
    )
  }
  await changeSettings(app, login.user, (current) => ({ ...current, titles }))
  return reply.redirect('/offers?saved=1#titles', 303)
}

import type { FastifyInstance, FastifyReply } from 'fastify'
import { normalTitle } from '../../domain/job-function.ts'
import type { Offer } from '../../domain/offer.ts'
import { jobFunctions } from '../../domain/tables/job-titles.ts'
import type { App } from '../../operations/app.ts'
import { peopleByFunction } from '../../store/views/offers.ts'
import { unknownTitles } from '../../store/views/today.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { newOffer, offersPage } from './offers-page.tsx'
import { sendPage } from './outside.ts'
import { may } from './roles.ts'
import { addRoute, type Visit } from './route.ts'
import { parseTitleLines } from './title-lines.ts'
import { changeSettings } from './settings-save.ts'
import { openView } from './view.ts'

const titlesShown = 30

/** What is sold, whom it concerns, and which function a job title is (console.md 3.9). */
export function addOffersPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET', '/offers', { roles: may.configure }, async (visit) => render(visit, null, emptyForm))
  addRoute(server, app, 'POST', '/offers', { roles: may.configure }, saveOffer)
  addRoute(server, app, 'POST', '/offers/titles', { roles: may.configure }, saveTitles)
}

async function render(visit: Visit, failed: string | null, form: FormState): Promise<string> {
  const { app, query } = visit
  const [view, people, unknown] = await Promise.all([openView(visit, '/offers'), peopleByFunction(app.pool), unknownTitles(app.pool, titlesShown)])
  return offersPage(view, { people, unknown, failed, form, saved: query['saved'] !== undefined })
}

async function saveOffer(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/offers')
  const e = view.t.offers.errors
  const id = form['offer'] ?? newOffer
  const act = form['act']
  const [assessmentId, author, on] = ['assessmentId', 'assessmentAuthor', 'assessmentOn'].map((name) => (form[name] ?? '').trim())
  const typed: Omit<Offer, 'id'> = {
    name: (form['name'] ?? '').trim(), functions: jobFunctions.filter((code) => visit.list('functions').includes(code)), audience: form['audience'] === 'consumer' ? 'consumer' : 'business',
    productFamily: (form['productFamily'] ?? '').trim() === '' ? null : (form['productFamily'] ?? '').trim(), assessment: assessmentId === '' && author === '' && on === '' ? null : { id: assessmentId ?? '', author: author ?? '', on: on ?? '' },
  }
  let faults: Record<string, string> = {}
  const result = await changeSettings(app, login.user.email, (current) => {
    const place = current.offers.findIndex((offer) => offer.id === id)
    const others = current.offers.filter((offer) => offer.id !== id)
    const known = current.offers[place]
    if (act === 'remove') return { ...current, offers: others }
    if (act === 'lead') return { ...current, offers: [...(known === undefined ? [] : [known]), ...others] }
    if (known === undefined && id !== newOffer) return current
    faults = { [`offers.${known === undefined ? current.offers.length : place}`]: '' }
    const offer: Offer = { ...typed, id: known?.id ?? freeId(typed.name, current.offers) }
    return { ...current, offers: known === undefined ? [...current.offers, offer] : current.offers.with(place, offer) }
  })
  if (result.faults === null) return reply.redirect('/offers?saved=1', 303)
  const [at = ''] = Object.keys(faults)
  const fields: Record<string, readonly [string, string]> = {
    name: ['name', e.name], functions: ['functions', e.functions], productFamily: ['productFamily', e.family], 'assessment.id': ['assessmentId', e.assessment], 'assessment.author': ['assessmentAuthor', e.assessment], 'assessment.on': ['assessmentOn', e.assessmentOn],
  }
  const errors = Object.fromEntries(result.faults.flatMap((path) => { const field = fields[path.slice(at.length + 1)]; return field === undefined ? [] : [field] }))
  const values = { name: typed.name, functions: typed.functions.join(' '), audience: typed.audience, productFamily: typed.productFamily ?? '', assessmentId: assessmentId ?? '', assessmentAuthor: author ?? '', assessmentOn: on ?? '' }
  return sendPage(reply, await render(visit, id, { values, errors }), 422)
}

/** A short id made of the name, which no other offer has: verdicts and assessments point at it, so it never changes. */
function freeId(name: string, offers: readonly Offer[]): string {
  const base = normalTitle(name).replace(/[^a-z0-9]+/gu, '-').replace(/^-+|-+$/gu, '').slice(0, 28) || 'offer'
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
  if ('line' in parsed) return sendPage(reply, await render(visit, 'titles', { values: { titles: form['titles'] ?? '' }, errors: { titles: view.t.offers.errors.titleLine(parsed.line) } }), 422)
  const answered = Object.keys(form).flatMap((name) => {
    const place = /^title-(\d{1,3})$/u.exec(name)?.[1]
    const fn = jobFunctions.find((code) => code === form[`function-${place ?? ''}`])
    const title = normalTitle(form[name] ?? '')
    return place === undefined || fn === undefined || title === '' ? [] : [[title, fn] as const]
  })
  await changeSettings(app, login.user.email, (current) => ({ ...current, titles: { ...parsed.titles, ...Object.fromEntries(answered) } }))
  return reply.redirect('/offers?saved=1#titles', 303)
}

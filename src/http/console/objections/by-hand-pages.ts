import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Channel, channels } from '../../../domain/app/channel.ts'
import { readReceivedOn } from '../../../domain/objections/received-on.ts'
import type { App } from '../../../operations/app/app.ts'
import { keepEvidence } from '../../../operations/app/evidence.ts'
import { handDoors, lookUp, readWho, recordByHand, type Who } from '../../../operations/objections/record-by-hand.ts'
import { findEvidence } from '../../../store/app/evidence.ts'
import { emptyForm } from '../ui/form.tsx'
import { noteView, noteViews } from '../../../operations/app/note-use.ts'
import { foreseeObjection } from '../../../operations/objections/reach/foresee-objection.ts'
import { peopleById } from '../../../store/contacts/lookup-view.ts'
import type { ChosenPerson } from './by-hand-person.tsx'
import { byHandPage, labelOf, type FormProps } from './by-hand-view.tsx'
import { evidenceFormBytes, uploadedEvidence } from '../app/evidence-upload.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload } from '../app/upload.ts'
import { shownDay } from '../app/days/day-error.ts'
import { openView, type View } from '../app/view.ts'

/** Of what was said. */
export const maxWords = 500
const blank: FormProps = { form: emptyForm, chosen: [], people: [], earlier: null, upload: null, person: null }

/** Objections that reach somebody by phone, by post or face to face: form and look-up. */
export function addByHandPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /objections/new', { roles: may.person }, async (visit) =>
    byHandPage(await openView(visit), blank),
  )

  // Begun from a search that found nobody.
  addRoute(server, app, 'POST /objections/start', { roles: may.person }, async (visit) => {
    const who = (visit.form['who'] ?? '').slice(0, 300)
    return byHandPage(await openView(visit, '/objections/new'), { ...blank, form: { values: { who }, errors: {} } })
  })

  // The text travels by POST, never in a URL.
  addRoute(server, app, 'POST /objections/find', { roles: may.person, asks: true }, async (visit) => {
    const view = await openView(visit)
    const people = await lookUp(app, (visit.form['text'] ?? '').slice(0, 300), visit.login.user.email)
    return visit.reply.send({
      count: view.t.byHand.found(people.length),
      people: people.map((person) => ({ contactId: person.contactId, ...labelOf(view, person) })),
    })
  })

  // The chosen person beside the form, with what will happen: for the script of the page, and for its button without.
  addRoute(server, app, 'POST /objections/person', { roles: may.person }, async (visit) => {
    const view = await openView(visit, '/objections/new')
    const { _csrf, reveal, ...values } = visit.form
    const errors: Record<string, string> = {}
    const who = await whoOf(visit, view, errors)
    const scope = scopeOf(visit)
    return byHandPage(view, {
      ...blank,
      form: { values, errors },
      chosen: chosenIn(visit),
      people: 'fault' in who ? who.people : [],
      upload: await keptUpload(visit),
      person:
        'fault' in who ? null : await chosenPerson(visit, who, scope.length > 0 ? scope : channels, reveal === 'yes'),
    })
  })

  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /objections/new', { roles: may.person }, save)
  })
}

async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, login, reply } = visit
  const view = await openView(visit, '/objections/new')
  const read = await readForm(visit, view)
  const again = async (more: Partial<FormProps>) => {
    const person = 'fault' in read.who ? null : await chosenPerson(visit, read.who, scopeOf(visit), false)
    return sendPage(reply, byHandPage(view, { ...blank, ...read.shown, person, ...more }), 422)
  }
  if (read.objection === null) return again({ people: read.people })
  const result = await recordByHand(app, { ...read.objection, actor: login.user.email })
  if ('earlier' in result)
    return again({
      earlier: { id: result.earlier.id, number: result.earlier.number, at: view.f.time(result.earlier.recordedAt) },
    })
  return reply.redirect(`/objections/${result.recorded.id}?done=1`, 303)
}

interface ReadForm {
  /** Null where something is missing or wrong: it stands in the errors of `shown`. */
  objection: Omit<Parameters<typeof recordByHand>[1], 'actor'> | null
  who: Who
  /** Who may be meant, when more than one fits. */
  people: FormProps['people']
  shown: Pick<FormProps, 'form' | 'chosen' | 'upload'>
}

/** Everything of the form, each field with what is wrong in it. */
async function readForm(visit: Visit, view: View): Promise<ReadForm> {
  const { form } = visit
  const h = view.t.byHand
  const errors: Record<string, string> = {}
  const upload = await uploadOf(visit, view, errors)
  const who = await whoOf(visit, view, errors)
  const door = handDoors.find((one) => one === form['door'])
  if (door === undefined) errors['door'] = h.errors.door
  const receivedAt = receivedIn(visit, view, errors)
  const words = (form['words'] ?? '').trim()
  if (words.length > maxWords) errors['words'] = h.errors.words
  const [chosen, scope] = [chosenIn(visit), scopeOf(visit)]
  if (scope.length === 0) errors['channels'] = h.errors.channels
  const { _csrf, file: _file, ...values } = form
  const shown = { form: { values, errors }, chosen, upload }
  if ('fault' in who || receivedAt === null || door === undefined || Object.keys(errors).length > 0)
    return { objection: null, who, people: 'fault' in who ? who.people : [], shown }
  const evidenceId = upload?.id ?? null
  const second = form['second'] === 'yes'
  return { objection: { who, door, receivedAt, channels: scope, words, evidenceId, second }, who, people: [], shown }
}

const chosenIn = (visit: Visit): Channel[] =>
  visit.list('channels').flatMap((name) => (Channel.safeParse(name).success ? [name as Channel] : []))

const scopeOf = (visit: Visit): readonly Channel[] => (visit.form['scope'] === 'some' ? chosenIn(visit) : channels)

/** Whom the form names, as it is shown; each look and each reveal is in the audit log. */
async function chosenPerson(
  { app, login }: Visit,
  who: Exclude<Who, { fault: string }>,
  scope: readonly Channel[],
  reveal: boolean,
): Promise<ChosenPerson> {
  const [person = null] = who.contactId === null ? [] : await peopleById(app.pool, [who.contactId], 1)
  const systems = await foreseeObjection(app, who, scope)
  const isRevealed = reveal && person !== null
  if (person !== null) await noteView(app, login.user, person.contactId, isRevealed ? undefined : { what: 'look-up' })
  return {
    person,
    identity: who.email ?? who.phone,
    channels: scope,
    systems,
    revealedAt: isRevealed ? app.clock.now() : null,
  }
}

/** The person that was chosen, else whoever fits what was typed. */
async function whoOf({ app, form, login }: Visit, view: View, errors: Record<string, string>): Promise<Who> {
  const who = await readWho(app, {
    contactId: isUuid(form['contactId'] ?? '') ? (form['contactId'] ?? '') : '',
    text: form['who'] ?? '',
    country: form['country'] || null,
  })
  if (!('fault' in who)) return who
  errors['who'] = whoText(view, who, form['who'] ?? '')
  // Whoever is offered to choose from is looked at, with or without the script of the page.
  if (who.people.length > 0)
    await noteViews(
      app,
      login.user,
      who.people.map(({ contactId }) => contactId),
      { what: 'look-up' },
    )
  return who
}

/** The day that was typed, or null with what is wrong with it in `errors`. */
export function receivedIn({ form }: Visit, view: View, errors: Record<string, string>): Date | null {
  const { days } = view.t.common
  const typed = form['receivedOn'] ?? ''
  const received = readReceivedOn(typed, view.now, view.settings.timeZone)
  if (!('fault' in received)) return received.at
  errors['receivedOn'] = received.fault === 'future' ? days.future(shownDay(typed.trim())) : days.unreadable
  return null
}

/** Why it cannot be told who is meant. */
export function whoText(view: View, who: Extract<Who, { fault: string }>, text: string): string {
  const e = view.t.byHand.errors
  return {
    required: e.required,
    email: e.email(text),
    phone: e.phone,
    nobody: e.nobody,
    several: e.several(who.people.length),
  }[who.fault]
}

/** The scan of this form: kept already by an earlier try, or new. It outlives a mistake elsewhere in the form. */
async function uploadOf(
  { app, request, form, login }: Visit,
  view: View,
  errors: Record<string, string>,
): Promise<FormProps['upload']> {
  const file = uploadedEvidence((request.body as Record<string, unknown>)['file'])
  if (file === 'bad') {
    errors['file'] = view.t.common.evidence.bad
    return null
  }
  if (file !== 'none') return { id: (await keepEvidence(app, app.pool, file, login.user.email)).id, name: file.name }
  return keptUpload({ app, form })
}

async function keptUpload({ app, form }: Pick<Visit, 'app' | 'form'>): Promise<FormProps['upload']> {
  const known = isUuid(form['upload'] ?? '') ? await findEvidence(app.pool, { id: form['upload'] ?? '' }) : null
  return known === null || known.tied ? null : { id: known.id, name: known.name }
}

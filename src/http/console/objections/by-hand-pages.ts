import type { FastifyInstance, FastifyReply } from 'fastify'
import { Channel, channels } from '../../../domain/app/channel.ts'
import { readReceivedOn } from '../../../domain/objections/received-on.ts'
import type { App } from '../../../operations/app/app.ts'
import { keepEvidence } from '../../../operations/app/evidence.ts'
import { handDoors, lookUp, readWho, recordByHand, type Who } from '../../../operations/objections/record-by-hand.ts'
import { findEvidence } from '../../../store/app/evidence.ts'
import { emptyForm } from '../ui/form.tsx'
import { byHandPage, labelOf, type FormProps } from './by-hand-view.tsx'
import { evidenceFormBytes, readEvidence } from '../app/evidence-upload.ts'
import { isId } from '../app/ids.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../app/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload } from '../app/upload.ts'
import { openView, type View } from '../app/view.ts'

const maxWords = 500
const blank: FormProps = { form: emptyForm, chosen: [], people: [], earlier: null, upload: null }

/** Noes that reach somebody by phone, by post or face to face: form and look-up. */
export function addByHandPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET', '/objections/new', { roles: may.person }, async (visit) =>
    byHandPage(await openView(visit), blank),
  )

  // The text travels by POST, never in a URL.
  addRoute(server, app, 'POST', '/objections/find', { roles: may.person }, async (visit) => {
    const view = await openView(visit)
    const people = await lookUp(app, (visit.form['text'] ?? '').slice(0, 300), visit.login.user.email)
    return visit.reply.send({
      count: view.t.byHand.found(people.length),
      people: people.map((person) => ({ contactId: person.contactId, ...labelOf(view, person) })),
    })
  })

  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST', '/objections/new', { roles: may.person }, save)
  })
}

async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit, '/objections/new')
  const h = view.t.byHand
  const errors: Record<string, string> = {}
  const upload = await uploadOf(visit, view, errors)
  const who = await readWho(app, {
    contactId: isId(form['contactId'] ?? '') ? (form['contactId'] ?? '') : '',
    text: form['who'] ?? '',
    country: form['country'] || null,
  })
  if ('fault' in who) errors['who'] = whoText(view, who, form['who'] ?? '')
  const door = handDoors.find((one) => one === form['door'])
  if (door === undefined) errors['door'] = h.errors.door
  const received = readReceivedOn(form['receivedOn'] ?? '', view.now, view.settings.timeZone)
  if ('fault' in received)
    errors['receivedOn'] = received.fault === 'future' ? h.errors.future(form['receivedOn'] ?? '') : h.errors.unreadable
  const words = (form['words'] ?? '').trim()
  if (words.length > maxWords) errors['words'] = h.errors.words
  const chosen = visit.list('channels').flatMap((name) => (Channel.safeParse(name).success ? [name as Channel] : []))
  const scope = form['scope'] === 'some' ? chosen : channels
  if (scope.length === 0) errors['channels'] = h.errors.channels
  const { _csrf, file: _file, ...values } = form
  const again = (more: Partial<FormProps>) =>
    sendPage(reply, byHandPage(view, { ...blank, form: { values, errors }, chosen, upload, ...more }), 422)
  if ('fault' in who || 'fault' in received || door === undefined || Object.keys(errors).length > 0)
    return again({ people: 'fault' in who ? who.people : [] })
  const result = await recordByHand(app, {
    who,
    door,
    receivedAt: received.at,
    channels: scope,
    words,
    evidenceId: upload?.id ?? null,
    second: form['second'] === 'yes',
    actor: login.user.email,
  })
  if ('earlier' in result)
    return again({
      earlier: { id: result.earlier.id, number: result.earlier.number, at: view.f.time(result.earlier.recordedAt) },
    })
  return reply.redirect(`/objections/${result.recorded.id}?done=1`, 303)
}

function whoText(view: View, who: Extract<Who, { fault: string }>, text: string): string {
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
  const file = readEvidence((request.body as Record<string, unknown>)['file'])
  if (file === 'bad') {
    errors['file'] = view.t.common.evidence.bad
    return null
  }
  if (file !== 'none') return { id: (await keepEvidence(app, app.pool, file, login.user.email)).id, name: file.name }
  const known = isId(form['upload'] ?? '') ? await findEvidence(app.pool, { id: form['upload'] ?? '' }) : null
  return known === null || known.tied ? null : { id: known.id, name: known.name }
}

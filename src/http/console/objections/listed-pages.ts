import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import { Channel, channels } from '../../../domain/app/channel.ts'
import type { App } from '../../../operations/app/app.ts'
import { maxListed } from '../../../operations/decisions/attest-list.ts'
import { ListOptOutRefused, previewList, recordList } from '../../../operations/objections/many/record-list.ts'
import { handDoors } from '../../../operations/objections/record-by-hand.ts'
import { contactIdsOf, contactRows, readFilters, type ContactRow } from '../../../store/contacts/contacts-list.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { sendPage } from '../app/outside.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { maxWords, receivedIn } from './by-hand-pages.ts'
import { listedDonePage, listedPage } from './listed-view.tsx'

/** People shown to check that the list is the one that was meant. */
const sampleSize = 5

/** One opt-out for each person on a list of contacts: what it would stop is shown first. */
export function addListedPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /objections/list', { roles: may.judge }, (visit) => render(visit, emptyForm, []))
  addRoute(server, app, 'POST /objections/list', { roles: may.judge, fresh: stepUp }, save)
}

/** Only filters that the contact list knows. */
const listOf = ({ query }: Visit): string =>
  new URLSearchParams(readFilters(new URLSearchParams(query['list'] ?? '')) as Record<string, string>).toString()

async function render(visit: Visit, form: FormState, chosen: readonly string[]): Promise<string> {
  const { app } = visit
  const list = listOf(visit)
  const view = await openView(visit, `/objections/list?${new URLSearchParams({ list }).toString()}`)
  const preview = await previewList(app, list)
  return listedPage(view, {
    list,
    preview,
    sample: preview.isOpen ? await sampleOf(view, list) : [],
    tooMany: maxListed,
    form,
    chosen,
  })
}

async function sampleOf({ app, now }: View, list: string): Promise<ContactRow[]> {
  const ids = await contactIdsOf(app.pool, readFilters(new URLSearchParams(list)), dayOf(now), sampleSize)
  return contactRows(app.pool, ids)
}

async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, login, form, reply } = visit
  const view = await openView(visit)
  const { _csrf, ...values } = form
  const errors: Record<string, string> = {}
  const chosen = visit.list('channels').flatMap((name) => (Channel.safeParse(name).success ? [name as Channel] : []))
  const again = async () => sendPage(reply, await render(visit, { values, errors }, chosen), 422)
  const read = readForm(visit, view, chosen, errors)
  if (read === null) return again()
  try {
    const done = await recordList(app, login.user, { list: listOf(visit), seal: form['seal'] ?? '' }, read)
    return listedDonePage(view, done)
  } catch (error) {
    if (!(error instanceof ListOptOutRefused)) throw error
    errors['words'] = view.t.optOutList.errors[error.code](maxListed)
    return again()
  }
}

/** What was filled in, or null with what is wrong in `errors`. */
function readForm(visit: Visit, view: View, chosen: readonly Channel[], errors: Record<string, string>) {
  const { form } = visit
  const { byHand, optOutList } = view.t
  const door = handDoors.find((one) => one === form['door'])
  if (door === undefined) errors['door'] = byHand.errors.door
  const receivedAt = receivedIn(visit, view, errors)
  const words = (form['words'] ?? '').trim()
  if (words === '') errors['words'] = optOutList.errors.words
  else if (words.length > maxWords) errors['words'] = byHand.errors.words
  const scope = form['scope'] === 'some' ? chosen : channels
  if (scope.length === 0) errors['channels'] = byHand.errors.channels
  if (door === undefined || receivedAt === null || Object.keys(errors).length > 0) return null
  return { door, receivedAt, channels: scope, words }
}

import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  attestList,
  ListSourceRefused,
  maxListed,
  peopleOfList,
  sealOfList,
} from '../../../operations/decisions/attest-list.ts'
import { readFilters } from '../../../store/contacts/contacts-list.ts'
import { evidenceFormBytes } from '../app/evidence-upload.ts'
import { pastError } from '../app/days/day-error.ts'
import { sendPage } from '../app/outside.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload } from '../app/upload.ts'
import { openView } from '../app/view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { sourceFormPage } from './person-source-page.tsx'
import { readSourceForm } from './person-source-pages.ts'

/** A source of everyone on a filtered list, with a file. */
export function addListSourcePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /sources/list', { roles: may.judge }, (visit) => render(visit, emptyForm))
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /sources/list', { roles: may.judge }, save)
  })
}

/** Only filters that the contact list knows. */
const listOf = ({ query }: Visit): string =>
  new URLSearchParams(readFilters(new URLSearchParams(query['list'] ?? '')) as Record<string, string>).toString()

async function render(visit: Visit, form: FormState): Promise<string> {
  const list = listOf(visit)
  const view = await openView(visit, '/sources')
  const listed = await peopleOfList(visit.app, list)
  const people = listed.length
  const l = view.t.sources.list
  return sourceFormPage(view, {
    title: l.title,
    context: people === 0 ? l.errors.nobody : people > maxListed ? l.errors['too-many'](maxListed) : l.context(people),
    stays: l.stays,
    obtainedHint: l.obtainedHint,
    action: `/sources/list?${new URLSearchParams({ list }).toString()}`,
    back: [view.t.contacts.tab, `/contacts?${list}`],
    form,
    seal: sealOfList(listed),
    isOpen: people > 0 && people <= maxListed,
  })
}

async function save(visit: Visit): Promise<FastifyReply> {
  const { app, login, reply } = visit
  const view = await openView(visit)
  const { t } = view
  const { form, file, errors } = readSourceForm(visit, view)
  const l = t.sources.list
  const again = async (): Promise<FastifyReply> => {
    const { _csrf, ...values } = visit.form
    return sendPage(reply, await render(visit, { values, errors }), 422)
  }
  if (form === null || file === null || Object.keys(errors).length > 0) return again()
  const list = listOf(visit)
  try {
    await attestList(app, login.user, { list, seal: visit.form['seal'] ?? '' }, form, file)
  } catch (error) {
    if (!(error instanceof ListSourceRefused)) throw error
    if (error.code === 'future')
      errors['obtainedOn'] = pastError(view, form.obtainedOn, t.sources.person.errors.obtainedOn)
    else errors['name'] = error.code === 'too-many' ? l.errors['too-many'](maxListed) : l.errors[error.code]
    return again()
  }
  return reply.redirect(`/contacts?${list}`, 303)
}

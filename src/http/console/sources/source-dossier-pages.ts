import type { FastifyInstance, FastifyReply } from 'fastify'
import { readDossier } from '../../../domain/sources/source-dossier.ts'
import { declaredKinds, type DeclaredKind } from '../../../domain/sources/tables/source-kinds.ts'
import type { App } from '../../../operations/app/app.ts'
import { saveDossier } from '../../../operations/sources/source-dossiers.ts'
import { evidenceOfDossier } from '../../../store/app/evidence.ts'
import { dossierVersions, findDossier } from '../../../store/sources/source-dossiers.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { evidenceFormBytes, uploadedEvidence } from '../app/evidence-upload.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { dossierHref, dossierPage } from './source-dossier-page.tsx'
import { readUpload } from '../app/upload.ts'
import { openView } from '../app/view.ts'

/** What can be shown of one source, by its kind and exact name. */
export function addDossierPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /sources/of', { roles: may.configure }, (visit) => render(visit, emptyForm))
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /sources/of', { roles: may.configure }, save)
  })
}

function sourceIn({ query }: Visit): { kind: DeclaredKind; name: string } {
  const kind = declaredKinds.find((known) => known === query['kind'])
  const name = (query['name'] ?? '').trim()
  if (kind === undefined || name === '' || name.length > 200) throw new HttpProblem(404, 'not-found')
  return { kind, name }
}

async function render(visit: Visit, form: FormState): Promise<string> {
  const { pool } = visit.app
  const source = sourceIn(visit)
  const id = await findDossier(pool, source.kind, source.name)
  const [versions, files] =
    id === null ? [[], []] : await Promise.all([dossierVersions(pool, id), evidenceOfDossier(pool, id)])
  return dossierPage(await openView(visit, dossierHref(source)), {
    ...source,
    versions,
    files,
    form,
    saved: visit.query['saved'] !== undefined,
  })
}

async function save(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply, request } = visit
  const source = sourceIn(visit)
  const file = uploadedEvidence((request.body as Record<string, unknown> | undefined)?.['evidence'])
  if (file === 'bad') {
    const { _csrf, ...values } = form
    return sendPage(
      reply,
      await render(visit, { values, errors: { evidence: (await openView(visit)).t.common.evidence.bad } }),
      422,
    )
  }
  await saveDossier(
    app,
    login.user,
    source,
    readDossier(source.kind, (field) => form[field] ?? ''),
    file === 'none' ? null : file,
  )
  return reply.redirect(`${dossierHref(source)}&saved=1`, 303)
}

import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import type { App } from '../../../operations/app/app.ts'
import { importIds, importList, ListRefused } from '../../../operations/brokers/feeds/import-list.ts'
import { readFeedNow } from '../../../operations/brokers/feeds/read-feed.ts'
import { listLimits, TableFault } from '../../../operations/spreadsheets/table-file.ts'
import { findConnection } from '../../../store/connections/connections.ts'
import { HttpProblem } from '../../app/problem.ts'
import { sendPage } from '../app/outside.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload, type Upload } from '../app/upload.ts'
import { openView, type View } from '../app/view.ts'
import { existingConnection } from './before-removals/existing-connection.ts'
import { loadConnection } from './facts/connection-facts.ts'
import { connectionPage } from './connection-page.tsx'
import type { FeedForm } from './cards/feed-card.tsx'

const maxBodyBytes = listLimits.bytes + 1024 * 1024

/** What a person brings of a vendor that tells of its opt-outs, or has read at once. */
export function addFeedPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /connections/:id/read-opt-outs', { roles: may.connect }, async (visit) => {
    const id = await feedOf(visit)
    await readFeedNow(app, id)
    return visit.reply.redirect(`/connections/${id}#feed`, 303)
  })

  void server.register(async (scope) => {
    readUpload(scope, maxBodyBytes)
    addRoute(scope, app, 'POST /connections/:id/vendor-ids', { roles: may.connect }, (visit) =>
      bring(visit, 'ids', async (view, id, file) => {
        const { kept, recorded } = await importIds(app, visit.login.user, id, file.bytes)
        return view.t.feeds.idsDone(kept, recorded)
      }),
    )
    addRoute(scope, app, 'POST /connections/:id/vendor-list', { roles: may.connect }, (visit) =>
      bring(visit, 'list', async (view, id, file) => {
        const { recorded, known, wrong } = await importList(app, visit.login.user, id, file)
        const rows = view.f.list(wrong.slice(0, 20).map((row) => view.f.number(row)))
        return [view.t.feeds.listDone(recorded, known), ...(wrong.length === 0 ? [] : [view.t.feeds.rows(rows)])].join(
          ' ',
        )
      }),
    )
  })
}

async function feedOf(visit: Visit): Promise<string> {
  const id = await existingConnection(visit)
  const connection = await findConnection(visit.app.pool, id)
  const connector = connection === null ? undefined : visit.app.connectors.get(connection.connector)
  if (connector?.kind !== 'feed' || connection?.state === 'disconnected') throw new HttpProblem(404, 'not-found')
  return id
}

/** Takes a file; what came of it, or what is wrong with it, stands on the page of the Connection. */
async function bring(
  visit: Visit,
  act: FeedForm['act'],
  work: (view: View, connectionId: string, file: Upload) => Promise<string>,
): Promise<FastifyReply | string> {
  const id = await feedOf(visit)
  const view = await openView(visit, `/connections/${id}`)
  const { errors } = view.t.feeds
  const upload = (visit.request.body as Record<string, unknown>)['file'] as Upload | string | undefined
  const again = async (error: string) =>
    sendPage(visit.reply, connectionPage(view, await loadConnection(view, id), null, { feed: { act, error } }), 422)
  if (typeof upload !== 'object' || !Buffer.isBuffer(upload.bytes) || upload.name === '') return again(errors.file)
  try {
    const done = await work(view, id, upload)
    return connectionPage(view, await loadConnection(view, id), null, { done })
  } catch (error) {
    if (error instanceof ListRefused) return again(errors[error.code])
    if (!(error instanceof TableFault)) throw error
    const text = view.t.file.errors[error.code]
    return again(typeof text === 'function' ? text(error.where) : text)
  }
}

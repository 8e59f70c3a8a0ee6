import type { FastifyInstance, FastifyReply } from 'fastify'
import { channels } from '../../../domain/app/channel.ts'
import { contrastOnWhite } from '../../../domain/links/colour.ts'
import { rowsOf } from '../../../domain/links/person-choice.ts'
import type { App } from '../../../operations/app/app.ts'
import { kindSystems, provisionKinds } from '../../../operations/mailbox/message-kinds.ts'
import { pauseMonths } from '../../../operations/links/person-choices.ts'
import { startProbe } from '../../../operations/links/probe-links.ts'
import { changeLogo } from '../../../operations/links/brand-image.ts'
import { loadPersonLanguages } from '../../public/person-texts.ts'
import { preferencesPage } from '../../public/preferences-view.tsx'
import { emptyForm } from '../ui/form.tsx'
import { imageOf, readUpload } from '../app/upload.ts'
import { kindsPage } from '../connections/kinds-page.tsx'
import { kindsFault, kindsFrom } from '../connections/kinds-form.ts'
import { linksPage } from './links-page.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { openView } from '../app/view.ts'

/** Links, headers, kinds and the look of the person's pages. */
export function addLinkPages(server: FastifyInstance, app: App): void {
  const roles = { roles: may.configure }
  const languages = loadPersonLanguages(app.localesFolder)
  addRoute(server, app, 'GET /links', roles, async (visit) =>
    linksPage(await openView(visit), languages, emptyForm, visit.query['saved'] ?? null),
  )

  addRoute(server, app, 'GET /links/preview', roles, async (visit) => {
    const { settings } = await openView(visit)
    const language = languages.get(visit.query['lang'] ?? 'fr') ?? languages.get('en')
    if (language === undefined) throw new Error('There is no English')
    const view = { language, languages, controller: settings.controller, page: settings.publicPage, embed: false }
    return preferencesPage(view, {
      masked: 'a••••@acme.example.test',
      action: '/links',
      rows: rowsOf(settings.publicPage.channels, settings.kinds, new Set()),
      kinds: settings.kinds,
      allStopped: false,
      pausedUntil: null,
      pauseMonths,
      gpc: false,
      shown: '',
      stop: '',
      preview: true,
    })
  })

  addRoute(server, app, 'POST /links/probe', roles, async ({ reply }) => {
    if (app.publicUrl !== null) await startProbe(app)
    return reply.redirect('/links?saved=asked#probe', 303)
  })

  addRoute(server, app, 'POST /links/look', roles, saveLook(languages))

  addRoute(server, app, 'GET /links/kinds', roles, async (visit) => {
    const view = await openView(visit)
    const { saved, failed } = visit.query
    const notice =
      saved === undefined
        ? null
        : failed === undefined
          ? view.t.links.kinds.saved
          : `${view.t.links.kinds.saved} ${view.t.links.kinds.provision(failed)}`
    return kindsPage(view, await kindSystems(app), emptyForm, notice)
  })
  addRoute(server, app, 'POST /links/kinds', roles, saveKinds)

  // A file comes as multipart, which no other form of the console needs.
  void server.register(async (scope) => {
    readUpload(scope)
    addRoute(scope, app, 'POST /links/logo', roles, saveLogo(languages))
  })
}

function saveLook(languages: ReturnType<typeof loadPersonLanguages>) {
  return async (visit: Visit): Promise<string | FastifyReply> => {
    const { app, login, form, reply } = visit
    const text = (name: string) => (form[name] ?? '').trim()
    const colour = text('colour').toLowerCase()
    const origins = text('embedOrigins')
      .split(/\r?\n/u)
      .map((line) => line.trim().replace(/\/$/u, ''))
      .filter((line) => line !== '')
    const result = await changeSettings(app, login.user, (current) => ({
      ...current,
      publicPage: {
        ...current.publicPage,
        colour,
        channels: channels.filter((channel) => visit.list('channels').includes(channel)),
        mailbox: text('mailbox') === '' ? null : text('mailbox'),
        embedOrigins: origins,
      },
    }))
    if (result.faults === null) return reply.redirect(`/links?saved=${result.saved ? 'look' : 'unchanged'}#look`, 303)
    const view = await openView(visit, '/links')
    const { errors: e } = view.t.links
    const readable = /^#[0-9a-f]{6}$/u.test(colour)
      ? view.f.number(Math.floor(contrastOnWhite(colour) * 10) / 10)
      : null
    const sentences: Readonly<Record<string, readonly [string, string]>> = {
      colour: ['colour', e.colour(text('colour'), readable)],
      channels: ['channels', e.channels],
      mailbox: ['mailbox', e.mailbox(text('mailbox'))],
      embedOrigins: ['embedOrigins', e.origin],
    }
    const errors = Object.fromEntries(
      result.faults.map((path) => sentences[path.split('.')[1] ?? ''] ?? ['colour', e.other]),
    )
    return sendPage(
      reply,
      await linksPage(
        view,
        languages,
        { values: { ...form, channels: visit.list('channels').join(' ') }, errors },
        null,
      ),
      422,
    )
  }
}

async function saveKinds(visit: Visit): Promise<string | FastifyReply> {
  const { app, login, form, reply } = visit
  const view = await openView(visit, '/links/kinds')
  const systems = await kindSystems(app)
  const given = kindsFrom(visit, systems)
  const result = await changeSettings(app, login.user, (current) => ({
    ...current,
    kinds: given.map(({ kind }) => kind),
  }))
  if (result.faults === null) {
    const failed = result.saved ? await provisionKinds(app) : []
    return reply.redirect(
      `/links/kinds?saved=kinds${failed.length === 0 ? '' : `&failed=${encodeURIComponent(failed.join(', '))}`}`,
      303,
    )
  }
  const values = {
    ...form,
    ...Object.fromEntries(given.map(({ index, kind }) => [`channels-${index}`, kind.channels.join(' ')])),
  }
  const errors = Object.fromEntries(result.faults.map((path) => kindsFault(view, path, given)))
  return sendPage(reply, kindsPage(view, systems, { values, errors }, null), 422)
}

function saveLogo(languages: ReturnType<typeof loadPersonLanguages>) {
  return async (visit: Visit): Promise<string | FastifyReply> => {
    const { app, login, form, reply, request } = visit
    const remove = form['remove'] === 'yes'
    const image = remove ? null : imageOf((request.body as Record<string, unknown>)['logo'])
    if (!remove && image === null) {
      const view = await openView(visit, '/links')
      return sendPage(
        reply,
        await linksPage(view, languages, { values: {}, errors: { logo: view.t.links.errors.logo } }, null),
        422,
      )
    }
    const result = await changeLogo(app, login.user, image)
    return reply.redirect(`/links?saved=${result.faults === null && result.saved ? 'look' : 'unchanged'}#look`, 303)
  }
}

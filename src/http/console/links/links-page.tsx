import { Detail } from '../app/detail.tsx'
import { mappingsAt } from '../../../domain/app/kind.ts'
import { listUnsubscribe } from '../../../domain/links/public-page.ts'
import { connectionRows, type ConnectionRow } from '../../../store/connections/connections-view.ts'
import { probeState } from '../../../store/links/probes.ts'
import type { PersonLanguages } from '../../public/person-texts.ts'
import { CopyField, ErrorSummary, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Time } from '../ui/time.tsx'
import { mergeFieldsOf } from '../app/merge-fields.ts'
import type { View } from '../app/view.ts'
import { LookCard, EmbedCard } from './links-look.tsx'

const cardIds = ['probe', 'headers', 'kinds', 'look', 'embed', 'languages'] as const

/** What people see at their link, and what the mailing tool must send. */
export async function linksPage(
  view: View,
  languages: PersonLanguages,
  form: FormState,
  saved: string | null,
): Promise<string> {
  const { t, app } = view
  const l = t.links
  const [systems, probe] = await Promise.all([connectionRows(app.pool), probeState(app.pool)])
  const crms = systems.filter((row) => app.connectors.get(row.connector)?.kind === 'crm')
  const labels = {
    colour: l.look.colour,
    channels: l.look.channels,
    mailbox: l.look.mailbox,
    embedOrigins: l.look.origins,
    logo: l.look.logo,
  }
  return html(
    <Page
      view={view}
      nav="links"
      title={l.title}
      context={<p>{l.context}</p>}
      actions={
        <>
          {(['fr', 'en'] as const).map((code) => (
            <a class="btn" href={`/links/preview?lang=${code}`}>
              <Icon name="eye" />
              {l.previewIn[code]}
            </a>
          ))}
        </>
      }
    >
      {saved === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{saved === 'unchanged' ? t.settings.unchanged : saved === 'asked' ? l.probe.asked : l.look.saved}</p>
        </div>
      )}
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <div class="settings">
        <nav class="jump" aria-label={l.jump}>
          <ul>
            {cardIds.map((section) => (
              <li>
                <a href={`#${section}`}>{l.sections[section]}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="stack">
          <ProbeCard view={view} probe={probe} />
          <HeadersCard view={view} crms={crms} />
          <KindsCard view={view} crms={crms} />
          <LookCard view={view} form={form} />
          <EmbedCard view={view} />
          <LanguagesCard view={view} languages={languages} />
        </div>
      </div>
    </Page>,
  )
}

function ProbeCard({
  view,
  probe: { last, brokenSince },
}: {
  view: View
  probe: Awaited<ReturnType<typeof probeState>>
}) {
  const { t, f, app } = view
  const p = t.links.probe
  return (
    <section class="card" id="probe">
      <div class="card-head">
        <h2>{t.links.sections.probe}</h2>
      </div>
      <div class="card-body stack">
        {app.publicUrl === null ? (
          <p>{t.links.noPublic}</p>
        ) : (
          <>
            {last === null ? (
              <p>{p.none}</p>
            ) : brokenSince === null ? (
              <p>
                <Icon name="circle-check" /> <Time at={last.askedAt}>{p.ok(f.dateTime(last.askedAt))}</Time>
              </p>
            ) : (
              <>
                <p class="strong">
                  <Icon name="alert-triangle" /> <Time at={brokenSince}>{p.broken(f.dateTime(brokenSince))}</Time>
                </p>
                <p class="hint">{last.detail === null ? null : <Detail view={view} text={last.detail} />}</p>
              </>
            )}
            <p class="hint">{p.more}</p>
            <p>
              <PostButton view={view} action="/links/probe">
                <Icon name="refresh" />
                {p.now}
              </PostButton>
            </p>
          </>
        )}
      </div>
    </section>
  )
}

function HeadersCard({ view, crms }: { view: View; crms: readonly ConnectionRow[] }) {
  const { t, app, settings } = view
  const h = t.links.headers
  const copy = { copy: t.common.copy, copied: t.common.copied }
  const { mailbox } = settings.publicPage
  const fields = mergeFieldsOf(app, crms)
  return (
    <section class="card" id="headers">
      <div class="card-head">
        <h2>{t.links.sections.headers}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{h.more}</p>
        {app.publicUrl === null ? (
          <p>{t.links.noPublic}</p>
        ) : app.publicUrl.startsWith('https://') ? null : (
          <p class="hint">{h.insecure}</p>
        )}
        {mailbox === null ? <p class="hint">{h.noMailbox}</p> : null}
        {fields.length === 0 ? (
          <p>{h.none}</p>
        ) : (
          fields.map(({ where, link }) => (
            <>
              <CopyField label={h.value(where)} value={listUnsubscribe(link, mailbox, link)} {...copy} />
              <CopyField label={h.body(where)} value={link} {...copy} />
            </>
          ))
        )}
        <CopyField label={h.post} value="List-Unsubscribe=One-Click" {...copy} />
        <p class="hint">{h.tag}</p>
      </div>
    </section>
  )
}

function KindsCard({ view, crms }: { view: View; crms: readonly ConnectionRow[] }) {
  const { t, settings } = view
  const k = t.links.kinds
  return (
    <section class="card" id="kinds">
      <div class="card-head">
        <h2>{t.links.sections.kinds}</h2>
        <a class="btn" href="/links/kinds">
          {k.edit}
        </a>
      </div>
      {settings.kinds.length === 0 ? (
        <p class="empty">{k.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{t.links.sections.kinds}</caption>
          <thead>
            <tr>
              <th scope="col">{k.id}</th>
              <th scope="col">{k.fr}</th>
              <th scope="col">{k.en}</th>
              <th scope="col">{k.channels}</th>
              {crms.map((row) => (
                <th scope="col">{k.mapped(row.label)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {settings.kinds.map((kind) => (
              <tr>
                <td data-label={k.id} class="mono">
                  {kind.id}
                </td>
                <td data-label={k.fr} lang="fr">
                  {kind.name.fr}
                </td>
                <td data-label={k.en} lang="en">
                  {kind.name.en}
                </td>
                <td data-label={k.channels}>{kind.channels.map((channel) => t.common.channels[channel]).join(', ')}</td>
                {crms.map((row) => (
                  <td data-label={k.mapped(row.label)} class="mono">
                    {mappingsAt([kind], row.id)
                      .flatMap((cell) => cell.targets)
                      .join(', ') || <span class="hint">{k.unmapped}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="card-body hint">{k.more}</p>
    </section>
  )
}

function LanguagesCard({ view, languages }: { view: View; languages: PersonLanguages }) {
  const { t, app } = view
  const l = t.links.languages
  return (
    <section class="card" id="languages">
      <div class="card-head">
        <h2>{t.links.sections.languages}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{t.links.sections.languages}</caption>
        <thead>
          <tr>
            <th scope="col">{l.language}</th>
            <th scope="col">{l.state}</th>
          </tr>
        </thead>
        <tbody>
          {[...languages.values()].map((language) => (
            <tr>
              <td data-label={l.language}>
                <span lang={language.code}>{language.texts.language}</span> <code>{language.code}</code>
              </td>
              <td data-label={l.state}>
                {language.missing.length === 0 ? (
                  l.complete
                ) : (
                  <>
                    {l.missing(language.missing.length)}
                    <p class="hint mono" lang="en">
                      {language.missing.join(', ')}
                    </p>
                  </>
                )}
                {language.unknown.length === 0 ? null : <p class="hint">{l.unknown(language.unknown.join(', '))}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="card-body hint">
        {l.more(app.localesFolder)} {l.restart}
      </p>
    </section>
  )
}

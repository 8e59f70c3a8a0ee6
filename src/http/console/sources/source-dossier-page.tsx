import { dossierState, type DossierFields } from '../../../domain/sources/source-dossier.ts'
import { sourceFieldTexts } from '../../../domain/sources/tables/source-fields.ts'
import { sourceKindRow, type DeclaredKind } from '../../../domain/sources/tables/source-kinds.ts'
import type { EvidenceFile } from '../../../store/app/evidence.ts'
import type { DossierVersion, NamedSource } from '../../../store/sources/source-dossiers.ts'
import { frenchText } from '../../../domain/app/french-text.ts'
import { Csrf, ErrorSummary, Field, FieldError, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { FileLink } from '../ui/file-link.tsx'
import { evidenceEndings } from '../app/evidence-upload.ts'
import type { View } from '../app/view.ts'

interface DossierProps {
  kind: DeclaredKind
  name: string
  versions: readonly DossierVersion[]
  files: readonly EvidenceFile[]
  form: FormState
  saved: boolean
}

/** The address of the page that shows what is written of one source. */
export const dossierHref = ({ kind, name }: { kind: string; name: string }): string =>
  `/sources/of?${new URLSearchParams({ kind, name }).toString()}`

/** What can be shown of one source: the facts its kind asks for, and files (docs/reference/law.md#c). */
export function dossierPage(view: View, props: DossierProps): string {
  const { t } = view
  const d = t.sources.dossier
  const { kind, name, versions, files, form, saved } = props
  return html(
    <Page
      view={view}
      nav="sources"
      title={name}
      tab={name}
      context={
        <p>
          {`${t.common.sourceKinds[kind]} (${kind})`}. {d.context}
        </p>
      }
      crumbs={[[t.sources.title, '/sources']]}
      actions={<StatePill view={view} kind={kind} fields={versions[0]?.fields ?? {}} files={files.length} />}
    >
      {saved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{d.saved}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ evidence: d.file }}
      />
      <div class="stack">
        <FactsCard view={view} props={props} />
        <FilesCard view={view} files={files} />
        {versions.length < 2 ? null : <EarlierCard view={view} kind={kind} versions={versions} />}
      </div>
    </Page>,
  )
}

function StatePill({
  view,
  kind,
  fields,
  files,
}: {
  view: View
  kind: DeclaredKind
  fields: DossierFields
  files: number
}) {
  const d = view.t.sources.dossier
  const state = dossierState(kind, fields, files)
  if (state.complete) return <Pill tone="done">{d.complete}</Pill>
  return <Pill tone="wait">{state.missing.length > 0 ? d.missing(state.missing.length) : d.withoutFile}</Pill>
}

/** Sources by their exact names, with how far each can be shown. */
export function NamedSources({ view, rows }: { view: View; rows: readonly NamedSource[] }) {
  const { t, f } = view
  const d = t.sources.dossier
  return (
    <section class="card" id="by-name">
      <div class="card-head">
        <h2>{d.title}</h2>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{d.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{d.title}</caption>
          <thead>
            <tr>
              <th scope="col">{d.columns.name}</th>
              <th scope="col">{d.columns.kind}</th>
              <th scope="col" class="num">
                {d.columns.people}
              </th>
              <th scope="col" class="num">
                {d.columns.files}
              </th>
              <th scope="col">{d.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td class="strong">
                  <a href={dossierHref(row)}>{row.name}</a>
                </td>
                <td data-label={d.columns.kind}>{`${t.common.sourceKinds[row.kind]} (${row.kind})`}</td>
                <td data-label={d.columns.people} class="num">
                  {f.number(row.people)}
                </td>
                <td data-label={d.columns.files} class="num">
                  {f.number(row.files)}
                </td>
                <td data-label={d.columns.state}>
                  <StatePill view={view} kind={row.kind} fields={row.fields} files={row.files} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** What the kind of source asks for, and a file that shows it. */
function FactsCard({ view, props }: { view: View; props: DossierProps }) {
  const { t, f } = view
  const d = t.sources.dossier
  const {
    kind,
    name,
    form,
    versions: [latest],
  } = props
  const fileError = form.errors['evidence']
  return (
    <section class="card">
      <div class="card-head">
        <h2>{d.facts}</h2>
        {latest === undefined ? null : (
          <span class="hint">
            <Time at={latest.createdAt}>{d.version(latest.number, latest.author, f.dateTime(latest.createdAt))}</Time>
          </span>
        )}
      </div>
      <form
        method="post"
        action={dossierHref({ kind, name })}
        enctype="multipart/form-data"
        class="card-body stack narrow"
      >
        <Csrf token={view.csrf} />
        {sourceKindRow(kind).fields.map((field) => (
          <Field
            name={field}
            label={fieldText(view, field)}
            form={form}
            value={latest?.fields[field] ?? ''}
            lines={2}
          />
        ))}
        <div class="field">
          <label for="evidence">{d.file}</label>
          <input
            type="file"
            id="evidence"
            name="evidence"
            accept={evidenceEndings}
            aria-describedby={`evidence-hint${fileError === undefined ? '' : ' evidence-error'}`}
            aria-invalid={fileError === undefined ? undefined : 'true'}
          />
          <p class="hint" id="evidence-hint">
            {t.common.evidence.hint}
          </p>
          <FieldError id="evidence" error={fileError} />
        </div>
        <p>
          <button type="submit" class="btn primary">
            {d.save}
          </button>
        </p>
      </form>
    </section>
  )
}

function FilesCard({ view, files }: { view: View; files: readonly EvidenceFile[] }) {
  const { f } = view
  const d = view.t.sources.dossier
  return (
    <section class="card">
      <div class="card-head">
        <h2>{d.files}</h2>
      </div>
      {files.length === 0 ? (
        <p class="empty">{d.noFile}</p>
      ) : (
        <ul class="plain-list card-body">
          {files.map((file) => (
            <li>
              <FileLink file={file} /> <span class="hint">{f.date(file.createdAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The versions before the newest, with the facts each of them had. */
function EarlierCard({
  view,
  kind,
  versions,
}: {
  view: View
  kind: DeclaredKind
  versions: readonly DossierVersion[]
}) {
  const { f } = view
  const d = view.t.sources.dossier
  return (
    <section class="card">
      <div class="card-head">
        <h2>{d.earlier}</h2>
      </div>
      <table class="rows small">
        <caption class="sr-only">{d.earlier}</caption>
        <thead>
          <tr>
            <th scope="col">{d.columns.version}</th>
            <th scope="col">{d.columns.facts}</th>
          </tr>
        </thead>
        <tbody>
          {versions.slice(1).map((version) => (
            <tr>
              <td>{d.version(version.number, version.author, f.dateTime(version.createdAt))}</td>
              <td data-label={d.columns.facts}>
                {sourceKindRow(kind)
                  .fields.filter((field) => (version.fields[field] ?? '') !== '')
                  .map((field) => (
                    <p>
                      <span class="hint">
                        {fieldText(view, field)}
                        {f.colon}
                      </span>
                      {version.fields[field]}
                    </p>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function fieldText(view: View, field: keyof typeof sourceFieldTexts): string {
  const text = sourceFieldTexts[field]
  return view.language === 'fr' ? frenchText(text.fr) : text.en
}

import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../../domain/app/day.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { channels } from '../../../domain/app/channel.ts'
import type { ConsentPurpose } from '../../../domain/decisions/facts.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  consentList,
  consentStates,
  questionnaireRows,
  type ConsentLine,
} from '../../../store/consents/consents-view.ts'
import { countList, pageOfList } from '../../../store/sql/paged-list.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { waitsText } from '../contacts/waits-text.ts'
import { html } from '../ui/html.ts'
import { pageSize, readListAsk, unreadDays, type ShownList } from '../ui/list/list-ask.ts'
import { ListCard } from '../ui/list/list-card.tsx'
import { ListFilters, SortHead } from '../ui/list/list-parts.tsx'
import { sendList } from '../ui/list/send-list.ts'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'

const purposes = ['prospecting', 'audience', 'transfer', 'pixel'] as const satisfies readonly ConsentPurpose[]
const forms = {
  state: consentStates,
  purpose: purposes,
  door: channels,
  questionnaire: 'id',
  person: 'id',
  from: 'day',
  to: 'day',
} as const
const usual = { sort: 'given', isDescending: true } as const
type Sort = keyof typeof consentList.sorts
type Filter = keyof typeof forms

/** Every consent, each with its words, its proof and whether it still counts. */
export function addConsentRegister(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /consents/register', { roles: may.configure }, render)
  addRoute(server, app, 'GET /consents/register.csv', { roles: may.export, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const ask = readListAsk(visit, view, consentList, { forms, ...usual })
    return sendList<ConsentLine, Sort, Filter>(visit, view, { list: consentList, ask }, fileOf(view))
  })
}

function fileOf(view: View) {
  const { register: r, purposes: names } = view.t.consents
  return {
    name: 'consents',
    heads: [
      r.person,
      view.t.contacts.columns.id,
      r.what,
      r.channels,
      r.text,
      r.company,
      r.act,
      r.given,
      r.state,
      r.proof,
    ],
    cells: (rows: readonly ConsentLine[]) =>
      rows.map((row) => [
        row.email ?? '',
        row.contactId ?? '',
        row.purposes.map((purpose) => names[purpose]).join(', '),
        row.channels.map((channel) => view.t.common.channels[channel]).join(', '),
        row.text,
        row.controller,
        r.acts[row.act],
        instantOf(row),
        stateText(view, row),
        row.evidenceId ?? '',
      ]),
  }
}

async function render(visit: Visit): Promise<string> {
  const { app } = visit
  const view = await openView(visit)
  const ask = readListAsk(visit, view, consentList, { forms, ...usual })
  const [page, total, questionnaires] = await Promise.all([
    pageOfList<ConsentLine, Sort, Filter>(app.pool, consentList, ask, pageSize),
    countList(app.pool, consentList, ask),
    questionnaireRows(app.pool),
  ])
  const { t, language } = view
  const { register: r, purposes: names } = t.consents
  const list: ShownList = { path: '/consents/register', ask, usual, unread: unreadDays(visit) }
  const groups = [
    { name: 'state', label: t.lists.state, options: consentStates.map((one) => [one, r.states[one]] as const) },
    { name: 'purpose', label: r.what, options: purposes.map((one) => [one, names[one]] as const) },
    { name: 'door', label: t.lists.door, options: channels.map((one) => [one, t.common.channels[one]] as const) },
    {
      name: 'questionnaire',
      label: r.questionnaire,
      options: questionnaires.map(
        ({ id, title, slug }) => [id, title[language] ?? title.fr ?? title.en ?? slug] as const,
      ),
    },
  ]
  return html(
    <Page
      view={view}
      nav="consents"
      title={r.tab}
      context={<p>{r.context}</p>}
      crumbs={[[t.consents.title, '/consents']]}
    >
      <ListFilters view={view} list={list} days groups={groups} />
      <ListCard {...{ view, list, page, total }} empty={r.none} csv="/consents/register.csv">
        <ConsentTable view={view} list={list} lines={page.rows} />
      </ListCard>
    </Page>,
  )
}

interface TableProps {
  view: View
  /** The list whose page this is, to be ordered by its heads; null = the latest ones alone. */
  list: ShownList | null
  lines: readonly ConsentLine[]
}

/** Consents line by line; the whole sentence on demand, the proof to download. */
export function ConsentTable({ view, list, lines }: TableProps) {
  const { t, f } = view
  const r = t.consents.register
  return (
    <table class="rows">
      <caption class="sr-only">{r.tab}</caption>
      <thead>
        <tr>
          <th scope="col">{r.person}</th>
          <th scope="col">{r.what}</th>
          <th scope="col">{r.text}</th>
          {list === null ? (
            <th scope="col">{r.given}</th>
          ) : (
            <SortHead list={list} name="given">
              {r.given}
            </SortHead>
          )}
          {list === null ? (
            <th scope="col">{r.state}</th>
          ) : (
            <SortHead list={list} name="state" isUpFirst>
              {r.state}
            </SortHead>
          )}
          <th scope="col">{r.proof}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td data-label={r.person}>
              {line.contactId === null ? (
                t.common.unknown
              ) : (
                <a href={`/contacts/${line.contactId}`}>
                  {line.email === null ? t.common.unknown : maskEmail(line.email)}
                </a>
              )}
            </td>
            <td data-label={r.what}>
              {line.purposes.map((purpose) => t.consents.purposes[purpose]).join(', ')}
              <p class="hint">{line.channels.map((channel) => t.common.channels[channel]).join(', ')}</p>
            </td>
            <td data-label={r.text}>
              <details>
                <summary>{originOf(view, line)}</summary>
                <p>{line.text}</p>
                <p class="hint">{line.controller}</p>
              </details>
              <p class="hint">{r.acts[line.act]}</p>
            </td>
            <td data-label={r.given}>
              {line.givenAt === null ? givenOf(view, line) : <Time at={line.givenAt}>{givenOf(view, line)}</Time>}
            </td>
            <td data-label={r.state}>{stateOf(view, line)}</td>
            <td data-label={r.proof}>
              {line.evidenceId === null ? (
                t.fieldConsents.noProof
              ) : (
                <a
                  href={`/evidence/${line.evidenceId}`}
                  aria-label={`${r.see}${f.colon}${r.proof}, ${givenOf(view, line)}`}
                >
                  {r.see}
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where it was given: on a questionnaire, in answer to our question, to one of us who recorded it, or in a field. */
function originOf({ t }: View, { slug, version, recordedBy, field, system }: ConsentLine): string {
  const r = t.consents.register
  if (field !== null) return t.fieldConsents.inField(system ?? '', field)
  if (recordedBy !== null) return r.recorded
  return slug === null ? r.asked : r.version(slug, version ?? 0)
}

/** When it was given, as far as that is known: of one that was recorded the day alone. */
function givenOf({ t, f }: View, { givenAt, recordedBy, field }: ConsentLine): string {
  if (givenAt === null) return t.fieldConsents.unknownDay
  return recordedBy === null && field === null ? f.dateTime(givenAt) : f.day(dayOf(givenAt))
}

function instantOf({ givenAt, recordedBy, field }: ConsentLine): string {
  if (givenAt === null) return ''
  return recordedBy === null && field === null ? givenAt.toISOString() : dayOf(givenAt)
}

function stateOf(view: View, line: ConsentLine) {
  const text = stateText(view, line)
  if (line.withdrawnAt !== null || line.field !== null) return <Pill tone="quiet">{text}</Pill>
  if (line.confirmedAt !== null || !line.mustConfirm) return <Pill tone="done">{text}</Pill>
  return (
    <>
      <Pill tone="wait">{view.t.consents.register.states.waits}</Pill>
      <p class="hint">{text}</p>
    </>
  )
}

function stateText(view: View, line: ConsentLine): string {
  const { t, f } = view
  const r = t.consents.register
  if (line.field !== null) return fieldText(view, line)
  if (line.withdrawnAt !== null) return r.withdrawn(f.date(line.withdrawnAt))
  if (line.confirmedAt !== null) return r.confirmed(f.date(line.confirmedAt))
  return line.mustConfirm ? waitsText(view, line) : r.counts
}

/** What became of one that a field showed, with where the day is from. */
function fieldText({ t, f }: View, { withdrawnAt, goneAt, givenAt, system, dated }: ConsentLine): string {
  const { said, dated: days } = t.fieldConsents
  const by = `${system ?? ''}, ${days[dated ?? 'seen']}`
  if (withdrawnAt !== null) return said.no(f.day(dayOf(withdrawnAt)), by)
  if (goneAt !== null) return said.unknown(f.day(dayOf(goneAt)), by)
  return said.yes(givenAt === null ? '' : f.day(dayOf(givenAt)), by)
}

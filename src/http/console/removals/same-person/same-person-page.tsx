import type { ComponentChildren } from 'preact'
import { maskEmail, maskName } from '../../../../domain/contacts/identity.ts'
import type { RecordWork } from '../../../../store/removals/dependencies.ts'
import type { LegalHold } from '../../../../store/removals/legal-holds.ts'
import type { PairHalf, PairRecord } from '../../../../store/removals/same-person/pair-view.ts'
import {
  samePersonAnswers,
  type Likeness,
  type SamePersonAnswer,
} from '../../../../store/removals/possible-duplicate.ts'
import type { View } from '../../app/view.ts'
import { keepingWords } from '../../contacts/keepings.tsx'
import { countsLine, foundIn, unreadIn, UnreadLines } from '../../contacts/open-work.tsx'
import { maskPhone } from '../../ui/mask.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Csrf, Field, FieldError, emptyForm, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'

interface Pair {
  /** Who is kept out of the plans. */
  kept: PairHalf
  other: PairHalf
  likenesses: readonly Likeness[]
  /** The reader asked to see the personal data of these two. */
  isClear: boolean
}

/** What is open with the contacts and who keeps them on purpose, by contact. */
interface Keeping {
  work: ReadonlyMap<string, readonly RecordWork[]>
  keepings: ReadonlyMap<string, readonly Omit<LegalHold, 'people'>[]>
}

/** Both contacts side by side, why they look alike, and the answer. */
export function samePersonPage(
  view: View,
  props: Keeping & { pairs: readonly Pair[]; more: boolean },
  form: FormState,
): string {
  const { t } = view
  const s = t.samePerson
  return html(
    <Page
      view={view}
      nav="removals"
      title={props.more ? s.needMany(props.pairs.length) : s.title(props.pairs.length)}
      tab={s.tab}
      crumbs={[[t.removals.title, '/removals']]}
      context={<p>{s.context}</p>}
    >
      <div class="stack">
        {props.pairs.length === 0 ? (
          <section class="card">
            <p class="empty">{s.none}</p>
          </section>
        ) : null}
        {props.pairs.map((pair, place) => (
          <PairCard view={view} pair={pair} keeping={props} place={place} form={formOf(pair, form)} />
        ))}
        {props.more ? <p class="hint">{s.more}</p> : null}
      </div>
    </Page>,
  )
}

/** What was typed belongs to one pair only. */
const formOf = ({ kept, other }: Pair, form: FormState): FormState =>
  form.values['contact'] === kept.contactId && form.values['other'] === other.contactId ? form : emptyForm

interface CardProps {
  view: View
  pair: Pair
  keeping: Keeping
  place: number
  form: FormState
}

function PairCard({ view, pair, keeping, place, form }: CardProps) {
  const s = view.t.samePerson
  const prefix = `p${place}-`
  const wrong = form.errors['answer']
  const { kept, other, hints } = wordsOf(view, pair)
  return (
    <section class="card" aria-labelledby={`${prefix}title`}>
      <div class="card-head">
        <h2 id={`${prefix}title`}>{s.because(view.f.list(pair.likenesses.map((one) => s.likenesses[one])))}</h2>
        <Reveal view={view} pair={pair} of={`${prefix}title`} />
      </div>
      <table class="rows">
        <caption class="sr-only">{s.tab}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{kept}</th>
            <th scope="col">{other}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(view, keeping, pair.isClear).map(([label, text]) => (
            <tr>
              <th scope="row">{label}</th>
              <td data-label={kept}>{text(pair.kept)}</td>
              <td data-label={other}>{pair.other.removedAt === undefined ? text(pair.other) : s.nothingHeld}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="post" action="/removals/same-person" class="card-body stack">
        <Csrf token={view.csrf} />
        <input type="hidden" name="contact" value={pair.kept.contactId} />
        <input type="hidden" name="other" value={pair.other.contactId} />
        <fieldset class="field" aria-describedby={wrong === undefined ? undefined : `${prefix}answer-error`}>
          <legend>{s.answer}</legend>
          {samePersonAnswers.map((one) => (
            <div class="check">
              <input
                type="radio"
                id={`${prefix}${one}`}
                name="answer"
                value={one}
                checked={form.values['answer'] === one}
                aria-describedby={`${prefix}${one}-hint`}
              />
              <label for={`${prefix}${one}`}>{s.answers[one].label}</label>
              <p class="hint" id={`${prefix}${one}-hint`}>
                {hints(one)}
              </p>
            </div>
          ))}
          <FieldError id={`${prefix}answer`} error={wrong} />
        </fieldset>
        <Field form={form} name="reason" prefix={prefix} label={s.reason} hint={s.reasonHint} />
        <p>
          <button type="submit" class="btn primary">
            {s.go}
          </button>
        </p>
      </form>
    </section>
  )
}

/** What both halves are called, and what an answer does, by why they are asked about. */
function wordsOf({ t, f }: View, { likenesses, other }: Pair) {
  const s = t.samePerson
  if (other.removedAt !== undefined)
    return {
      kept: s.holder,
      other: s.removed(f.date(other.removedAt)),
      hints: (one: SamePersonAnswer) => s.removedHints[one],
    }
  return likenesses.includes('objector')
    ? { kept: s.objector, other: s.byMobile, hints: (one: SamePersonAnswer) => s.objectorHints[one] }
    : { kept: s.kept, other: s.other, hints: (one: SamePersonAnswer) => s.answers[one].hint }
}

function Reveal({ view: { t, csrf }, pair, of }: { view: View; pair: Pair; of: string }) {
  const s = t.samePerson
  if (pair.isClear) return <span class="hint">{s.revealed}</span>
  return (
    <form method="post" action="/removals/same-person/reveal" class="inline">
      <Csrf token={csrf} />
      <input type="hidden" name="contact" value={pair.kept.contactId} />
      <input type="hidden" name="other" value={pair.other.contactId} />
      <button type="submit" class="btn small" aria-describedby={of}>
        <Icon name="eye" />
        {s.reveal}
      </button>
    </form>
  )
}

type Line = [label: string, text: (half: PairHalf) => ComponentChildren]

function linesOf(view: View, keeping: Keeping, isClear: boolean): Line[] {
  const { t, f } = view
  const s = t.samePerson
  const acts = t.common.acts as Readonly<Record<string, string>>
  const act = ({ lastActAt, lastActKind }: PairHalf) =>
    lastActAt === null ? s.noAct : `${acts[lastActKind ?? 'act'] ?? acts['act'] ?? ''}, ${f.date(lastActAt)}`
  const shown = (mask: (text: string) => string) => (text: string) => (isClear ? text : mask(text))
  const nameOf = ({ firstName, lastName }: PairRecord) => words([firstName, lastName], ' ', shown(maskName))
  const everyOne = (half: PairHalf, text: (record: PairRecord) => readonly string[], none: string) => {
    const texts = [...new Set(half.records.flatMap(text))].filter((one) => one !== '')
    return texts.length === 0 ? none : texts.map((one) => <p>{one}</p>)
  }
  return [
    [s.lines.name, (half) => everyOne(half, (record) => [nameOf(record)], s.noName)],
    [
      s.lines.company,
      (half) =>
        everyOne(half, ({ company, jobTitle }) => [words([company, jobTitle], ', ', (text) => text)], s.noCompany),
    ],
    [s.lines.addresses, (half) => everyOne(half, ({ emails }) => emails.map(shown(maskEmail)), s.noAddress)],
    [s.lines.phones, (half) => everyOne(half, ({ phones }) => phones.map(shown(maskPhone)), s.noPhone)],
    [
      s.lines.records,
      ({ records }) =>
        records.map(({ label, object, remoteId, createdOn }) => (
          <p>
            {s.record(label, object, createdOn === null ? null : f.day(createdOn))}{' '}
            <span class="mono hint">{remoteId}</span>
          </p>
        )),
    ],
    [s.lines.act, act],
    [s.lines.keeps, (half) => <Keeps view={view} half={half} keeping={keeping} />],
    [s.lines.contact, ({ contactId }) => <a href={`/contacts/${contactId}`}>{s.openContact}</a>],
  ]
}

const words = (parts: readonly (string | null)[], between: string, shown: (text: string) => string): string =>
  parts.flatMap((part) => (part === null || part === '' ? [] : [shown(part)])).join(between)

/** What keeps a contact from removal beside this question: relation, what is open, what waits, what was decided. */
function Keeps({ view, half, keeping }: { view: View; half: PairHalf; keeping: Keeping }) {
  const s = view.t.samePerson
  const work = keeping.work.get(half.contactId) ?? []
  const holds = keeping.keepings.get(half.contactId) ?? []
  const [found, unread] = [work.flatMap(foundIn), work.flatMap(unreadIn)]
  const labels = new Map(work.map(({ connectionId, label }) => [connectionId, label]))
  const nothing = half.relation === 'none' && !half.isWaiting && found.length + unread.length + holds.length === 0
  return (
    <>
      {half.relation === 'none' ? null : (
        <p>{s.relations[half.relation as keyof typeof s.relations] ?? half.relation}</p>
      )}
      {found.length === 0 ? null : <p>{countsLine(view, found, labels)}</p>}
      <UnreadLines view={view} unread={unread} labels={labels} />
      {half.isWaiting ? <p>{s.waiting}</p> : null}
      {holds.map((hold) => (
        <p>
          {keepingWords(view, hold)}
          {view.f.colon}
          {hold.reason}
        </p>
      ))}
      {nothing ? s.nothing : null}
    </>
  )
}

import { SenderGaps } from '../notices/texts/sender-gaps.tsx'
import { maskEmail, maskName } from '../../../domain/contacts/identity.ts'
import type { AccessAsker } from '../../../domain/evidence/access-asker.ts'
import type { AccessRequest } from '../../../store/evidence/access-requests.ts'
import { ownCounts } from '../../documents/letters/absent-access-pdf.ts'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'
import { Check, Csrf, PostButton } from '../ui/form.tsx'
import { Time } from '../ui/time.tsx'

/** What the page of a request of somebody in no system shows beside its facts. */
export interface AbsentFacts {
  /** Null: brought back from the journal. */
  asker: AccessAsker | null
  isClear: boolean
  /** People in the base who bear the name, their address masked. */
  /** Who is to be looked at now. */
  namesakes: readonly { id: string; label: string }[]
  /** How many there are in all. */
  near: number
  /** How many more follow once these were looked at. */
  later: number
  /** One of them was not looked at when it was searched. */
  isUnseen: boolean
  /** Why the last search or answer was not done, in words. */
  failure: string | null
}

const maskPhone = (phone: string): string => `${phone.slice(0, 3)}••••${phone.slice(-2)}`

/** Who asked, masked until somebody asks for it. */
export function AskerCard({ view, request, absent }: { view: View; request: AccessRequest; absent: AbsentFacts }) {
  const a = view.t.absentAccess
  const { asker, isClear } = absent
  const shown = (value: string | null, mask: (value: string) => string) =>
    value === null ? null : isClear ? value : mask(value)
  const lines: [string, string | null][] = [
    [a.email2, shown(asker?.email ?? null, maskEmail)],
    [a.phone2, shown(asker?.phone ?? null, maskPhone)],
    [
      a.name,
      shown(asker?.firstName == null ? null : `${asker.firstName} ${asker.lastName ?? ''}`, (name) =>
        name.split(' ').map(maskName).join(' '),
      ),
    ],
    [a.language, request.language === null ? null : view.t.notices.languages[request.language]],
  ]
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.who}</h2>
        {request.answeredAt === null ? <a href={`/access/${request.id}/who`}>{a.correct}</a> : null}
      </div>
      {asker === null ? <p class="card-body">{a.notKept}</p> : null}
      <dl class="facts card-body">
        {lines
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {asker === null ? null : (
        <div class="card-foot">
          {isClear ? null : (
            <PostButton view={view} action={`/access/${request.id}/reveal`} kind="quiet">
              {a.reveal}
            </PostButton>
          )}
          <p class="hint">
            {a.whoMore} {isClear ? '' : a.revealMore}
          </p>
        </div>
      )}
    </section>
  )
}

/** The search, what it found, and the letter that says so. */
export function AbsentAnswerCard({
  view,
  request,
  absent,
}: {
  view: View
  request: AccessRequest
  absent: AbsentFacts
}) {
  const { absentAccess: a, accessRequests: r } = view.t
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.search}</h2>
      </div>
      {absent.failure === null ? null : (
        <div class="notice broken" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <strong>{absent.failure}</strong>
        </div>
      )}
      {request.looked === null ? null : <LookedTable view={view} request={request} />}
      <div class="card-body stack">
        {request.answeredAt === null ? <SearchForm view={view} request={request} absent={absent} /> : null}
        {absent.isUnseen ? <p>{a.unseen}</p> : null}
        {request.looked === null || absent.isUnseen ? null : <Letters view={view} request={request} />}
        {request.answeredAt === null ? null : (
          <p>{r.answered(view.f.dateTime(request.answeredAt), request.answeredBy ?? '')}</p>
        )}
      </div>
    </section>
  )
}

function SearchForm({ view, request, absent }: { view: View; request: AccessRequest; absent: AbsentFacts }) {
  const { t, f, settings } = view
  const a = t.absentAccess
  const tools = settings.otherTools
  return (
    <>
      <p class="hint">{a.searchMore}</p>
      {absent.namesakes.length === 0 ? null : (
        <div>
          <p>{a.namesakes(absent.near)}</p>
          {absent.later === 0 ? null : <p class="hint">{a.later(absent.later)}</p>}
          {absent.near > absent.namesakes.length + absent.later ? <p class="hint">{a.lookedBefore}</p> : null}
          <ul class="stack">
            {absent.namesakes.map(({ id, label }) => (
              <li class="actions">
                <a href={`/contacts/${id}`}>{label}</a>{' '}
                <PostButton view={view} action={`/access/${request.id}/contact`} fields={{ contact: id }} kind="plain">
                  {a.isThem}
                </PostButton>
              </li>
            ))}
          </ul>
        </div>
      )}
      <form method="post" action={`/access/${request.id}/search`} class="stack">
        <Csrf token={view.csrf} />
        {absent.namesakes.length === 0 ? null : <Check name="others" label={a.others} checked={false} />}
        {tools === null ? <p class="hint">{a.toolsOpen}</p> : null}
        {tools === null || tools.length === 0 ? null : (
          <Check name="tools" label={a.tools(f.list(tools))} hint={a.toolsMore} checked={false} />
        )}
        <p>
          <button type="submit" class={request.looked === null ? 'btn primary' : 'btn'}>
            {request.looked === null ? a.go : a.again}
          </button>
        </p>
      </form>
    </>
  )
}

function Letters({ view, request }: { view: View; request: AccessRequest }) {
  const { absentAccess: a, accessRequests: r } = view.t
  const own = request.looked === null ? [] : Object.values(request.looked.own)
  const asked = request.language ?? view.language
  const letters = [asked, ...(['fr', 'en'] as const).filter((language) => language !== asked)]
  return (
    <>
      <p class="hint">
        {a.sendMore} {own.some((count) => count > 0) && asked !== 'fr' && asked !== 'en' ? a.keptLanguage : null}
      </p>
      <SenderGaps view={view} />
      <p class="actions">
        {letters.map((language, place) => (
          <a
            class={place === 0 ? 'btn' : 'btn quiet'}
            href={`/access/${request.id}/letter.pdf?lang=${language}`}
            download
          >
            <Icon name="download" />
            {a.letterIn(view.t.notices.languages[language])}
          </a>
        ))}
        {own.some((count) => count > 0) ? (
          <a class="btn" href={`/access/${request.id}/kept.pdf?lang=${asked === 'fr' ? 'fr' : 'en'}`} download>
            <Icon name="download" />
            {a.kept}
          </a>
        ) : null}
      </p>
      {request.answeredAt === null ? (
        <PostButton view={view} action={`/access/${request.id}/answered`} fields={{ absent: 'yes' }} kind="primary">
          {r.sent}
        </PostButton>
      ) : null}
    </>
  )
}

function LookedTable({ view, request: { looked, lookedAt } }: { view: View; request: AccessRequest }) {
  const { t, f } = view
  const a = t.absentAccess
  if (looked === null || lookedAt === null) return null
  const kept = [
    ...(looked.removedOn === null ? [] : [a.removed(f.day(looked.removedOn))]),
    ...(looked.stoppedSince === null ? [] : [a.stopped(f.date(new Date(looked.stoppedSince)))]),
    ...ownCounts(looked.own, a),
  ]
  const facts: [string, preact.ComponentChildren][] = [
    [a.lookedFor, looked.by.map((kind) => a.by[kind]).join(', ')],
    [a.lookedAt, <Time at={lookedAt}>{f.dateTime(lookedAt)}</Time>],
    ...(looked.tools.length === 0 ? [] : [[a.toolsLooked, f.list(looked.tools)] as [string, string]]),
    ...(looked.sameName === 0 ? [] : [[a.sameName, a.sameNameCount(looked.sameName)] as [string, string]]),
    [a.own, kept.length === 0 ? a.ownNone : f.list(kept)],
  ]
  return (
    <>
      <dl class="facts card-body">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table class="rows">
        <caption class="sr-only">{a.looked}</caption>
        <thead>
          <tr>
            {[a.system, a.whole, a.upTo, a.result].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {looked.systems.map(({ name, readAt, wholeAt }) => (
            <tr>
              <td class="strong">{name}</td>
              <td data-label={a.whole} class="nowrap">
                {wholeAt === null ? a.never : f.dateTime(new Date(wholeAt))}
              </td>
              <td data-label={a.upTo} class="nowrap">
                {f.dateTime(new Date(readAt))}
              </td>
              <td data-label={a.result}>{a.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

import { Detail } from '../app/detail.tsx'
import type { MergeField } from '../../../connector/contract.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { LanguageNeeds } from '../../../domain/notices/language-needs.ts'
import type { NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { checkAsk } from '../../../domain/removals/tables/repermission-texts.ts'
import type { AskPreview } from '../../../operations/removals/repermission/ask-repermission.ts'
import type { AskResults } from '../../../store/removals/repermission-view.ts'
import { Choice, Csrf, Field, type FormState } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'

export interface RepermissionProps {
  preview: AskPreview
  results: AskResults
  systems: readonly { id: string; label: string; ready: boolean }[]
  canAsk: boolean
  /** The mails, empty without a company to name. */
  mails: readonly { code: NoticeLanguage; subject: string; text: string; sentence: string }[]
  /** How many people of the base read which language. */
  needs: LanguageNeeds
  fields: readonly MergeField[]
  form: FormState
  seen: string
  saved: boolean
}

/** Whom the next mail would go to, a few of them by their masked address. */
export function WhoCard({ view, preview }: { view: View; preview: AskPreview }) {
  const { t, f } = view
  const s = t.repermission.who
  return (
    <section class="card" id="who">
      <div class="card-head">
        <h2>{s.title}</h2>
        {preview.people === 0 ? null : <span class="hint">{s.more(preview.sample.length, preview.people)}</span>}
      </div>
      {preview.people === 0 ? (
        <p class="empty">{s.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{s.title}</caption>
          <thead>
            <tr>
              <th scope="col">{s.person}</th>
              <th scope="col">{s.term}</th>
              <th scope="col">{s.language}</th>
            </tr>
          </thead>
          <tbody>
            {preview.sample.map((row) => (
              <tr>
                <td>
                  <a href={`/contacts/${row.contactId}`}>{maskEmail(row.address)}</a>
                </td>
                <td data-label={s.term} class="nowrap">
                  {f.day(row.termOn)}
                </td>
                <td data-label={s.language}>{t.repermission.text.languages[row.language as NoticeLanguage]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {preview.notThere === 0 ? null : <p class="card-body hint">{s.notThere(preview.notThere)}</p>}
    </section>
  )
}

/** Who is not asked, by reason. */
export function NotAskedCard({ view, preview }: { view: View; preview: AskPreview }) {
  const { f } = view
  const s = view.t.repermission.not
  const rows = [...preview.notAsked].toSorted(([, a], [, b]) => b - a)
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{s.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{s.title}</caption>
          <thead>
            <tr>
              <th scope="col">{s.why}</th>
              <th scope="col" class="num">
                {s.people}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([reason, people]) => (
              <tr>
                <td>{s.reasons[reason]}</td>
                <td data-label={s.people} class="num">
                  {f.number(people)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/**
 * The mail in each language with the points it makes; for a CRM, the fields that stand in the place of link and day.
 */
export function TextCard({
  view,
  mails,
  needs,
  fields,
}: { view: View } & Pick<RepermissionProps, 'mails' | 'needs' | 'fields'>) {
  const s = view.t.repermission.text
  const peopleOf = (code: string) => needs.languages.find((needed) => needed.code === code)?.people ?? 0
  const needed = mails.filter(({ code }) => peopleOf(code) > 0).toSorted((a, b) => peopleOf(b.code) - peopleOf(a.code))
  // Before anybody is in the base, the reader's own.
  const wanted = needed.length > 0 ? needed : mails.filter(({ code }) => code === view.language)
  const others = mails.filter((mail) => !wanted.includes(mail))
  return (
    <section class="card" id="text">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{s.more}</p>
        {mails.length === 0 ? (
          <p>{s.noCompany}</p>
        ) : (
          <>
            {wanted.map((mail) => (
              <MailText view={view} mail={mail} people={peopleOf(mail.code)} open={mail === wanted[0]} />
            ))}
            {others.length === 0 ? null : (
              <details>
                <summary>{view.t.notices.others}</summary>
                {others.map((mail) => (
                  <MailText view={view} mail={mail} people={0} open={false} />
                ))}
              </details>
            )}
          </>
        )}
        {fields.length === 0 ? null : (
          <>
            <h3>{s.crm}</h3>
            <p class="hint">{s.crmMore}</p>
            <dl class="facts">
              {fields.map(({ where, ask, term }) => (
                <div>
                  <dt>{where}</dt>
                  <dd>
                    <code>{ask}</code>
                    <br />
                    <code>{term}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
    </section>
  )
}

/** Whether people are asked, by which way, and how fast. */
export function SwitchCard({
  view,
  systems,
  canAsk,
  form,
  seen,
}: { view: View } & Pick<RepermissionProps, 'systems' | 'canAsk' | 'form' | 'seen'>) {
  const s = view.t.repermission.form
  const now = view.settings.repermission
  return (
    <section class="card" id="switch">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <form method="post" action="/removals/ask" class="card-body stack narrow">
        <Csrf token={view.csrf} />
        <input type="hidden" name="seen" value={seen} />
        {canAsk ? null : <p class="notice wait">{s.noServer}</p>}
        <Choice
          name="way"
          label={s.way}
          form={form}
          value={now === null ? 'off' : now.way === 'mail' ? 'mail' : now.connectionId}
          options={[['off', s.off], ['mail', s.mail], ...systems.map(({ id, label }) => [id, s.field(label)] as const)]}
          hint={s.wayHint}
        />
        <Field
          name="perHour"
          label={s.perHour}
          form={form}
          value={String(now?.perHour ?? 100)}
          inputmode="numeric"
          hint={s.perHourHint}
        />
        <p>
          <button type="submit" class="btn primary">
            {s.save}
          </button>
        </p>
      </form>
    </section>
  )
}

/** What came of the mails so far. */
export function ResultsCard({ view, results }: { view: View; results: AskResults }) {
  const { f } = view
  const s = view.t.repermission.results
  const rows = (
    ['asked', 'yes', 'toConfirm', 'no', 'bounced', 'unanswered', 'waiting', 'refused', 'unclear'] as const
  ).map((name) => [s[name], results[name]] as const)
  return (
    <section class="card" id="results">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <dl class="facts card-body">
        {rows.map(([label, count]) => (
          <div>
            <dt>{label}</dt>
            <dd class="num">{f.number(count)}</dd>
          </div>
        ))}
        {results.failure === null ? null : (
          <div>
            <dt>{s.failure}</dt>
            <dd>
              <Detail view={view} text={results.failure} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** One language: left what people read, right what it has to say. */
function MailText({
  view,
  mail: { code, subject, text, sentence },
  people,
  open,
}: {
  view: View
  mail: RepermissionProps['mails'][number]
  people: number
  open: boolean
}) {
  const s = view.t.repermission.text
  return (
    <details open={open} class="language">
      <summary>
        {s.languages[code]} <span class="hint">{view.t.notices.neededFor(people)}</span>
      </summary>
      <div class="two-columns">
        <div class="stack">
          <div lang={code}>
            <p class="strong">{subject}</p>
            <p class="mail">{text}</p>
          </div>
          <p>
            {s.sentence}
            {view.f.colon}
            <span lang={code}>{sentence}</span>
          </p>
        </div>
        <ul class="plain-list" aria-label={s.points}>
          {checkAsk(code).map(({ id, found }) => (
            <li>
              <Icon name={found === null ? 'alert-triangle' : 'check'} size={14} /> {s.names[id]}
              {view.f.colon}
              <span class="hint">{found === null ? s.missing : s.found}</span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}

import type { RegisterFacts } from '../../../domain/evidence/tables/register-facts.ts'
import { keptRows, type KeptId } from '../../../domain/runs/tables/kept.ts'
import type { Text } from '../../../domain/app/tables/text.ts'
import type { RegisterText } from '../../documents/register-model.ts'
import { frenchText } from '../../../domain/app/french-text.ts'
import { Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'

interface KeptCounts {
  /** When the last run erased what was past its term; null = no run has. */
  at: Date | null
  erased: Readonly<Record<string, number>>
  /** What stays though its term has passed. */
  past: Readonly<Partial<Record<KeptId, number>>>
}

interface Props {
  kept: KeptCounts
  facts: RegisterFacts
  texts: readonly RegisterText[]
  form: FormState
  saved: boolean
}

/** What do we do with personal data, and is anything left to say (docs/reference/law.md#h2)? */
export function registerPage(view: View, { facts, texts, form, saved, kept }: Props): string {
  const { t, language } = view
  const r = t.register
  const missing = new Set(texts.flatMap(({ line }) => line.missing))
  const labels = Object.fromEntries(
    facts.recipients.flatMap(({ name }, place) => [
      [`legalName-${place}`, `${r.form.legalName}, ${name}`],
      [`country-${place}`, `${r.form.country}, ${name}`],
      [`safeguard-${place}`, `${r.form.safeguard}, ${name}`],
    ]),
  )
  return html(
    <Page
      view={view}
      nav="register"
      title={r.title(texts.length, missing.size)}
      tab={r.tab}
      context={<p>{r.context}</p>}
      actions={
        <>
          <a class="btn" href="/evidence">
            <Icon name="file-certificate" />
            {t.evidence.link}
          </a>
          <a class="btn" href={`/register.json?lang=${language}`} download>
            {r.json}
          </a>
          <a class="btn" href={`/register.csv?lang=${language}`} download>
            {r.csv}
          </a>
          <a class="btn primary" href={`/register.pdf?lang=${language}`} download>
            <Icon name="download" />
            {r.pdf}
          </a>
        </>
      }
    >
      {saved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{r.saved}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ dpo: r.form.dpo, authority: r.form.authority, security: r.form.security, ...labels }}
      />
      <div class="stack">
        {missing.size === 0 ? null : (
          <div class="notice wait">
            <Icon name="clock-hour-4" />
            <ul class="plain-list">
              {[...missing].map((one) => (
                <li>{r.missing[one]}</li>
              ))}
            </ul>
          </div>
        )}
        {texts.map(({ heading, cells, line }) => (
          <section class="card">
            <div class="card-head">
              <h2>{heading}</h2>
              {line.missing.length === 0 ? (
                <Pill tone="done" icon="circle-check">
                  {r.complete}
                </Pill>
              ) : (
                <Pill tone="wait">{r.columns.missing}</Pill>
              )}
            </div>
            <div class="card-body">
              <dl class="facts told">
                {cells
                  .filter(([column]) => column !== 'purpose' && column !== 'controller' && column !== 'security')
                  .map(([column, text]) => (
                    <div>
                      <dt>{r.columns[column]}</dt>
                      <dd>{text === '' ? <span class="hint">{t.common.unknown}</span> : text}</dd>
                    </div>
                  ))}
              </dl>
            </div>
          </section>
        ))}
        <Kept view={view} kept={kept} />
        <SaidByYou view={view} facts={facts} form={form} />
      </div>
    </Page>,
  )
}

function Kept({ view, kept }: { view: View; kept: KeptCounts }) {
  const { t, f, language } = view
  const k = t.register.kept
  const say = (text: Text) => (language === 'fr' ? frenchText(text.fr) : text.en)
  return (
    <section class="card" id="kept">
      <div class="card-head">
        <h2>{k.title}</h2>
        <span class="hint">{kept.at === null ? k.noRun : k.run(f.dateTime(kept.at))}</span>
      </div>
      <table class="rows">
        <caption class="sr-only">{k.title}</caption>
        <thead>
          <tr>
            <th scope="col">{k.what}</th>
            <th scope="col">{k.term}</th>
            <th scope="col" class="num">
              {k.last}
            </th>
          </tr>
        </thead>
        <tbody>
          {keptRows.map((row) => (
            <tr>
              <th scope="row" data-label={k.what}>
                {say(row.what)}
              </th>
              <td data-label={k.term}>
                {row.days === undefined ? t.register.months(row.months ?? 0) : k.days(row.days)}{' '}
                <span class="hint">{say(row.end)}</span>
              </td>
              <td data-label={k.last} class="num">
                {row.by === 'night' ? (
                  kept.at === null ? (
                    <span class="hint">{k.never}</span>
                  ) : (
                    f.number(kept.erased[row.id] ?? 0)
                  )
                ) : (
                  <span class="hint">{row.by === 'self' ? k.self : k.restricted(kept.past[row.id] ?? 0)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function SaidByYou({ view, facts, form }: { view: View; facts: RegisterFacts; form: FormState }) {
  const { t } = view
  const s = t.register.form
  return (
    <section class="card" id="said-by-you">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <form method="post" action="/register" class="card-body stack">
        <p class="hint">{s.more}</p>
        <Csrf token={view.csrf} />
        <div class="narrow stack">
          <Field name="dpo" label={s.dpo} form={form} value={facts.register.dpo ?? ''} hint={s.dpoHint} />
          <Field name="authority" label={s.authority} form={form} value={facts.register.authority} required />
          <Field
            name="security"
            label={s.security}
            form={form}
            value={facts.register.security ?? ''}
            hint={s.securityHint}
            lines={4}
          />
        </div>
        {facts.recipients.length === 0 ? (
          <p class="hint">{s.noRecipient}</p>
        ) : (
          facts.recipients.map((recipient, place) => (
            <fieldset>
              <legend>{recipient.name}</legend>
              <div class="row-fields">
                <Field name={`legalName-${place}`} label={s.legalName} form={form} value={recipient.legalName ?? ''} />
                <Field
                  name={`country-${place}`}
                  label={s.country}
                  form={form}
                  value={recipient.country ?? ''}
                  hint={s.countryHint}
                />
                <Field
                  name={`safeguard-${place}`}
                  label={s.safeguard}
                  form={form}
                  value={recipient.safeguard ?? ''}
                  hint={s.safeguardHint}
                />
              </div>
            </fieldset>
          ))
        )}
        <p>
          <button type="submit" class="btn">
            {t.common.save}
          </button>
        </p>
      </form>
    </section>
  )
}

import type { NoticeCheck } from '../../../domain/notices/notice-check.ts'
import { noticeFields, noticeLanguageCodes, type NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import type { NoticeVersion } from '../../../store/notices/notices.ts'
import { Csrf, Field, type FormState } from '../ui/form.tsx'
import { Pill } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'

export interface EditorProps {
  latest: NoticeVersion | null
  /** What was typed, or the newest version. */
  texts: Readonly<Record<NoticeLanguage, string>>
  checks: Readonly<Record<NoticeLanguage, NoticeCheck>>
  form: FormState
  /** Languages that people of the base are known to read. */
  readBy: readonly string[]
}

/** The text in each language beside what it must say (docs/reference/law.md#d). */
export function Editor({ view, latest, texts, checks, form, readBy }: { view: View } & EditorProps) {
  const { f, t } = view
  const s = t.notices
  const wanted = noticeLanguageCodes.filter((code) => texts[code].trim() !== '' || form.errors[code] !== undefined)
  const open = wanted.length > 0 ? wanted : noticeLanguageCodes.slice(0, 2)
  const names = readBy.map((code) => new Intl.DisplayNames([view.language], { type: 'language' }).of(code) ?? code)
  return (
    <section class="card" id="text">
      <div class="card-head">
        <h2>{s.text}</h2>
        <span class="hint">
          {latest === null ? s.noVersion : s.version(latest.number, latest.author, f.date(latest.createdAt))}
        </span>
      </div>
      <form method="post" action="/notices" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">
          {s.fields}
          {f.colon}
          {noticeFields.map((name) => (
            <code>{`{${name}} `}</code>
          ))}{' '}
          {s.fieldsMore}
        </p>
        {names.length === 0 ? null : <p class="hint">{s.languagesMore(f.list(names))}</p>}
        {noticeLanguageCodes.map((code) => (
          <details open={open.includes(code)} class="language">
            <summary>
              {s.languages[code]}
              {texts[code].trim() === '' ? null : (
                <Pill tone={checks[code].complete ? 'done' : 'wait'}>
                  {checks[code].complete ? s.complete : s.open}
                </Pill>
              )}
            </summary>
            <div class="two-columns">
              <Field
                name={code}
                label={s.languages[code]}
                form={form}
                value={texts[code]}
                lines={14}
                hint={s.optional}
                spellcheck={false}
              />
              <Checklist view={view} code={code} check={checks[code]} empty={texts[code].trim() === ''} />
            </div>
          </details>
        ))}
        <p>
          <button type="submit" class="btn primary">
            {s.save}
          </button>
        </p>
      </form>
    </section>
  )
}

function Checklist({
  view,
  code,
  check,
  empty,
}: {
  view: View
  code: NoticeLanguage
  check: NoticeCheck
  empty: boolean
}) {
  const s = view.t.notices
  return (
    <div>
      <h3>
        {s.checklist} ({s.languages[code]})
      </h3>
      <ul class="plain-list checklist">
        {check.points.map((point) => {
          const [name, advice] = s.points[point.id]
          const made = point.found !== null
          return (
            <li>
              <Pill tone={made ? 'done' : empty ? 'quiet' : 'wait'} icon={made ? 'circle-check' : 'circle-dashed'}>
                {made ? s.found : s.missing}
              </Pill>{' '}
              <span>
                {name}
                <span class="hint block">{made ? point.found : advice}</span>
              </span>
            </li>
          )
        })}
      </ul>
      {check.faults.length === 0 ? null : (
        <ul class="plain-list checklist">
          {check.faults.map(({ id, found }) => (
            <li>
              <Pill tone="broken" icon="alert-triangle">
                {s.refused}
              </Pill>{' '}
              <span>
                {s.faults[id]}
                <span class="hint block">{found}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

import type { LanguageNeeds } from '../../../../domain/notices/language-needs.ts'
import type { NoticeCheck } from '../../../../domain/notices/notice-check.ts'
import { noticeLanguageCodes, type NoticeLanguage } from '../../../../domain/notices/tables/notice-words.ts'
import type { NoticeVersion } from '../../../../store/notices/notices.ts'
import { Csrf, Field, type FormState } from '../../ui/form.tsx'
import { Pill } from '../../ui/pill.tsx'
import type { View } from '../../app/view.ts'
import { Checklist } from './checklist.tsx'
import { shownLanguages, type TextsByLanguage } from './text-form.ts'

export interface EditorProps {
  latest: NoticeVersion | null
  /** What was typed, or the newest version. */
  texts: TextsByLanguage
  checks: Readonly<Record<NoticeLanguage, NoticeCheck>>
  form: FormState
  /** How many people of the base read which language. */
  needs: LanguageNeeds
}

/**
 * A text in each language that people of the base read: left the text, right what it must say
 * (docs/reference/law.md#d). `action`: where it is saved; `mergeFields` may stand in it.
 */
export function Editor({
  view,
  title,
  noVersion,
  action,
  mergeFields,
  latest,
  texts,
  checks,
  form,
  needs,
}: { view: View; title: string; noVersion: string; action: string; mergeFields: readonly string[] } & EditorProps) {
  const { f, t } = view
  const s = t.notices
  const shown = shownLanguages(needs, texts, form)
  const others = noticeLanguageCodes.filter((code) => !shown.includes(code))
  return (
    <section class="card" id="text">
      <div class="card-head">
        <h2>{title}</h2>
        <span class="hint">
          {latest === null ? noVersion : s.version(latest.number, latest.author, f.date(latest.createdAt))}
        </span>
      </div>
      <form method="post" action={action} class="card-body stack">
        <Csrf token={view.csrf} />
        <NeedsText view={view} needs={needs} />
        {mergeFields.length === 0 ? null : (
          <p class="hint">
            {s.fields}
            {f.colon}
            {mergeFields.map((name) => (
              <code>{`{${name}} `}</code>
            ))}{' '}
            {s.fieldsMore}
          </p>
        )}
        {shown.map((code) => (
          <Language view={view} code={code} text={texts[code]} check={checks[code]} form={form} needs={needs} />
        ))}
        {others.length === 0 ? null : (
          <details>
            <summary>{s.others}</summary>
            <p class="hint">{s.othersMore}</p>
            <p class="actions">
              {others.map((code) => (
                <button type="submit" class="btn small" name="template" value={code}>
                  {s.languages[code]}
                </button>
              ))}
            </p>
          </details>
        )}
        <p>
          <button type="submit" class="btn primary">
            {s.save}
          </button>
        </p>
      </form>
    </section>
  )
}

/** Whose language there is no text or template for. */
function NeedsText({ view, needs }: { view: View; needs: LanguageNeeds }) {
  const { f, t } = view
  const s = t.notices
  const names = new Intl.DisplayNames([view.language], { type: 'language' })
  const without = needs.languages.filter(({ code }) => !noticeLanguageCodes.some((one) => one === code))
  return (
    <>
      {needs.languages.length === 0 ? null : <p class="hint">{s.languagesMore}</p>}
      {without.length === 0 ? null : (
        <p class="hint">
          {s.noTemplate(f.list(without.map(({ code, people }) => s.readers(names.of(code) ?? code, people))))}
        </p>
      )}
      {needs.unknown === 0 ? null : <p class="hint">{s.unknownLanguage(needs.unknown)}</p>}
    </>
  )
}

/** Room for the whole text, as far as a screen has it. */
const linesOf = (text: string) =>
  Math.min(
    36,
    text.split('\n').reduce((lines, line) => lines + 1 + Math.floor(line.length / 70), 4),
  )

/** One language: the text beside what it must say. */
function Language({
  view,
  code,
  text,
  check,
  form,
  needs,
}: {
  view: View
  code: NoticeLanguage
  text: string
  check: NoticeCheck
  form: FormState
  needs: LanguageNeeds
}) {
  const s = view.t.notices
  const people = needs.languages.find((needed) => needed.code === code)?.people ?? 0
  const empty = text.trim() === ''
  return (
    <details open class="language" id={`language-${code}`}>
      <summary>
        {s.languages[code]}{' '}
        {empty ? (
          people === 0 ? null : (
            <Pill tone="wait">{s.notWritten}</Pill>
          )
        ) : (
          <Pill tone={check.complete ? 'done' : 'wait'}>{check.complete ? s.complete : s.open}</Pill>
        )}{' '}
        <span class="hint">{s.neededFor(people)}</span>
      </summary>
      <div class="two-columns">
        <div class="stack">
          <Field
            name={code}
            label={s.languages[code]}
            form={form}
            value={text}
            lines={linesOf(text)}
            hint={people === 0 ? s.optional : s.wanted}
            spellcheck={false}
          />
          <p>
            <button type="submit" class="btn small" name="template" value={code}>
              {empty ? s.template : s.templateAgain}
            </button>
          </p>
        </div>
        <Checklist view={view} code={code} check={check} empty={empty} />
      </div>
    </details>
  )
}

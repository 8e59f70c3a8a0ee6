import type { LanguageNeeds } from '../../../../domain/notices/language-needs.ts'
import { noticeKinds, noticeLanguageCodes, type NoticeKind } from '../../../../domain/notices/tables/notice-words.ts'
import type { NoticeVersion } from '../../../../store/notices/notices.ts'
import { byLanguage, checksOf, shownLanguages } from './text-form.ts'
import { emptyForm } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/pill.tsx'
import type { View } from '../../app/view.ts'

interface Props {
  needs: LanguageNeeds
  latest: Readonly<Record<NoticeKind, NoticeVersion | null>>
}

/** Which texts are written, in the languages that people of the base read? */
export function textsPage(view: View, { needs, latest }: Props): string {
  const { t, f } = view
  const s = t.texts
  const written = byLanguage((code) =>
    Object.values(latest)
      .map((version) => version?.texts[code] ?? '')
      .join(''),
  )
  const languages = shownLanguages(needs, written, emptyForm)
  const names = new Intl.DisplayNames([view.language], { type: 'language' })
  const without = needs.languages.filter(({ code }) => !noticeLanguageCodes.some((one) => one === code))
  return html(
    <Page
      view={view}
      nav="notices"
      title={s.title}
      crumbs={[[t.notices.title, '/notices']]}
      context={<p>{s.context}</p>}
    >
      <div class="stack">
        <section class="card">
          <table class="rows">
            <caption class="sr-only">{s.title}</caption>
            <thead>
              <tr>
                <th scope="col">{s.text}</th>
                {languages.map((code) => (
                  <th scope="col">
                    {t.notices.languages[code]}
                    <span class="hint block">
                      {t.notices.neededFor(needs.languages.find((one) => one.code === code)?.people ?? 0)}
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {noticeKinds.map((kind) => (
                <tr>
                  <th scope="row">
                    <a href={kind === 'notice' ? '/notices#text' : `/texts/${kind}`}>{s.kinds[kind].title}</a>
                    <span class="hint block">{s.kinds[kind].where}</span>
                  </th>
                  {languages.map((code) => (
                    <td data-label={t.notices.languages[code]}>
                      <State view={view} kind={kind} text={latest[kind]?.texts[code] ?? ''} code={code} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {without.length === 0 && needs.unknown === 0 ? null : (
            <div class="card-body stack">
              {without.length === 0 ? null : (
                <p class="hint">
                  {t.notices.noTemplate(
                    f.list(without.map(({ code, people }) => t.notices.readers(names.of(code) ?? code, people))),
                  )}
                </p>
              )}
              {needs.unknown === 0 ? null : <p class="hint">{t.notices.unknownLanguage(needs.unknown)}</p>}
            </div>
          )}
        </section>
        <section class="card">
          <div class="card-head">
            <h2>{s.elsewhere}</h2>
          </div>
          <div class="card-body stack">
            {(
              [
                ['/offers', s.assessment],
                ['/removals/ask', s.ask],
                ['/access', s.access],
                ['/erasures', s.erasures],
              ] as const
            ).map(([href, label]) => (
              <p>
                <a href={href}>{label}</a>
              </p>
            ))}
          </div>
        </section>
      </div>
    </Page>,
  )
}

function State({
  view,
  kind,
  text,
  code,
}: {
  view: View
  kind: NoticeKind
  text: string
  code: (typeof noticeLanguageCodes)[number]
}) {
  const s = view.t.notices
  if (text === '') return <Pill tone="wait">{s.notWritten}</Pill>
  // What was complete when it was saved may lack a point since: an officer was named, a source has another name.
  const check = checksOf(
    view,
    kind,
    byLanguage((one) => (one === code ? text : '')),
  )[code]
  return <Pill tone={check.complete ? 'done' : 'wait'}>{check.complete ? s.complete : s.open}</Pill>
}

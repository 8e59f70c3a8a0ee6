import { noticeLanguageCodes } from '../../../../domain/notices/tables/notice-words.ts'
import type { CompanyTextKind } from '../../../../store/texts/company-texts.ts'
import { type EditorProps, Editor } from './text-editor.tsx'
import { CopyField, ErrorSummary } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../app/view.ts'

interface Props extends EditorProps {
  kind: CompanyTextKind
  saved: number | null
}

/** Is this text complete in each language, and where does it go? */
export function textPage(view: View, props: Props): string {
  const { t } = view
  const { kind, form, latest } = props
  const s = t.texts.pages[kind]
  return html(
    <Page
      view={view}
      nav="notices"
      title={t.texts.kinds[kind].title}
      crumbs={[
        [t.notices.title, '/notices'],
        [t.texts.title, '/texts'],
      ]}
      context={<p>{s.context}</p>}
    >
      {props.saved === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{t.notices.saved(props.saved)}</p>
        </div>
      )}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={t.notices.languages}
      />
      <div class="stack">
        <Editor
          view={view}
          title={t.notices.text}
          noVersion={t.texts.none}
          action={`/texts/${kind}`}
          mergeFields={[]}
          {...props}
        />
        {latest === null ? null : (
          <section class="card" id="copy">
            <div class="card-head">
              <h2>{s.copyTitle}</h2>
            </div>
            <div class="card-body stack">
              <p class="hint">{s.copyMore}</p>
              {noticeLanguageCodes.flatMap((code) => {
                const text = latest.texts[code]
                return text === undefined
                  ? []
                  : [
                      <CopyField
                        label={t.notices.languages[code]}
                        value={text}
                        copy={t.common.copy}
                        copied={t.common.copied}
                      />,
                    ]
              })}
            </div>
          </section>
        )}
      </div>
    </Page>,
  )
}

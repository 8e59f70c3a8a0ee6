import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { CorrectionState } from '../../../operations/corrections/load-correction.ts'
import { CorrectionCard } from './correction-card.tsx'
import { receivedText } from '../../documents/received-text.ts'
import { doorName } from '../../documents/door-name.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { ObjectionView } from '../../../store/objections/objections-view.ts'
import type { EvidenceFile } from '../../../store/app/evidence.ts'
import { Icon } from '../../ui/icon.tsx'
import type { LanesProps } from '../propagation/lanes.tsx'
import { scopeText } from '../propagation/scope-text.ts'
import { Page } from '../ui/page.tsx'
import { Time } from '../ui/time.tsx'
import { ObjectionCard } from '../propagation/objection-card.tsx'
import type { View } from '../app/view.ts'
import { isOnItsWay } from '../propagation/on-its-way.ts'

interface OneProps extends LanesProps {
  objection: ObjectionView & { email: string | null }
  files: readonly EvidenceFile[]
  words: string | null
  done: boolean
  corrected: CorrectionState
}

/** One opt-out: its way to each system, and what proves it. */
export function ObjectionPage({ view, objection, rows, known, acts, files, words, done, corrected }: OneProps) {
  const { t } = view
  const o = t.objections.page
  const moving = rows.some((row) => isOnItsWay(row))
  return (
    <Page
      view={view}
      nav="objections"
      title={o.title(objection.number)}
      tab={objection.number}
      crumbs={[[t.objections.tab, '/objections']]}
      context={
        <p>
          {objection.email === null ? t.common.unknown : maskEmail(objection.email)} ·{' '}
          {t.objections.page.reasons[objection.reason as keyof typeof o.reasons] ?? objection.reason}
        </p>
      }
      actions={<PaperActs view={view} objection={objection} corrected={corrected} />}
    >
      {done ? <DoneNotice view={view} objection={objection} /> : null}
      <CorrectionCard view={view} id={objection.id} state={corrected} />
      <div id="objection" data-live={moving ? '2' : undefined} class="stack">
        <ObjectionCard view={view} objection={objection} rows={rows} known={known} acts={acts} linked={false} />
        <EvidenceCard view={view} objection={objection} files={files} words={words} />
      </div>
    </Page>
  )
}

/** Evidence without what could name the person. */
function evidenceText(view: View, evidence: Readonly<Record<string, unknown>>): string {
  const o = view.t.objections.page
  const parts = [
    evidence['how'] === 'forwarded' ? o.forwarded : evidence['how'] === 'told' ? o.told : '',
    evidence['doubtful'] === true ? o.doubtful : '',
    evidence['undated'] === true ? o.undated : '',
    typeof evidence['recordId'] === 'string'
      ? `${o.record} ${typeof evidence['object'] === 'string' ? evidence['object'] : ''} ${evidence['recordId']}`
      : '',
    typeof evidence['reference'] === 'string' ? evidence['reference'] : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** The contact, and the receipt to hand out. */
function PaperActs({ view, objection, corrected }: Pick<OneProps, 'view' | 'objection' | 'corrected'>) {
  const { t } = view
  return (
    <>
      {objection.contactId === null ? null : (
        <a class="btn" href={`/contacts/${objection.contactId}`}>
          {t.objections.contact}
        </a>
      )}
      {corrected.correction === null && allowed(view.role, may.correct) ? (
        <a class="btn" href={`/objections/${objection.id}/correct`}>
          {t.corrections.open}
        </a>
      ) : null}
      <a class="btn" href={`/objections/${objection.id}/receipt.json`} download>
        {t.receipt.json}
      </a>
      <a class="btn primary" href={`/objections/${objection.id}/receipt.pdf`} download>
        <Icon name="printer" />
        {t.receipt.pdf}
      </a>
    </>
  )
}

/** After it was recorded by hand: its number, and the form for the next. */
function DoneNotice({ view, objection }: { view: View; objection: ObjectionView }) {
  const { t, f } = view
  return (
    <div class="notice done" role="status">
      <Icon name="circle-check" />
      <div>
        <p>{t.byHand.done(objection.number, f.time(objection.recordedAt))}</p>
        <p>
          <a class="btn" href="/objections/new" data-next>
            {t.byHand.next}
          </a>
        </p>
      </div>
    </div>
  )
}

/** When, how and for what the person said it, and what proves it. */
function EvidenceCard({
  view,
  objection,
  files,
  words,
}: {
  view: View
  objection: ObjectionView
  files: readonly EvidenceFile[]
  words: string | null
}) {
  const { t, f } = view
  const o = t.objections.page
  const evidence = evidenceText(view, objection.evidence)
  return (
    <section class="card">
      <div class="card-head">
        <h2>{o.evidence}</h2>
      </div>
      <dl class="facts card-body">
        <div>
          <dt>{o.received}</dt>
          <dd>
            <Time at={objection.receivedAt}>
              {receivedText(objection, f.proof(objection.receivedAt), view.language)}
            </Time>
          </dd>
        </div>
        <div>
          <dt>{o.recorded}</dt>
          <dd>
            <Time at={objection.recordedAt}>{f.proof(objection.recordedAt)}</Time>
          </dd>
        </div>
        <div>
          <dt>{o.door}</dt>
          <dd>{doorName(t.common, objection)}</dd>
        </div>
        <div>
          <dt>{o.scope}</dt>
          <dd>{scopeText(view, objection)}</dd>
        </div>
        <div>
          <dt>{o.evidence}</dt>
          <dd>{evidence === '' ? o.noEvidence : evidence}</dd>
        </div>
        {words === null ? null : (
          <div>
            <dt>{t.byHand.wordsNoted}</dt>
            <dd>
              <q>{words}</q>
            </dd>
          </div>
        )}
        {files.length === 0 ? null : (
          <div>
            <dt>{t.byHand.files}</dt>
            <dd>
              {files.map((file) => (
                <p>
                  <a href={`/evidence/${file.id}`} download>
                    {file.name}
                  </a>{' '}
                  <span class="hint">
                    {f.number(Math.ceil(file.size / 1024))} kB · {file.digest.toString('hex').slice(0, 12)}
                  </span>
                </p>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

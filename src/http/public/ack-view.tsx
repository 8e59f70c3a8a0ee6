import type { BrokerAnswer } from '../../domain/brokers/broker-answer.ts'
import { brokerAnswers } from '../../domain/brokers/broker-answer.ts'
import type { OpenedAck } from '../../operations/brokers/acknowledge.ts'
import { referenceOf, type NoticeLine } from '../../store/brokers/broker-notices.ts'
import { textsOf } from '../locales/texts.ts'
import { colon, Frame, queryOf, toHtml, type PersonView } from './person-frame.tsx'
import { companyOf, whenText, type Opened } from './person-request.ts'

/** What a broker typed so far, by line. */
export interface AckForm {
  name: string
  answers: ReadonlyMap<number, { answer: BrokerAnswer | null; reason: string }>
}

interface AckProps {
  ack: OpenedAck
  action: string
  form: AckForm
  /** Clear addresses by Propagation; null until they were asked for. */
  addresses: ReadonlyMap<string, readonly string[]> | null
  faults: readonly string[]
}

/** Brokers read French or English. */
const languageOf = (view: PersonView) => (view.language.code === 'fr' ? 'fr' : 'en')
export const ackTexts = (view: PersonView) => textsOf(languageOf(view)).brokers.ack

/** The page a broker's link opens. One form, real radio buttons, no script. */
export function ackPage(opened: Opened, { ack, action, form, addresses, faults }: AckProps): string {
  const { view } = opened
  const t = ackTexts(view)
  const { notice, lines } = ack
  return toHtml(
    <Frame view={view} title={t.title} self={action} forBroker>
      <p>
        {t.asked(companyOf(opened), whenText(opened, notice.sentAt ?? notice.createdAt))}{' '}
        <span class="number">{t.reference(notice.number)}</span>
      </p>
      <p class="quiet">{t.count(lines.length)}</p>
      {faults.length === 0 ? null : (
        <div class="note broken" role="alert">
          <p>{t.faults}</p>
          <ul>
            {faults.map((fault) => (
              <li>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      {/* A form of its own: the Enter key in a field of the other one must send the answers, and show nothing. */}
      {addresses !== null ? (
        <p class="note" role="status">
          {t.shown}
        </p>
      ) : (
        <form method="post" action={`${action}/show${queryOf(view)}`}>
          <button type="submit" class="plain">
            {t.show}
          </button>
          <p class="quiet">{t.showMore}</p>
        </form>
      )}
      <form method="post" action={`${action}${queryOf(view)}`} class="ack">
        {lines.map((line) => (
          <Line
            opened={opened}
            number={notice.number}
            line={line}
            form={form}
            shown={addresses === null ? null : (addresses.get(line.propagationId) ?? [])}
          />
        ))}
        <label for="name">{t.name}</label>
        <p class="quiet" id="name-more">
          {t.nameHint}
        </p>
        <input
          id="name"
          name="name"
          type="text"
          value={form.name}
          required
          maxLength={100}
          autocomplete="name"
          aria-describedby="name-more"
        />
        <button type="submit">{t.send}</button>
      </form>
    </Frame>,
  )
}

function Line({
  opened,
  number,
  line,
  form,
  shown,
}: {
  opened: Opened
  number: string
  line: NoticeLine
  form: AckForm
  shown: readonly string[] | null
}) {
  const t = ackTexts(opened.view)
  const reference = referenceOf(number, line.line)
  const typed = form.answers.get(line.line)
  const chosen = typed === undefined ? line.answer : typed.answer
  const reason = typed === undefined ? (line.reason ?? '') : typed.reason
  return (
    <fieldset class="ack-line">
      <legend>{t.line(reference)}</legend>
      <p class="quiet">
        {t.objected(whenText(opened, line.objectedAt))}
        {line.answer === null || line.answeredAt === null ? null : (
          <>
            {' '}
            · {t.state}
            {colon(opened.view)}
            {t.answers[line.answer]} ({t.by(line.answeredBy ?? '', whenText(opened, line.answeredAt))})
          </>
        )}
      </p>
      {line.state === 'superseded' ? (
        <p class="note">{t.withdrawn}</p>
      ) : (
        <>
          <p>
            {t.address}
            {colon(opened.view)}
            <strong>{shown === null ? t.hidden : shown.length === 0 ? t.noAddress : shown.join(', ')}</strong>
          </p>
          {brokerAnswers.map((answer) => (
            <label class="answer">
              <input type="radio" name={`a.${line.line}`} value={answer} checked={answer === chosen} />
              <span>{t.answers[answer]}</span>
            </label>
          ))}
          <label for={`r-${line.line}`}>{t.reason}</label>
          <input id={`r-${line.line}`} name={`r.${line.line}`} type="text" value={reason} maxLength={300} />
        </>
      )}
    </fieldset>
  )
}

/** A copy of what was recorded. */
export function ackThanksPage(opened: Opened, { notice, lines }: OpenedAck, action: string): string {
  const { view } = opened
  const t = ackTexts(view)
  return toHtml(
    <Frame view={view} title={t.thanks} self={null} forBroker>
      <p>{t.thanksMore}</p>
      <p class="number">{t.reference(notice.number)}</p>
      <dl class="ack-copy">
        {lines.map((line) => (
          <>
            <dt>{t.line(referenceOf(notice.number, line.line))}</dt>
            <dd>
              {line.answer === null || line.answeredAt === null ? (
                t.open
              ) : (
                <>
                  {t.answers[line.answer]}
                  {line.reason === null ? null : <> ({line.reason})</>}
                  <br />
                  <span class="quiet">{t.by(line.answeredBy ?? '', whenText(opened, line.answeredAt))}</span>
                </>
              )}
            </dd>
          </>
        ))}
      </dl>
      <p>
        <a href={`${action}${queryOf(view)}`}>{t.back}</a>
      </p>
    </Frame>,
  )
}

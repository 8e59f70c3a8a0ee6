import { longDate } from '../../connector/long-date.ts'
import type { Channel } from '../../domain/app/channel.ts'
import { everyKind, type MessageKind } from '../../domain/app/kind.ts'
import type { Row } from '../../domain/links/person-choice.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Address, Frame, queryOf, toHtml, type PersonView } from './person-frame.tsx'
import { fill } from './person-texts.ts'
import { StopAll } from './person-view.tsx'
import { channelName, personKindName } from './scope-text.ts'

const icons: Readonly<Record<Channel, IconName>> = {
  email: 'mail',
  sms: 'message',
  phone: 'phone',
  robocall: 'robot',
  post: 'mailbox',
  social: 'social',
  fax: 'printer',
  audience: 'speakerphone',
}

interface PreferencesProps {
  masked: string
  action: string
  /** Where the big button is sent. */
  stop: string
  rows: readonly Row[]
  kinds: readonly MessageKind[]
  allStopped: boolean
  pausedUntil: string | null
  pauseMonths: readonly number[]
  /** The browser asked not to pass data on: the row "targeted advertising" is ticked "no" until saved otherwise. */
  gpc: boolean
  /** Hash of what this page says. */
  shown: string
  preview?: boolean
}

/** Everything a person can choose, as it stands now. Works without a script: one form, real radio buttons. */
export function preferencesPage(view: PersonView, props: PreferencesProps): string {
  const { texts } = view.language
  const { preview = false } = props
  return toHtml(
    <Frame view={view} title={texts.stopTitle} self={preview ? null : props.action}>
      <Address view={view} masked={props.masked} />
      {props.allStopped ? (
        <p class="note" role="status">
          {texts.allStopped}
        </p>
      ) : null}
      <StopAll view={view} action={props.stop} preview={preview} />
      <form method="post" action={preview ? undefined : `${props.action}${queryOf(view)}`}>
        <h2 id="choose">{texts.chooseTitle}</h2>
        <p class="quiet">{texts.chooseMore}</p>
        <input type="hidden" name="shown" value={props.shown} />
        <div class="choices">
          {props.rows.map((row) => (
            <Choice
              view={view}
              row={row}
              kinds={props.kinds}
              gpc={props.gpc && row.channel === 'audience' && !row.stopped}
            />
          ))}
        </div>
        <Pause view={view} {...props} />
        <button type={preview ? 'button' : 'submit'} class="plain">
          {texts.save}
        </button>
      </form>
    </Frame>,
  )
}

function Choice({
  view,
  row,
  kinds,
  gpc,
}: {
  view: PersonView
  row: Row
  kinds: readonly MessageKind[]
  gpc: boolean
}) {
  const { texts } = view.language
  const id = `c-${row.name.replace('.', '-')}`
  const stopped = row.stopped || gpc
  const answers = [
    ['yes', texts.yes, !stopped],
    ['no', texts.no, stopped],
  ] as const
  const kind = kinds.find((each) => each.id === row.kind)
  return (
    <div
      class={row.kind === everyKind ? 'choice' : 'choice kind'}
      role="radiogroup"
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-more`}
    >
      {row.kind === everyKind ? <Icon name={icons[row.channel]} size={24} /> : <span />}
      <p class="choice-name" id={`${id}-name`}>
        {kind === undefined
          ? channelName(view, row.channel)
          : fill(texts.kind, { kind: personKindName(view, kind), channel: channelName(view, row.channel) })}
      </p>
      <p class="choice-more" id={`${id}-more`}>
        {kind === undefined ? texts[`channel.${row.channel}.more` as keyof typeof texts] : texts.kindMore}
        {gpc ? <> {texts.gpc}</> : null}
      </p>
      <div class="answers">
        {answers.map(([value, label, checked]) => (
          <label class="answer">
            <input type="radio" name={`c.${row.name}`} value={value} checked={checked} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </div>
  )
}

function Pause({
  view,
  pausedUntil,
  pauseMonths,
}: { view: PersonView } & Pick<PreferencesProps, 'pausedUntil' | 'pauseMonths'>) {
  const { texts, code } = view.language
  const rules = new Intl.PluralRules(code)
  const months = (count: number) =>
    fill(texts[rules.select(count) === 'one' ? 'pause.months.one' : 'pause.months.other'], { count })
  return (
    <div class="pause">
      <h2>
        <label for="pause">{texts.pauseTitle}</label>
      </h2>
      <p class="quiet" id="pause-more">
        {texts.pauseMore}
      </p>
      <select id="pause" name="pause" aria-describedby="pause-more">
        {pausedUntil === null ? (
          <option value="" selected>
            {texts['pause.none']}
          </option>
        ) : (
          <option value="" selected>
            {fill(texts['pause.until'], { when: dayText(view, pausedUntil) })}
          </option>
        )}
        {pauseMonths.map((count) => (
          <option value={count}>{months(count)}</option>
        ))}
        {pausedUntil === null ? null : <option value="0">{texts['pause.end']}</option>}
      </select>
    </div>
  )
}

/** A calendar day in the reader's language. */
export function dayText(view: PersonView, day: string): string {
  return longDate(view.language.code, new Date(`${day}T00:00:00Z`), { timeZone: 'UTC' })
}

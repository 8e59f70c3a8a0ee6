import { receivedText, saidAgainText } from '../../documents/received-text.ts'
import { doorName } from '../../documents/door-name.ts'
import { Icon } from '../../ui/icon.tsx'
import { Lanes, type LanesProps } from './lanes.tsx'
import { scopeText } from './scope-text.ts'

/** One objection on its way to every system. */
export function ObjectionCard({ view, linked, ...lanes }: LanesProps & { linked: boolean }) {
  const { objection } = lanes
  const { t, f } = view
  return (
    <section class="card">
      <div class="card-head">
        <h2>
          {t.contact.objections.title(
            receivedText(
              objection,
              `${f.longDate(objection.receivedAt)}, ${f.proof(objection.receivedAt).slice(11, 19)}`,
              view.language,
            ),
          )}
        </h2>
        <span class="head-facts">
          <span class="hint">
            {doorName(t.common, objection)}
            {view.f.colon}
            {scopeText(view, objection)}
            {objection.mistaken ? ` · ${t.corrections.title}` : ''}
          </span>
          {linked ? (
            <a href={`/objections/${objection.id}`}>
              <Icon name="file-certificate" />
              {objection.number}
            </a>
          ) : null}
        </span>
      </div>
      {objection.saidAgain.length === 0 ? null : (
        <ul class="card-body hint">
          {objection.saidAgain.map((again) => (
            <li>{saidAgainText(again, (when) => f.dateTime(when), view.language)}</li>
          ))}
        </ul>
      )}
      <Lanes view={view} {...lanes} />
    </section>
  )
}

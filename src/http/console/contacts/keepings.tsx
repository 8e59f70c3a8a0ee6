import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { LegalHold } from '../../../store/removals/legal-holds.ts'
import type { View } from '../app/view.ts'

/** What keeps somebody from removal, in words: which kind, until when and by whom. */
export function keepingWords(view: View, hold: Pick<LegalHold, 'purpose' | 'until' | 'author'>): string {
  const k = view.t.brakes.keepOut
  const until = hold.until === null ? null : view.f.day(hold.until)
  return hold.purpose === 'legal' || until === null
    ? k.legalStanding(until, hold.author)
    : k.standing(until, hold.author)
}

/** Each with its reason and, for who may, the button that ends it; stands inside a form with `back` and its token. */
export function KeepingLines({
  view,
  holds,
  who,
}: {
  view: View
  holds: readonly Omit<LegalHold, 'people'>[]
  who: string
}) {
  const k = view.t.brakes.keepOut
  return (
    <>
      {holds.map((hold) => (
        <div>
          <p class="hint">
            {keepingWords(view, hold)}
            {view.f.colon}
            {hold.reason}
          </p>
          {allowed(view.role, may.judge) ? (
            <button
              type="submit"
              class="btn small"
              formAction={`/removals/holds/${hold.id}/end`}
              aria-label={k.endOf(who)}
            >
              {k.end}
            </button>
          ) : null}
        </div>
      ))}
    </>
  )
}

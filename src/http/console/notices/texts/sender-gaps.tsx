import { Icon } from '../../../ui/icon.tsx'
import type { View } from '../../app/view.ts'
import { senderGaps } from './letter-languages.ts'

/** Beside the button of a letter: what it cannot say of the company, and stands as a gap in it. */
export function SenderGaps({ view }: { view: View }) {
  const gaps = senderGaps(view)
  return gaps.length === 0 ? null : (
    <div class="notice wait" role="status">
      <Icon name="alert-triangle" />
      <p>
        {view.t.notices.gapsLeft(gaps.join(', '))} <a href="/register">{view.t.register.tab}</a>
      </p>
    </div>
  )
}

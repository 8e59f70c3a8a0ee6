import { formTroubles, type FormTrouble } from '../../../store/forms/forms.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { Need } from './needs/need.ts'
import type { View } from '../app/view.ts'

/** Forms that went wrong since they were last looked at. */
export async function formNeeds(view: View): Promise<Need[]> {
  return (await formTroubles(view.app.pool)).map((trouble) => formNeed(view, trouble))
}

/** A form that got worse, whose privacy link is dead, or that cannot be read any more. */
function formNeed(view: View, trouble: FormTrouble): Need {
  const t = view.t.forms.needs
  const what =
    trouble.kind === 'worse'
      ? t.worse(trouble.name, trouble.failed - trouble.before)
      : trouble.kind === 'dead-link'
        ? t.deadLink(trouble.name)
        : t.unread(trouble.name)
  return {
    tone: trouble.kind === 'unread' ? 'wait' : 'broken',
    icon: 'forms',
    what,
    more: t.more,
    owner: 'dpo',
    at: { kind: 'since', date: trouble.since },
    act: { label: t.act, href: `/forms/${trouble.id}`, roles: may.configure },
    seenBy: may.configure,
  }
}

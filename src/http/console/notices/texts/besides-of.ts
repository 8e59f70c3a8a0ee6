import type { Besides } from '../../../../domain/notices/notice-check.ts'
import { officerOf } from '../../../../domain/notices/officer.ts'
import type { NoticeKind } from '../../../../domain/notices/tables/notice-words.ts'
import type { View } from '../../app/view.ts'

/** What a text must fit besides itself: the officer of the register, and the names that `{source}` becomes. */
export function besidesOf({ settings }: View, kind: NoticeKind): Besides {
  const { register, sources, moreSources } = settings
  const named = [...Object.values(sources), ...Object.values(moreSources).flat()]
  const officer = officerOf(register.dpo)
  return {
    kind,
    dpo: officer === 'none' ? null : officer,
    sources: [...new Set(named.flatMap(({ values }) => values.map(({ name }) => name)))],
  }
}

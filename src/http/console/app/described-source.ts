import type { View } from './view.ts'

/** Sources as a verdict keeps them (`C7 Prospecta (declared); C1 Web form`), in the words of the page. */
export const describedSource = ({ t }: View, source: string): string =>
  source.replaceAll(/ \(declared\)(?=;|$)/gu, ` (${t.common.sourceDeclared})`)

/** The same without the codes of kinds, for lists; empty = no source is known. */
export const namedSource = (view: View, source: string): string =>
  describedSource(view, source)
    .split('; ')
    .map((part) => part.replace(/^C\d+ /u, ''))
    .join(', ')

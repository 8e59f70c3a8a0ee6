import type { View } from './view.ts'

/** Sources as a verdict keeps them (`C7 Prospecta (declared); C1 Web form`), in the words of the page. */
export const describedSource = ({ t }: View, source: string): string =>
  source.replaceAll(/ \(declared\)(?=;|$)/gu, ` (${t.common.sourceDeclared})`)

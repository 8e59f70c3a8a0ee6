import type { View } from '../../app/view.ts'

/**
 * Which list of contacts an act was about, by its filters; ticked people are counted: their ids tell nobody anything.
 */
export const listWords = ({ t }: Pick<View, 't'>, list: string): string =>
  [...new URLSearchParams(list)]
    .map(([name, value]) =>
      name === 'ids'
        ? t.contacts.bulk.count(value.split(',').length)
        : `${t.contacts.filters[name as 'verdict'] ?? name} ${value}`,
    )
    .join(', ')

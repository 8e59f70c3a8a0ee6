import type { InFrench } from '../../src/connector/french.ts'

/** What this connector says of an order that a person carries out. */
export const french: InFrench = {
  'someone has to inform this broker by hand; the task says how':
    'quelqu’un doit informer ce courtier à la main ; la tâche dit comment',
  'it could not be done at the broker': 'cela n’a pas pu être fait chez le courtier',
  'it could not be done at the broker: {reason}': 'cela n’a pas pu être fait chez le courtier : « {reason} »',
}

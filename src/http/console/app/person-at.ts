import { isUuid } from '../../../store/app/database.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import type { Visit } from './route.ts'

/** The person whom `:id` of the address names; 404 where nobody is there any more. */
export async function personAt({ app, params }: Visit): Promise<string> {
  const id = params['id'] ?? ''
  const contact = isUuid(id) ? await findContact(app.pool, id) : null
  if (contact === null || contact.purgedAt !== null || contact.mergedInto !== null)
    throw new HttpProblem(404, 'not-found')
  return id
}

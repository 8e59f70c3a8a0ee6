import { isUuid } from '../../../../store/app/database.ts'
import { findConnection } from '../../../../store/connections/connections.ts'
import { HttpProblem } from '../../../app/problem.ts'
import type { Visit } from '../../app/route.ts'

/** Id of the Connection that the address names; throws a 404. */
export async function existingConnection({ app, params }: Visit): Promise<string> {
  const id = params['id'] ?? ''
  const connection = isUuid(id) ? await findConnection(app.pool, id) : null
  if (connection === null) throw new HttpProblem(404, 'not-found')
  return connection.id
}

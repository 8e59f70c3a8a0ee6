import { ConnectorError } from '../../connector/errors.ts'
import type { App } from './app.ts'

/**
 * What a failed call to a system is taken for. One that no connector told is a fault of ours: it is logged with its
 * stack as `unexpected failure <doing>`, and stands as `unavailable` with `message`, a sentence for the admin.
 */
export function asConnectorError(
  log: App['log'],
  error: unknown,
  { doing, message, ids }: { doing: string; message: string; ids: Readonly<Record<string, string>> },
): ConnectorError {
  if (error instanceof ConnectorError) return error
  log.error({ ...ids, stack: error instanceof Error ? error.stack : undefined }, `unexpected failure ${doing}`)
  return new ConnectorError('unavailable', message, { cause: error })
}

import { ThreadLimit, workFile, type Threads } from '../../connector/deps/threads.ts'
import type { VendorForm } from '../../connector/vendor-form.ts'
import { PageFault } from '../../outbound/page-fault.ts'
import type { AuditedForm, AuditOptions, OpenPage, PageAudit } from './audit-page.ts'
import type { AuditInput, AuditOutput } from './audit-work.ts'
import { type OpenedPage } from './opened-page.ts'

/** Where pages are audited, and how what they link is opened. */
interface AuditRoom {
  threads: Threads
  open: OpenPage
}

/**
 * Audits a page in a thread of its own. Throws PageFault `too-deep` or `too-hard` for one that was made to break
 * readers.
 */
export async function auditPageApart(
  room: AuditRoom,
  html: string,
  options: Omit<AuditOptions, 'open'>,
): Promise<PageAudit> {
  const audited = await audit(room, { page: html, options }, options.url ?? '')
  if (!('page' in audited)) throw new Error('A page was not audited')
  return audited.page
}

/** Audits a form of a connected system in a thread of its own; throws the same. */
export async function auditFormApart(
  room: AuditRoom,
  form: VendorForm,
  options: Pick<AuditOptions, 'answers'>,
): Promise<AuditedForm> {
  const audited = await audit(room, { form, options }, form.name)
  if (!('form' in audited)) throw new Error('A form was not audited')
  return audited.form
}

async function audit({ threads, open }: AuditRoom, input: AuditInput, where: string): Promise<AuditOutput> {
  const helpers = {
    open: (url: string): Promise<OpenedPage> =>
      open(url).then(
        (page) => ({ page }),
        (error: unknown) => {
          if (!(error instanceof PageFault)) throw error
          return { fault: { code: error.code, where: error.where, message: error.message, status: error.status } }
        },
      ),
  }
  const audited = await threads
    .run<AuditOutput>(workFile('./audit-work', import.meta.url), input, { helpers })
    .catch((error: unknown) => {
      if (!(error instanceof ThreadLimit)) throw error
      throw new PageFault('too-hard', where, 'The page takes too long to read and was not audited.')
    })
  if ('fault' in audited)
    throw new PageFault('too-deep', where, 'The page is nested deeper than any page for people and was not audited.')
  return audited
}

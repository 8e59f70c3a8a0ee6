import type { Ask } from '../../connector/deps/threads.ts'
import type { VendorForm } from '../../connector/vendor-form.ts'
import type { ReadPage } from '../../outbound/page.ts'
import { PageFault } from '../../outbound/page-fault.ts'
import { auditOne, auditPage, type AuditedForm, type AuditOptions, type PageAudit } from './audit-page.ts'
import { TooDeep } from './dom.ts'
import type { OpenedPage } from './opened-page.ts'
import { modelOfVendorForm } from './vendor-page.ts'

export type AuditInput =
  | { page: string; options: Omit<AuditOptions, 'open'> }
  | { form: VendorForm; options: Pick<AuditOptions, 'answers'> }
export type AuditOutput = { page: PageAudit } | { form: AuditedForm } | { fault: 'too-deep' }

/** Audits a page or a vendor's form in a thread of its own; the pages that it links are asked for. */
export default async function auditWork(input: AuditInput, ask: Ask): Promise<AuditOutput> {
  const open = async (url: string): Promise<ReadPage> => {
    const opened = await ask<OpenedPage>('open', url)
    if ('fault' in opened)
      throw new PageFault(opened.fault.code, opened.fault.where, opened.fault.message, opened.fault.status)
    return opened.page
  }
  try {
    if ('page' in input) return { page: await auditPage(input.page, { ...input.options, open }) }
    return { form: await auditOne(modelOfVendorForm(input.form), [], { ...input.options, open }) }
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    return { fault: 'too-deep' }
  }
}

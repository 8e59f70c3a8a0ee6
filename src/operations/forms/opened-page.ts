import type { ReadPage } from '../../outbound/page.ts'
import { type PageFaultCode } from '../../outbound/page-fault.ts'

/** A page that a thread asked for, or why it could not be read. */
export type OpenedPage =
  | { page: ReadPage }
  | { fault: { code: PageFaultCode; where: string; message: string; status: number | null } }

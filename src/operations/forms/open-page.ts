// The command line and pages may not reach src/outbound: they read public pages through here.
export { readPage } from '../../outbound/page.ts'
export { PageFault, type PageFaultCode } from '../../outbound/page-fault.ts'
export { pageText } from '../../outbound/page-head.ts'

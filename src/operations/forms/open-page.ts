// The command line and pages may not reach src/outbound: they read public pages through here.
export { PageFault, pageFaults, readPage, type PageFaultCode } from '../../outbound/page.ts'

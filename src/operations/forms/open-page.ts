// The command line and pages may not reach src/outbound: they read public pages through here.
export { decode, PageFault, readPage, type PageFaultCode } from '../../outbound/page.ts'

import { hubspotSubject } from './hubspot-subject.ts'
import { contractSuite } from './suite.ts'

contractSuite(hubspotSubject, 450)

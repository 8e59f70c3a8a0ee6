import { hubspotSubject } from './hubspot-subject.ts'
import { contractSuite } from '../suite/suite.ts'

contractSuite(hubspotSubject, 450)

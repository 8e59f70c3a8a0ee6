import { salesforceSubject } from './salesforce-subject.ts'
import { contractSuite } from '../suite/suite.ts'

contractSuite(salesforceSubject, 450)

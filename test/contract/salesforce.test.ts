import { salesforceSubject } from './salesforce-subject.ts'
import { contractSuite } from './suite.ts'

contractSuite(salesforceSubject, 450)

import type { Fact } from '#model/outcome.ts'
import { methodNames } from '../methods.ts'
import type { Registration } from './registration.ts'

/** What both sources said of an account's registration, as evidence. */
export function registrationFacts({ report, list }: Registration): readonly Fact[] {
  const facts: Fact[] = []
  if (report) {
    const { id, isMfaRegistered, isMfaCapable, methodsRegistered, lastUpdatedDateTime } = report
    const fields = { isMfaRegistered, isMfaCapable, methodsRegistered, lastUpdatedDateTime }
    facts.push({ dataset: 'userRegistrationDetails', id, fields })
  }
  if (list)
    facts.push({ dataset: 'authenticationMethods', id: list.userId, fields: { methods: methodNames(list) } })
  return facts
}

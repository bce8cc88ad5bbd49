import { type FederatedBelief, federatedBeliefs, namesItsDomain } from '#access/federation.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { Domain } from '#model/records/domains.ts'
import { Tally } from '#model/tally.ts'

export const federatedSignInDoesNotFakeMfa = defineControl({
  id: 'mfa/federated-sign-in-does-not-fake-mfa',
  title: 'Federated sign-in does not fake MFA',
  practice: 'p1',
  severity: 'high',
  needs: ['domains', 'federationConfigurations'],
  absences: [],
  rationale:
    'Where the tenant believes a federated identity provider that MFA was done, whoever steals the signing key of ' +
    'that provider, or its server, is everybody with MFA done. This is how tenants were taken over from their own cellar.',
  remediation: [
    'Move the people of the domain to sign-in in the cloud (password hash synchronisation or certificates), group by group, then convert the domain to managed.',
    'Until then make sure that everybody has registered a method in Entra ID, and set federatedIdpMfaBehavior of the domain to rejectMfaByFederatedIdp, so that Entra ID asks for MFA itself.',
    'Keep Global Administrators on *.onmicrosoft.com, whom no federation signs in.',
  ],
  references: [
    'https://learn.microsoft.com/graph/api/resources/internaldomainfederation',
    'https://learn.microsoft.com/entra/identity/authentication/how-to-migrate-mfa-server-to-mfa-with-federation',
  ],
  evaluate({ domains, federationConfigurations }) {
    const beliefOf = federatedBeliefs(domains, federationConfigurations)
    const tally = new Tally()
    for (const domain of domains.filter(({ isVerified }) => isVerified !== false)) {
      const belief = beliefOf(domain)
      if (belief.state === 'managed' || belief.state === 'asks') tally.ok()
      else if (belief.state === 'unknown') tally.unknown(belief.because)
      else tally.violation(believed(domain, belief))
    }
    return tally.outcome('there is no verified domain')
  },
})

function believed(
  { id, authenticationType }: Domain,
  { configuration, always }: Extract<FederatedBelief, { readonly state: 'believes' }>,
): Evidence {
  const { displayName, issuerUri, federatedIdpMfaBehavior } = configuration
  const how = always ? 'is left to do MFA alone' : 'is believed when it says that MFA was done'
  return {
    subject: { type: 'domain', id, name: id },
    summary: `People of ${id} sign in elsewhere, and their identity provider ${how} (${federatedIdpMfaBehavior}).`,
    facts: [
      { dataset: 'domains', id, fields: { authenticationType } },
      {
        dataset: 'federationConfigurations',
        id: configuration.id,
        fields: { displayName, issuerUri, federatedIdpMfaBehavior },
      },
    ],
    blastRadius: 'tenant',
    wouldPassIf: 'the domain was managed, or federatedIdpMfaBehavior was rejectMfaByFederatedIdp',
    ...(namesItsDomain(configuration) ? {} : { absences: ['domains', 'federationConfigurations'] }),
  }
}

import { easilyRelayed, type Setting } from '#access/registration/relayed-easily.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'

export const methodsThatPhishingRelaysEasilyAreOff = defineControl({
  id: 'mfa/methods-that-phishing-relays-easily-are-off',
  title: 'Methods that phishing relays easily are off, and Authenticator shows context',
  practice: 'p1',
  severity: 'medium',
  needs: ['authenticationMethodsPolicy'],
  absences: [],
  rationale:
    'A code that somebody reads off a phone can be typed into the wrong page, and a number can be moved to another ' +
    'SIM card. As long as such a method is allowed, an attacker may choose it, whatever better one is registered.',
  remediation: [
    'Find out who has nothing but text messages or calls (mfa/registration-campaign-or-policy-nudges-the-unregistered lists them) and move those people to passkeys or Authenticator first.',
    'Entra admin centre, Authentication methods, Policies: disable SMS, Voice call and Email OTP.',
    'Microsoft Authenticator, Configure: show the application name and the geographic location to all users.',
    'Carry the settings of the older MFA and password reset pages over, then set the migration to complete.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement',
    'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-additional-context',
    'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage',
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
  ],
  evaluate({ authenticationMethodsPolicy }) {
    const tally = new Tally()
    for (const policy of authenticationMethodsPolicy) {
      for (const setting of easilyRelayed(policy)) {
        if (setting.is === 'fine') tally.ok()
        else if (setting.is === 'open') tally.unknown(setting.because)
        else tally.violation(wrong(setting, policy.id))
      }
    }
    return tally.outcome('there is no authentication methods policy')
  },
})

function wrong(setting: Extract<Setting, { readonly is: 'wrong' }>, policy: string): Evidence {
  const { id, name, severity, seen, because, passesIf } = setting
  return {
    subject: { type: 'policy', id: `${policy}/${id}`, name },
    summary: because,
    facts: [{ dataset: 'authenticationMethodsPolicy', id: policy, fields: seen }],
    blastRadius: 'tenant',
    severity,
    wouldPassIf: passesIf,
  }
}
